package dev.lathe.processor.schedule;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The schedule of a contraction.
 *
 * @param lanes floats in a vector; 1 where no axis can be vectorised
 * @param vectorAxis along which vectors run: a parallel axis, or the lanes of dot products ({@link
 *     Contraction#sumsLanes})
 * @param overlapping what happens to a vector axis that is no multiple of the lanes: the last
 *     vector starts earlier and repeats some results (rows of a map), or else runs into zeros that
 *     fill the axis up (channels)
 * @param tile results computed at once in registers: vectors along the vector axis, steps along
 *     other parallel axes; 1 where an axis is not named
 * @param reduction the summed axes, outermost first
 * @param unrolled the summed axes that become straight-line code
 * @param shared whether straight-line code reads an element of the map once for all weights that it
 *     meets
 * @param weights how they are read; empty where there is no choice
 */
public record Tiling(
    int lanes,
    String vectorAxis,
    boolean overlapping,
    SortedMap<String, Integer> tile,
    List<String> reduction,
    List<String> unrolled,
    boolean shared,
    Optional<WeightForm> weights) {

  /**
   * From so many trips on a loop pays for itself; shorter ones are joined with their neighbours.
   */
  public static final int LONG_LOOP = 32;

  public Tiling {
    tile = Collections.unmodifiableSortedMap(new TreeMap<>(tile));
    reduction = List.copyOf(reduction);
    unrolled = List.copyOf(unrolled);
  }

  /** One without a choice of weights. */
  public Tiling(
      int lanes,
      String vectorAxis,
      boolean overlapping,
      SortedMap<String, Integer> tile,
      List<String> reduction,
      List<String> unrolled,
      boolean shared) {
    this(lanes, vectorAxis, overlapping, tile, reduction, unrolled, shared, Optional.empty());
  }

  /** The same tile with loops over summands. */
  Tiling reducing(List<String> axes, List<String> straightened, boolean sharing) {
    return new Tiling(lanes, vectorAxis, overlapping, tile, axes, straightened, sharing, weights);
  }

  /** The same with weights of this form. */
  Tiling reading(WeightForm form) {
    return new Tiling(
        lanes, vectorAxis, overlapping, tile, reduction, unrolled, shared, Optional.of(form));
  }

  /** The same with so many vectors in a tile, or fewer. */
  Tiling atMost(int vectors) {
    SortedMap<String, Integer> smaller = new TreeMap<>(tile);
    smaller.computeIfPresent(vectorAxis, (_, size) -> Math.min(size, vectors));
    return new Tiling(
        lanes, vectorAxis, overlapping, smaller, reduction, unrolled, shared, weights);
  }

  /** Whether it reads weights of 24 bits. */
  public boolean isRounded() {
    return weights.equals(Optional.of(WeightForm.ROUNDED));
  }

  /** The innermost summed axes, if they are unrolled: one piece of straight-line code. */
  public List<String> straight() {
    int begin = reduction.size();
    while (begin > 0 && unrolled.contains(reduction.get(begin - 1))) {
      begin--;
    }
    return reduction.subList(begin, reduction.size());
  }

  public int tile(String axis) {
    return tile.getOrDefault(axis, 1);
  }

  /**
   * For comments: {@code vectors of 16 along o, tile o:2 x:14, sum over ky, kx, i; kx unrolled}.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(lanes == 1 ? "scalars" : "vectors of " + lanes + " along " + vectorAxis);
    text.append(", tile");
    tile.forEach((axis, size) -> text.append(' ').append(axis).append(':').append(size));
    if (!reduction.isEmpty()) {
      text.append(", sum over ").append(String.join(", ", reduction));
    }
    if (!unrolled.isEmpty()) {
      text.append("; unrolled ").append(String.join(", ", unrolled));
      text.append(shared ? ", reads shared" : "");
    }
    return text.toString();
  }
}
