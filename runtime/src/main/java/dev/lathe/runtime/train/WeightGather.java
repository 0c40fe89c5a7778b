package dev.lathe.runtime.train;

import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.vector.VectorGather;
import java.lang.foreign.MemorySegment;

/**
 * Packs weights that lie in training order into one buffer. Every step does it with every weight: a
 * step of LeNet-5 with one image took 129 us where they are copied float by float, and 110 with
 * AVX-512's gathers, which took 29 of them; with plain moves where whole vectors lie in the
 * training order as they do in the buffer, 24.
 */
final class WeightGather {

  private static final int GROUP = VectorGather.GROUP;

  private static final int SCATTERED = -1;

  /** Where each float of the buffer comes from. */
  private final int[] sources;

  /** Where each group of floats comes from, if they lie side by side; empty without vectors. */
  private final int[] starts;

  WeightGather(int[] sources, VectorPath path) {
    this.sources = sources;
    // Narrower vectors have no gathers, or slow ones.
    this.starts = path == VectorPath.VECTOR_512 ? starts(sources) : new int[0];
  }

  private static int[] starts(int[] sources) {
    int[] starts = new int[sources.length / GROUP];
    for (int group = 0; group < starts.length; group++) {
      int first = sources[GROUP * group];
      starts[group] = first;
      for (int i = 1; i < GROUP; i++) {
        if (sources[GROUP * group + i] != first + i) {
          starts[group] = SCATTERED;
        }
      }
    }
    return starts;
  }

  /** Packs one thread's share. */
  void copy(float[] values, float[] to, int thread, int threads) {
    int begin = Evaluation.share(starts.length, thread, threads);
    int end = Evaluation.share(starts.length, thread + 1, threads);
    if (begin < end) {
      VectorGather.copy(values, sources, starts, to, begin, end);
    }
    for (int i = restFrom(thread, threads); i < restFrom(thread + 1, threads); i++) {
      to[i] = values[sources[i]];
    }
  }

  /** Packs one thread's share into a segment. */
  void copy(float[] values, MemorySegment to, int thread, int threads) {
    int begin = Evaluation.share(starts.length, thread, threads);
    int end = Evaluation.share(starts.length, thread + 1, threads);
    if (begin < end) {
      VectorGather.copy(values, sources, starts, to, begin, end);
    }
    for (int i = restFrom(thread, threads); i < restFrom(thread + 1, threads); i++) {
      to.setAtIndex(PackedWeights.LAYOUT, i, values[sources[i]]);
    }
  }

  /** Where a thread's share of what is in no group begins. */
  private int restFrom(int thread, int threads) {
    int grouped = GROUP * starts.length;
    return grouped + Evaluation.share(sources.length - grouped, thread, threads);
  }
}
