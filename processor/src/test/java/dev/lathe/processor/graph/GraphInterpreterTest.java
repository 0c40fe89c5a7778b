package dev.lathe.processor.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Small examples, computed by hand. */
class GraphInterpreterTest {
  private static final Offset<Double> TINY = Offset.offset(1e-15);

  private final GraphBuilder builder = new GraphBuilder("Example");

  @Test
  void crossCorrelatesAndConvolves() {
    Node x = input(Shape.of(1, 4));
    Node w = parameter("w", Shape.of(1, 1, 2));
    Window window = Window.of(2);
    Node correlated = builder.add("a", "", convolution(window, false), x, w);
    Node convolved = builder.add("b", "", convolution(window, true), x, w);
    List<double[]> y =
        evaluate(Map.of("w", numbers(10, 1)), numbers(1, 2, 3, 5), correlated, convolved);
    assertThat(y.get(0)).containsExactly(12, 23, 35);
    assertThat(y.get(1)).containsExactly(21, 32, 53);
  }

  @Test
  void stridePaddingAndDilationChooseTheCells() {
    Node x = input(Shape.of(1, 5));
    Node w = parameter("w", Shape.of(1, 1, 2));
    Window window = new Window(List.of(2), List.of(3), List.of(1), List.of(2), List.of(2));
    Node y = builder.add("y", "", convolution(window, false), x, w);
    // The windows look at the cells -1 and 1, 2 and 4.
    assertThat(evaluate(Map.of("w", numbers(10, 1)), numbers(1, 2, 3, 4, 5), y).get(0))
        .containsExactly(2, 35);
  }

  @Test
  void aDenseLayerIsAConvolutionWithACoveringWindow() {
    Node x = input(Shape.of(2, 2));
    Node w = builder.add("w", "", new Operation.Parameter("w", Shape.of(2, 4)), Shape.of(2, 2, 2));
    Node y = builder.add("y", "", convolution(Window.covering(x.shape()), false), x, w);
    assertThat(y.shape()).isEqualTo(Shape.of(2, 1));
    assertThat(
            evaluate(Map.of("w", numbers(1, 1, 1, 1, 1, 0, 0, -1)), numbers(1, 2, 3, 4), y).get(0))
        .containsExactly(10, -3);
  }

  @Test
  void transposedConvolutionSpreadsEachCell() {
    Node y = input(Shape.of(1, 2));
    Node w = parameter("w", Shape.of(1, 1, 3));
    Window window = new Window(List.of(3), List.of(2), List.of(1), List.of(1), List.of(1));
    Operation operation = new Operation.TransposedConvolution(window, false, Epilogue.NONE);
    Node x = builder.add("spread", "", operation, Shape.of(1, 4), y, w);
    // 1 goes to the cells -1, 0, 1 and 10 to 1, 2, 3; output padding made cell 3.
    assertThat(evaluate(Map.of("w", numbers(1, 2, 3)), numbers(1, 10), x).get(0))
        .containsExactly(2, 3 + 10, 20, 30);
  }

  @Test
  void weightGradientCorrelatesMapAndDerivative() {
    Node x = input(Shape.of(1, 3));
    Node dy = parameter("dy", Shape.of(1, 2));
    Operation plain = new Operation.WeightGradient(Window.of(2), false);
    Operation flipped = new Operation.WeightGradient(Window.of(2), true);
    Node dw = builder.add("dw", "", plain, Shape.of(1, 1, 2), x, dy);
    Node reversed = builder.add("reversed", "", flipped, Shape.of(1, 1, 2), x, dy);
    List<double[]> values = evaluate(Map.of("dy", numbers(1, 10)), numbers(1, 2, 3), dw, reversed);
    assertThat(values.get(0)).containsExactly(21, 32);
    assertThat(values.get(1)).containsExactly(32, 21);
  }

  @Test
  void epilogueAddsBiasThenActivatesThenPools() {
    Node x = input(Shape.of(1, 5));
    Node w = parameter("w", Shape.of(1, 1, 1));
    Node b = parameter("b", Shape.of(1));
    Window pairs = new Window(List.of(2), List.of(2), List.of(0), List.of(0), List.of(1));
    Epilogue epilogue = new Epilogue(true, false, Optional.of(Epilogue.RELU), Optional.of(pairs));
    Node y =
        builder.add("y", "", new Operation.Convolution(Window.of(1), false, epilogue), x, w, b);
    // The fifth cell is the rest that no pooling window covers.
    assertThat(
            evaluate(Map.of("w", numbers(2), "b", numbers(-3)), numbers(1, 2, 0, 1, 9), y).get(0))
        .containsExactly(1, 0);
  }

  @Test
  void paddingNeverWinsAndTheFirstMaximumTakesTheDerivative() {
    Node x = input(Shape.of(1, 4));
    Window window = new Window(List.of(3), List.of(2), List.of(1), List.of(0), List.of(1));
    Node y = builder.add("y", "", new Operation.MaxPool(window), x);
    Node dy = parameter("dy", Shape.of(1, 2));
    Node dx = builder.add("dx", "", new Operation.MaxPoolGradient(window), x, y, dy);
    List<double[]> values = evaluate(Map.of("dy", numbers(1, 10)), numbers(-5, -2, -2, -7), y, dx);
    assertThat(values.get(0)).containsExactly(-2, -2);
    assertThat(values.get(1)).containsExactly(0, 11, 0, 0);
  }

  @Test
  void averagesWithAndWithoutPadding() {
    Node x = input(Shape.of(1, 3));
    Window window = new Window(List.of(2), List.of(2), List.of(1), List.of(0), List.of(1));
    Divisor all = new Divisor.Count(window.before(), window.after());
    Divisor own = Divisor.cells(window.rank());
    Node counted = builder.add("a", "", new Operation.AveragePool(window, all), x);
    Node uncounted = builder.add("b", "", new Operation.AveragePool(window, own), x);
    List<double[]> y = evaluate(Map.of(), numbers(2, 4, 8), counted, uncounted);
    assertThat(y.get(0)).containsExactly(1, 6);
    assertThat(y.get(1)).containsExactly(2, 6);
  }

  @Test
  void softmaxesSumOverChannels() {
    Node x = input(Shape.of(2, 2));
    Node softmax = builder.add("a", "", new Operation.Softmax(), x);
    Node logSoftmax = builder.add("b", "", new Operation.LogSoftmax(), x);
    double ln3 = Math.log(3);
    List<double[]> y = evaluate(Map.of(), numbers(0, 1000, ln3, 1000), softmax, logSoftmax);
    assertThat(y.get(0)).containsExactly(numbers(0.25, 0.5, 0.75, 0.5), TINY);
    double ln2 = Math.log(2);
    assertThat(y.get(1)).containsExactly(numbers(-2 * ln2, -ln2, ln3 - 2 * ln2, -ln2), TINY);
  }

  @Test
  void lossesAreMeans() {
    Node x = input(Shape.of(2, 2));
    Node t = builder.add("t", "", new Operation.Target(), x.shape());
    Node likelihood = builder.add("a", "", new Operation.NegativeLogLikelihood(), x, t);
    Node squares = builder.add("b", "", new Operation.SquaredError(), x, t);
    Graph graph = builder.build(likelihood, squares);
    List<double[]> values =
        GraphInterpreter.evaluate(graph, Map.of(), numbers(-1, -2, -3, -4), numbers(1, 0, 0, 1))
            .outputs();
    assertThat(values.get(0)).containsExactly(5 / 2.0);
    assertThat(values.get(1)).containsExactly((4 + 4 + 9 + 25) / 4.0);
  }

  @Test
  void namesTheParameterThatIsMissing() {
    Node w = parameter("c1.weight", Shape.of(2, 3));
    Graph graph = builder.build(w);
    assertThatThrownBy(() -> GraphInterpreter.evaluate(graph, Map.of(), numbers()))
        .hasMessageContaining("c1.weight")
        .hasMessageContaining("needs 6 elements, got none");
  }

  @Test
  void widensFloats() {
    assertThat(GraphInterpreter.widen(Map.of("w", new float[] {0.5f})).get("w"))
        .containsExactly(0.5);
  }

  private Node input(Shape shape) {
    return builder.add("x", "", new Operation.Input(), shape);
  }

  private Node parameter(String name, Shape shape) {
    return builder.add(name, "", new Operation.Parameter(name, shape), shape);
  }

  private static Operation convolution(Window window, boolean flip) {
    return new Operation.Convolution(window, flip, Epilogue.NONE);
  }

  private List<double[]> evaluate(
      Map<String, double[]> parameters, double[] input, Node... outputs) {
    return GraphInterpreter.evaluate(builder.build(outputs), parameters, input).outputs();
  }

  private static double[] numbers(double... numbers) {
    return numbers;
  }
}
