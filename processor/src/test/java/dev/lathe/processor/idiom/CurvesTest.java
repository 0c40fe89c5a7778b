package dev.lathe.processor.idiom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations and movements are known again, however they are written. */
class CurvesTest {
  private static final Formula X = Formulas.operand(0);

  static Stream<Curve> curves() {
    return Stream.of(Curve.Kind.values())
        .map(
            kind ->
                switch (kind) {
                  case LEAKY_RELU -> new Curve(kind, 0.2, 0);
                  case ELU -> new Curve(kind, 0.5, 0);
                  case SOFT_SHRINK, HARD_SHRINK -> new Curve(kind, 0.3, 0);
                  case SOFTPLUS -> new Curve(kind, 2, 0);
                  case SCALED_TANH -> new Curve(kind, 1.7159, 2.0 / 3);
                  case HARD_TANH -> new Curve(kind, -2, 3);
                  default -> Curve.of(kind);
                });
  }

  @ParameterizedTest
  @MethodSource("curves")
  void everyCurveIsItself(Curve curve) {
    assertThat(Curves.of(curve.formula())).contains(curve);
  }

  @Test
  void otherFormulasHaveNoName() {
    assertThat(Curves.of(Formulas.exp(X))).isEmpty();
    assertThat(Curves.of(Formulas.multiply(X, Formulas.constant(2)))).isEmpty();
    assertThat(Curves.of(Formulas.add(X, Formulas.operand(1)))).isEmpty();
  }

  @Test
  void severalNodesAreOneActivation() {
    GraphBuilder graph = new GraphBuilder("g");
    Node x = graph.add("x", "", new Operation.Input(), Shape.of(4));
    Formula gate =
        Formulas.maximum(
            Formulas.minimum(
                Formulas.add(
                    Formulas.multiply(X, Formulas.constant(1f / 6)), Formulas.constant(0.5)),
                Formulas.ONE),
            Formulas.ZERO);
    Node hard = graph.add("hard", "", new Operation.Pointwise(gate), x);
    Formula product = Formulas.multiply(X, Formulas.operand(1));
    Node swish = graph.add("swish", "", new Operation.Pointwise(product), x, hard);
    Graph whole = graph.build(swish);

    Optional<Chain> chain = Chain.activation(whole, swish);

    assertThat(chain).contains(new Chain(x, Curve.of(Curve.Kind.HARD_SWISH)));
  }

  @Test
  void tablesOfIndicesHaveNames() {
    int out = Relocation.OUTSIDE;
    assertThat(Movement.of(List.of(0, 1, 2), 3)).isEqualTo(new Movement.Stay());
    assertThat(Movement.of(List.of(1, 2), 4)).isEqualTo(new Movement.Steps(1, 1, 2));
    assertThat(Movement.of(List.of(3, 1), 4)).isEqualTo(new Movement.Steps(3, -2, 2));
    assertThat(Movement.of(List.of(0, 0, 1, 1), 2)).isEqualTo(new Movement.Enlarge(2));
    assertThat(Movement.of(List.of(0, 0, 0), 1)).isEqualTo(new Movement.Stretch(3));
    assertThat(Movement.of(List.of(out, 0, 1, out, out), 2))
        .isEqualTo(pad(Movement.Mode.CONSTANT, 1, 2));
    assertThat(Movement.of(List.of(out, 0, 1), 3)).isEqualTo(pad(Movement.Mode.CONSTANT, 1, -1));
    assertThat(Movement.of(List.of(2, 1, 0, 1, 2, 1), 3))
        .isEqualTo(pad(Movement.Mode.REFLECT, 2, 1));
    assertThat(Movement.of(List.of(0, 0, 0, 1, 2, 2), 3))
        .isEqualTo(pad(Movement.Mode.REPLICATE, 2, 1));
    assertThat(Movement.of(List.of(2, 0, 1, 2, 0, 1), 3))
        .isEqualTo(pad(Movement.Mode.CIRCULAR, 1, 2));
    assertThat(Movement.of(List.of(0, 2, 1), 3)).isInstanceOf(Movement.Table.class);
  }

  private static Movement pad(Movement.Mode mode, int before, int after) {
    return new Movement.Pad(mode, before, after);
  }
}
