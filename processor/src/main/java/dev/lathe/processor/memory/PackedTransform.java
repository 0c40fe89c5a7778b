package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Matrix;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.WeightTransform;
import java.util.ArrayList;
import java.util.List;

/**
 * What is done with a parameter before its copies: see {@link WeightTransform}.
 *
 * @param name under which the copies know the result
 * @param parameter the name in a state dictionary, or that of a {@link PackedFold}
 * @param steps in order
 */
public record PackedTransform(String name, String parameter, List<Step> steps) {

  public PackedTransform {
    steps = List.copyOf(steps);
  }

  /**
   * One product: {@code y[p, a, b] = sum M[p, k] x[a, k, b]}.
   *
   * @param outer extent of a
   * @param inner extent of b
   */
  public record Step(int outer, int inner, Matrix matrix) {}

  static PackedTransform of(Operation.Parameter parameter, WeightTransform transform) {
    List<Step> steps = new ArrayList<>();
    Shape shape = parameter.stored();
    for (WeightTransform.Step step : transform.steps()) {
      int inner = shape.strides()[step.axis()];
      int outer = shape.size() / inner / shape.extent(step.axis());
      steps.add(new Step(outer, inner, step.matrix()));
      shape = step.shape(shape);
    }
    return new PackedTransform(parameter.packedName(), parameter.foldedName(), steps);
  }
}
