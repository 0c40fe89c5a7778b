package dev.lathe.processor.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.NetworkModels;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.network.Census;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.onnx.Limits;
import dev.lathe.processor.onnx.OnnxException;
import dev.lathe.processor.onnx.OnnxModel;
import dev.lathe.processor.onnx.OnnxReader;
import dev.lathe.processor.onnx.OnnxWriter;
import dev.lathe.processor.testing.NetworkValues;
import dev.lathe.processor.testing.SampleSources;
import dev.lathe.processor.translation.Imported;
import dev.lathe.processor.translation.Translation;
import dev.lathe.processor.translation.Wishes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every sample network, exported and imported again, computes what it computed. Those in full size
 * take minutes in the naive interpreter: {@code -Dlathe.long=true}. With {@code
 * -Dlathe.network=Vgg16,Vgg19} the networks of these names alone.
 */
class RoundTripTest {
  private static final long MOST_MULTIPLY_ADDS = 150_000_000;

  @TestFactory
  Stream<DynamicTest> samples() {
    return SampleSources.networks().stream()
        .flatMap(name -> NetworkModels.allOfSample(name).stream())
        .filter(network -> SampleSources.isAskedFor(network.name()))
        .map(network -> DynamicTest.dynamicTest(network.name(), () -> check(network)));
  }

  private static void check(NetworkModel network) throws IOException, OnnxException {
    long products = network.layers().stream().map(Census::of).mapToLong(Census::multiplyAdds).sum();
    Assumptions.assumeTrue(
        products <= MOST_MULTIPLY_ADDS || Boolean.getBoolean("lathe.long"),
        () -> network.name() + " has %,d multiply-adds: -Dlathe.long=true".formatted(products));
    Exportable whole = Exportable.of(network);
    NetworkValues values = NetworkValues.of(whole.graph(), 1);
    double[] wanted = evaluate(whole.graph(), values.weights(), values.image());

    OnnxModel file = reread(exported(whole, values.weights()));
    Translation translation = Translation.of(file, Wishes.NONE, false);
    assertThat(translation.problems()).isEmpty();
    Imported again = translation.imported().orElseThrow();
    Map<String, float[]> weights = new HashMap<>();
    again.weights().forEach(weight -> weights.put(weight.name(), weight.tensor().floats()));
    double[] got = evaluate(again.graph(), weights, values.image());

    assertThat(got).hasSameSizeAs(wanted);
    double largest = 0;
    for (double element : wanted) {
      largest = Math.max(largest, Math.abs(element));
    }
    assertThat(largest).isPositive();
    for (int k = 0; k < wanted.length; k++) {
      assertThat(got[k])
          .as("element %d", k)
          .isCloseTo(wanted[k], org.assertj.core.data.Offset.offset(1e-6 + 1e-5 * largest));
    }
  }

  private static OnnxModel exported(Exportable network, Map<String, float[]> weights) {
    Exporter.Result result =
        Exporter.export(network, name -> java.util.Objects.requireNonNull(weights.get(name), name));
    assertThat(result.problems()).isEmpty();
    return result.model().orElseThrow();
  }

  private static OnnxModel reread(OnnxModel model) throws IOException, OnnxException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OnnxWriter.write(model, bytes);
    return OnnxReader.read(bytes.toByteArray(), Limits.DEFAULT);
  }

  private static double[] evaluate(Graph graph, Map<String, float[]> weights, float[] image) {
    return GraphInterpreter.evaluate(
            graph, GraphInterpreter.widen(weights), GraphInterpreter.widen(image))
        .output(0);
  }
}
