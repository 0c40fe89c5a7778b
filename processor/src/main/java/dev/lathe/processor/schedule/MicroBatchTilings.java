package dev.lathe.processor.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds tilings of a contraction for single images and for micro-batches that agree. Weights and
 * gradients are packed once for both. So both have the same tile but for the images in it, and add
 * in the same order: the bits are the same, too.
 */
final class MicroBatchTilings {

  /**
   * Where the cost model sees a difference for a single image, micro-batches may cost this much: an
   * estimate, since single images are only what is left over.
   */
  private static final double SINGLE_IMAGE = 1.1;

  /**
   * With fewer sums at once, a single image waits for them and not for the second-level cache: an
   * estimate; each port has two sums in flight then, of the four that its latency asks for.
   */
  private static final int LEAST_SUMS = 4;

  /**
   * How many times as much tiles of several sizes may be said to cost, since weights that lie in
   * such are packed again for the way back ({@link DotProducts}): an estimate, too.
   */
  static final double UNEVEN = 1.1;

  private final Machine machine;
  private final List<Integer> sizes;

  /**
   * For a machine.
   *
   * @param sizes of micro-batches, the largest first
   */
  MicroBatchTilings(Machine machine, List<Integer> sizes) {
    this.machine = machine;
    this.sizes = sizes;
  }

  /**
   * A contraction for one image, and for several.
   *
   * @param several for each size of micro-batches
   */
  record Joint(ScheduledContraction single, List<ScheduledContraction> several) {}

  /** The best for the largest micro-batch of those that are good for a single image. */
  Optional<Joint> joint(ScheduledContraction chosen, List<Candidate> ranked) {
    Contraction contraction = chosen.contraction();
    Optional<Joint> best = Optional.empty();
    double least = Double.MAX_VALUE;
    for (Candidate single : ranked) {
      if (!isGood(chosen, single, ranked.getFirst())) {
        continue;
      }
      List<Candidate> several = new ArrayList<>();
      for (int images : sizes) {
        together(contraction.over(images), images, single.tiling()).ifPresent(several::add);
      }
      if (several.size() < sizes.size()) {
        continue;
      }
      boolean isUneven =
          !machine.strict()
              && !contraction.accumulate()
              && !PackedWalk.isEven(contraction, single.tiling());
      double cycles = several.getFirst().cycles() * (isUneven ? UNEVEN : 1);
      if (cycles < least) {
        least = cycles;
        best = Optional.of(joint(chosen, single, several));
      }
    }
    return best;
  }

  private Joint joint(ScheduledContraction chosen, Candidate single, List<Candidate> several) {
    Contraction contraction = chosen.contraction();
    return new Joint(
        new ScheduledContraction(contraction, single.tiling(), chosen.origin()),
        IntStream.range(0, sizes.size())
            .mapToObj(
                size ->
                    new ScheduledContraction(
                        contraction.over(sizes.get(size)),
                        several.get(size).tiling(),
                        Origin.MODEL))
            .toList());
  }

  private static boolean isGood(ScheduledContraction chosen, Candidate single, Candidate best) {
    if (chosen.origin() != Origin.MODEL) {
      return single.tiling().equals(chosen.tiling());
    }
    return single.cycles() <= SINGLE_IMAGE * best.cycles()
        && (chosen.contraction().accumulate()
            || sums(chosen, single) >= Math.min(LEAST_SUMS, sums(chosen, best)));
  }

  private static int sums(ScheduledContraction chosen, Candidate candidate) {
    Contraction contraction = chosen.contraction();
    Region region = Region.of(contraction, candidate.tiling()).getFirst();
    return TileShape.of(contraction, candidate.tiling(), region).accumulators();
  }

  /** The best tiling of several images that agrees with one of a single image. */
  private Optional<Candidate> together(Contraction contraction, int images, Tiling single) {
    List<Candidate> candidates = new ArrayList<>();
    for (int inTile = 1; inTile <= images; inTile++) {
      boolean isSummed = contraction.accumulate();
      if (isSummed ? inTile > 1 : images % inTile != 0) {
        continue;
      }
      SortedMap<String, Integer> tile = new TreeMap<>(single.tile());
      if (inTile > 1) {
        tile.put(AxisNames.IMAGE, inTile);
      }
      TilingSearch.withTile(contraction, machine, single, tile).stream()
          .filter(candidate -> addsAlike(candidate.tiling(), single))
          .forEach(candidates::add);
    }
    return candidates.stream().min(Comparator.comparingDouble(Candidate::cycles));
  }

  /** Whether sums have the same order, but for the images. */
  private static boolean addsAlike(Tiling several, Tiling single) {
    List<String> order = new ArrayList<>(several.reduction());
    order.remove(AxisNames.IMAGE);
    return order.equals(single.reduction())
        && several.shared() == single.shared()
        && (!several.shared() || several.unrolled().equals(single.unrolled()));
  }
}
