package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.loop.Budget;
import dev.lathe.processor.rewrite.FusionPolicy;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.rewrite.TransformPolicy;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.testing.Interpreted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Transforms of tiles of every size are methods that HotSpot compiles well. */
class TransformBudgetTest {

  /** Two vectors, which small transforms take at once. */
  private static final int CHANNELS = 32;

  static Stream<List<Integer>> ordersAndTaps() {
    return Stream.of(4, 6, 8, 12, 16)
        .flatMap(
            order ->
                Stream.of(2, 4, 5, 7, 8, 9, 11, 13, 16)
                    .filter(taps -> taps <= order + 2)
                    .map(taps -> List.of(order, taps)));
  }

  @ParameterizedTest
  @MethodSource("ordersAndTaps")
  void noFourierTransformGoesBeyondIt(List<Integer> orderAndTaps) {
    check(new FilterFamily.Roots(orderAndTaps.getFirst()), orderAndTaps.getLast());
  }

  @ParameterizedTest
  @CsvSource({
    "2, 3", "4, 3", "5, 3", "6, 3", "6, 2", "5, 4", "4, 5", "3, 6", "2, 7", "4, 2", "2, 4", "4, 4"
  })
  void noTransformOfPointsGoesBeyondIt(int outputs, int taps) {
    check(new FilterFamily.Points(outputs), taps);
  }

  private static void check(FilterFamily family, int taps) {
    Optional<TransformPolicy.Blocks> tiling = Optional.of(new TransformPolicy.Blocks(family, 99));
    Graph rewritten = Rewrites.apply(graph(taps), FusionPolicy.ALWAYS, (_, _) -> tiling);

    assertThat(Budget.violations(new Interpreted(rewritten, Machine.VECTOR_512).program()))
        .noneMatch(violation -> violation.contains("calls") || violation.contains("bytecodes"));
  }

  private static Graph graph(int taps) {
    GraphBuilder builder = new GraphBuilder("Budget");
    Node image = builder.add("image", "", new Operation.Input(), Shape.of(CHANNELS, 41, 37));
    Shape weights = Shape.of(CHANNELS, CHANNELS, taps, taps);
    Node weight =
        builder.add("c.weight", "c", new Operation.Parameter("c.weight", weights), weights);
    Shape biases = Shape.of(CHANNELS);
    Node bias = builder.add("c.bias", "c", new Operation.Parameter("c.bias", biases), biases);
    Operation convolution =
        new Operation.Convolution(Window.of(taps, taps), Connections.full(), false, Epilogue.NONE);
    Node sums = builder.add("sums", "c", convolution, image, weight);
    Node biased = builder.add("biased", "c", new Operation.AddBias(), sums, bias);
    return builder.build(builder.add("c", "c", new Operation.Activate(Activation.RELU), biased));
  }
}
