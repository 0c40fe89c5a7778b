package dev.lathe.benchmarks.race;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the forks measured of one contest, medians over them; times in microseconds of one call with
 * one image, or of one training step; what is allocated is bytes of the same.
 *
 * @param ratio how many times as long the peer took, by the medians of calls
 * @param kernelUs of a single layer: its kernels without the reordering of input and output
 * @param shareOfPeak of a single layer: multiply-adds of the direct algorithm in {@code kernelUs},
 *     as a share of the most that the machine did in the same minutes
 * @param shareOfBandwidth of a single layer: the bytes of input, weights and output in {@code
 *     kernelUs}, as a share of what the machine read from 64 MB in the same minutes
 * @param shareOfBound the larger of the two
 * @param together of training with threads: how many times as long two threads of the machine took
 *     for as much arithmetic each as one alone
 * @param handoverNs of the same: how long what a thread writes takes to another
 * @param starts how the network comes up in fresh JVMs, where that was measured
 * @param forkSpread the slowest fork's time over the fastest's: of the kernels, or of our calls
 * @param peerStartMs until the peer's model was loaded and had answered once; of training with
 *     threads, what a run with one thread takes beside its steps
 */
record Row(
    String name,
    String group,
    double oursUs,
    String peer,
    double peerUs,
    double ratio,
    @Nullable Double shareOfPeak,
    @Nullable Double shareOfBandwidth,
    @Nullable Double shareOfBound,
    @Nullable Double kernelUs,
    @Nullable Double peakGflops,
    @Nullable Double bandwidthGigabytes,
    @Nullable Double together,
    @Nullable Double handoverNs,
    double oursP99Us,
    double peerP99Us,
    double p99OverP50,
    double bytesPerCall,
    double warmUpMs,
    boolean settled,
    double peerStartMs,
    double forkSpread,
    List<Measurement> forks,
    long multiplyAdds,
    long bytes,
    double difference,
    String path,
    String peerVersion,
    double load,
    @Nullable List<Start> starts) {

  /**
   * Summed up over the forks.
   *
   * @param starts of the same network, if it was started in fresh JVMs, too
   */
  static Row of(List<Measurement> forks, @Nullable List<Start> starts) {
    Measurement first = forks.getFirst();
    boolean isLayer = first.kernelUs() > 0;
    boolean isPair = first.together() > 0;
    ToDoubleFunction<Measurement> own = isLayer ? Measurement::kernelUs : Measurement::oursUs;
    double ours = median(forks, Measurement::oursUs);
    double p99 = median(forks, Measurement::oursP99Us);
    double arithmetic = median(forks, Row::shareOfPeak);
    double memory = median(forks, Row::shareOfBandwidth);
    return new Row(
        first.subject().name(),
        first.subject().group().name().toLowerCase(Locale.ROOT),
        ours,
        first.subject().peer(),
        median(forks, Measurement::peerUs),
        median(forks, fork -> fork.peerUs() / fork.oursUs()),
        isLayer ? arithmetic : null,
        isLayer ? memory : null,
        isLayer ? Math.max(arithmetic, memory) : null,
        isLayer ? median(forks, Measurement::kernelUs) : null,
        isLayer ? median(forks, Measurement::gflops) : null,
        isLayer ? median(forks, Measurement::gigabytes) : null,
        isPair ? median(forks, Measurement::together) : null,
        isPair ? median(forks, Measurement::handoverNs) : null,
        p99,
        median(forks, Measurement::peerP99Us),
        p99 / ours,
        forks.stream().mapToDouble(Measurement::bytesPerCall).max().orElseThrow(),
        median(forks, Measurement::warmUpMs),
        forks.stream().allMatch(Measurement::settled),
        median(forks, Measurement::peerStartMs),
        forks.stream().mapToDouble(own).max().orElseThrow()
            / forks.stream().mapToDouble(own).min().orElseThrow(),
        forks,
        first.multiplyAdds(),
        first.bytes(),
        forks.stream().mapToDouble(Measurement::difference).max().orElseThrow(),
        first.subject().path(),
        first.subject().peerVersion(),
        median(forks, Measurement::load),
        starts);
  }

  private static double shareOfPeak(Measurement fork) {
    return 2.0 * fork.multiplyAdds() / fork.kernelUs() / 1e3 / fork.gflops();
  }

  private static double shareOfBandwidth(Measurement fork) {
    return fork.bytes() / fork.kernelUs() / 1e3 / fork.gigabytes();
  }

  private static double median(List<Measurement> forks, ToDoubleFunction<Measurement> figure) {
    return Medians.of(forks, figure);
  }
}
