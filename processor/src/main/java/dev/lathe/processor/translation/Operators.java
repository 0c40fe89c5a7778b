package dev.lathe.processor.translation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All operators that can be translated, by their names in ONNX's standard set; those of other
 * domains by these and their names, with a dot between them.
 */
final class Operators {
  private static final Map<String, Operator> ALL = all();

  private Operators() {}

  private static Map<String, Operator> all() {
    Map<String, Operator> all = new HashMap<>();
    FigureOperators.register(all);
    ElementwiseOperators.register(all);
    ActivationOperators.register(all);
    ReductionOperators.register(all);
    SoftmaxOperators.register(all);
    MovementOperators.register(all);
    IndexOperators.register(all);
    BorderOperators.register(all);
    ConvolutionOperators.register(all);
    MatrixOperators.register(all);
    PoolingOperators.register(all);
    NormalisationOperators.register(all);
    ResizeOperators.register(all);
    LossOperators.register(all);
    AngleOperators.register(all);
    QuantisationOperators.register(all);
    SeriesOperators.register(all);
    EinsumOperator.register(all);
    ScatterOperators.register(all);
    ChoiceOperators.register(all);
    GridOperators.register(all);
    RecurrentOperators.register(all);
    IntegerOperators.register(all);
    SpectrumOperators.register(all);
    SequenceOperators.register(all);
    DeformableConvolution.register(all);
    FoundOperators.register(all);
    BoxSelection.register(all);
    Determinant.register(all);
    DescentOperators.register(all);
    return Map.copyOf(all);
  }

  static Optional<Operator> of(String domain, String type) {
    return Optional.ofNullable(ALL.get(domain.isEmpty() ? type : domain + "." + type));
  }

  /** The names, sorted. */
  static Set<String> names() {
    return new TreeSet<>(ALL.keySet());
  }
}
