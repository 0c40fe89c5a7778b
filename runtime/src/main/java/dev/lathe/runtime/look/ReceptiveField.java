package dev.lathe.runtime.look;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.LatheException;
import dev.lathe.runtime.spi.Blueprint;
import dev.lathe.runtime.spi.ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;

/**
 * The part of the input that one unit of a network's output depends on, as the generated backward
 * pass shows it: a box around all cells in which the unit has a derivative. Padding is no part of
 * it. The summary that the compiler writes tells the extents, padding included, for every layer;
 * this tells where they lie.
 *
 * <p>Learned weights may be 0 and rectifiers closed, which hides cells. Positive random weights and
 * images are used instead, several of them, since a maximum shows one cell of its window at a time.
 *
 * @param from the first index along each spatial axis of the input
 * @param to the index behind the last one
 */
public record ReceptiveField(List<Integer> from, List<Integer> to) {
  private static final int TRIALS = 100;

  public ReceptiveField {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  /**
   * The field of a unit. As for {@link Excitation}, the interface ends at the unit's layer and is
   * annotated {@code @Trainable(loss = Loss.MEAN_SQUARED_ERROR, inputGradient = true)}.
   *
   * @param network what {@code Lathe.load} returned
   * @param unit the index of the unit in the output, row-major, channels first
   * @throws LatheException if the network's training pass is not what this needs, or the unit
   *     depends on nothing
   * @throws IndexOutOfBoundsException if there is no such unit
   */
  public static ReceptiveField of(Object network, int unit) {
    CompiledNetwork compiled = CompiledNetwork.of(network);
    UnitDerivative.check(compiled, unit);
    Blueprint blueprint = compiled.blueprint();
    Random random = new Random(1);
    UnitDerivative derivative = new UnitDerivative(compiled, unit, positive(blueprint, random));
    int[] shape = blueprint.inputShape();
    int[] first = new int[shape.length];
    int[] last = new int[shape.length];
    Arrays.fill(first, Integer.MAX_VALUE);
    Arrays.fill(last, -1);
    float[] image = new float[blueprint.inputSize()];
    for (int trial = 0; trial < TRIALS; trial++) {
      for (int k = 0; k < image.length; k++) {
        image[k] = random.nextFloat();
      }
      float[] gradient = derivative.of(image);
      for (int k = 0; k < gradient.length; k++) {
        if (gradient[k] != 0) {
          cover(first, last, shape, k);
        }
      }
    }
    if (last[0] < 0) {
      throw new LatheException(
          "Unit " + unit + " of " + blueprint.network() + " depends on no cell of the input");
    }
    return box(first, last);
  }

  /** The figures of each parameter: positive, small where many meet in one sum. */
  private static Function<String, float[]> positive(Blueprint blueprint, Random random) {
    Map<String, float[]> all = new HashMap<>();
    for (ParameterSpec parameter : blueprint.parameters()) {
      float[] elements = new float[parameter.size()];
      for (int k = 0; k < elements.length; k++) {
        elements[k] = (0.5f + random.nextFloat()) / Math.max(1, parameter.fanIn());
      }
      all.put(parameter.name(), elements);
    }
    return name -> Objects.requireNonNull(all.get(name), name);
  }

  private static void cover(int[] first, int[] last, int[] shape, int cell) {
    int rest = cell;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      int index = rest % shape[axis];
      first[axis] = Math.min(first[axis], index);
      last[axis] = Math.max(last[axis], index);
      rest /= shape[axis];
    }
  }

  /** Without the channels. */
  private static ReceptiveField box(int[] first, int[] last) {
    List<Integer> from = new ArrayList<>();
    List<Integer> to = new ArrayList<>();
    for (int axis = 1; axis < first.length; axis++) {
      from.add(first[axis]);
      to.add(last[axis] + 1);
    }
    return new ReceptiveField(from, to);
  }

  /** {@code 9..23 x 9..23}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int axis = 0; axis < from.size(); axis++) {
      text.append(axis == 0 ? "" : " x ").append(from.get(axis)).append("..").append(to.get(axis));
    }
    return text.toString();
  }
}
