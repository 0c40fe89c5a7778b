package dev.lathe.processor.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three matrices against the sum as it is defined. */
class WinogradTest {

  /** All filters that there are. */
  static Stream<Winograd> filters() {
    return IntStream.rangeClosed(1, Winograd.MOST_PRODUCTS)
        .boxed()
        .flatMap(
            outputs ->
                IntStream.rangeClosed(1, Winograd.MOST_PRODUCTS + 1 - outputs)
                    .mapToObj(taps -> new Winograd(outputs, taps)));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void computesWhatIsWanted(Winograd filter) {
    Random random = new Random(3);
    List<Double> kernel = values(filter.taps(), random);
    List<Double> cells = values(filter.cells(), random);
    List<Double> weights = product(filter.ofWeights(), kernel);

    check(filter, filter.outputs(), filter.ofInput(), filter.ofOutput(), weights, kernel, cells);
    for (int wanted = 1; wanted <= filter.outputs(); wanted++) {
      Matrix input = filter.ofInput(wanted);
      assertThat(input.height()).isEqualTo(filter.products(wanted)).isEqualTo(input.width());
      assertThat(input.height()).isEqualTo(filter.products() - (filter.outputs() - wanted));
      check(filter, wanted, input, filter.ofOutput(wanted), weights, kernel, cells);
    }
    assertThat(filter.ofInput(filter.outputs())).isEqualTo(filter.ofInput());
    assertThat(filter.ofOutput(filter.outputs())).isEqualTo(filter.ofOutput());
  }

  /** With as many of the products as the matrices take, and the weights of all. */
  private static void check(
      Winograd filter,
      int wanted,
      Matrix ofInput,
      Matrix ofOutput,
      List<Double> weights,
      List<Double> kernel,
      List<Double> cells) {
    List<Double> transformed = product(ofInput, cells.subList(0, ofInput.width()));
    List<Double> products = new ArrayList<>();
    for (int p = 0; p < transformed.size(); p++) {
      products.add(transformed.get(p) * weights.get(p));
    }
    List<Double> results = product(ofOutput, products);

    assertThat(results).hasSize(wanted);
    for (int q = 0; q < wanted; q++) {
      double sum = 0;
      for (int tap = 0; tap < filter.taps(); tap++) {
        sum += kernel.get(tap) * cells.get(q + tap);
      }
      assertThat(results.get(q)).isCloseTo(sum, within(1e-11));
    }
  }

  private static List<Double> product(Matrix matrix, List<Double> values) {
    return matrix.rows().stream()
        .map(
            row ->
                IntStream.range(0, row.size()).mapToDouble(k -> row.get(k) * values.get(k)).sum())
        .toList();
  }

  private static List<Double> values(int count, Random random) {
    return random.doubles(count, -1, 1).boxed().toList();
  }
}
