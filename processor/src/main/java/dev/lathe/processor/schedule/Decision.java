package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.rewrite.TransformPolicy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a sum of products is to be computed, as far as somebody says it. Annotations, tables and
 * summaries share one form: {@code winograd 4, rows 7}, {@code winograd 4x1}, {@code fft 12}, or
 * {@code direct along o, tile o:2 x:12, sum i ky kx, unroll ky kx}. What a text leaves out is left
 * to the cost model.
 */
public sealed interface Decision {

  /** The text of an axis along which no vectors run. */
  String NO_AXIS = "none";

  /**
   * Reads the text form.
   *
   * @throws DecisionException if it is none
   */
  static Decision parse(String text) {
    return DecisionParser.parse(text);
  }

  /**
   * Tile by tile, by filters that save multiplications.
   *
   * @param family of the filters
   * @param rows of tiles that go through all steps together
   */
  record Tiled(FilterFamily family, OptionalInt rows) implements Decision {

    /** All that a tiling says. */
    public static Tiled of(TransformPolicy.Blocks tiling) {
      return new Tiled(tiling.family(), OptionalInt.of(tiling.rows()));
    }

    @Override
    public String toString() {
      return family.label() + (rows.isPresent() ? ", rows " + rows.getAsInt() : "");
    }
  }

  /**
   * Direct computation.
   *
   * @param along the axis along which vectors run, or {@link #NO_AXIS}
   * @param tile vectors along that axis, steps along others; an axis that is not named has 1
   * @param order of the loops over summands, outermost first
   * @param unrolled those of them that become straight-line code
   * @param weights how they are read, where there is a choice
   */
  record Direct(
      Optional<String> along,
      Optional<SortedMap<String, Integer>> tile,
      Optional<List<String>> order,
      Optional<List<String>> unrolled,
      Optional<WeightForm> weights)
      implements Decision {

    /** Everything is left to the cost model, but for the algorithm. */
    public static final Direct ANY =
        new Direct(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Direct {
      tile = tile.map(Direct::withoutOnes);
      order = order.map(List::copyOf);
      unrolled = unrolled.map(axes -> axes.stream().sorted().toList());
    }

    /** All that a tiling says. */
    public static Direct of(Tiling tiling) {
      return new Direct(
          Optional.of(axis(tiling)),
          Optional.of(tiling.tile()),
          Optional.of(tiling.reduction()),
          Optional.of(tiling.unrolled()),
          tiling.weights());
    }

    /** The same axis, tile and weights, however the loops are. */
    public Direct tileAlone() {
      return new Direct(along, tile, Optional.empty(), Optional.empty(), weights);
    }

    /** The same tile and loops, whatever the weights are. */
    public Direct withAnyWeights() {
      return new Direct(along, tile, order, unrolled, Optional.empty());
    }

    /** Whether a tiling is what is said here. */
    public boolean matches(Tiling tiling) {
      Direct other = of(tiling);
      return (along.isEmpty() || along.equals(other.along))
          && (tile.isEmpty() || tile.equals(other.tile))
          && (order.isEmpty() || order.equals(other.order))
          && (unrolled.isEmpty() || unrolled.equals(other.unrolled))
          && (weights.isEmpty() || weights.get().equals(form(tiling)));
    }

    /** Whether it asks for rounded weights. */
    public boolean isRounded() {
      return weights.equals(Optional.of(WeightForm.ROUNDED));
    }

    private static WeightForm form(Tiling tiling) {
      return tiling.weights().orElse(WeightForm.WHOLE);
    }

    private static String axis(Tiling tiling) {
      return tiling.lanes() == 1 ? NO_AXIS : tiling.vectorAxis();
    }

    private static SortedMap<String, Integer> withoutOnes(Map<String, Integer> tile) {
      SortedMap<String, Integer> larger = new TreeMap<>(tile);
      larger.values().removeIf(size -> size == 1);
      return Collections.unmodifiableSortedMap(larger);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("direct");
      along.ifPresent(axis -> text.append(" along ").append(axis));
      tile.ifPresent(sizes -> text.append(", tile ").append(text(sizes)));
      order.ifPresent(axes -> text.append(", sum ").append(text(axes)));
      unrolled.ifPresent(axes -> text.append(", unroll ").append(text(axes)));
      weights.ifPresent(form -> text.append(", weights ").append(form.word()));
      return text.toString();
    }

    private static String text(SortedMap<String, Integer> sizes) {
      return sizes.isEmpty()
          ? DecisionParser.NOTHING
          : sizes.entrySet().stream()
              .map(size -> size.getKey() + ":" + size.getValue())
              .collect(Collectors.joining(" "));
    }

    private static String text(List<String> axes) {
      return axes.isEmpty() ? DecisionParser.NOTHING : String.join(" ", axes);
    }
  }
}
