package dev.lathe.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.runtime.Weights;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The optimizers against PyTorch's; see the README beside the cases. */
class OptimizerConformanceTest {

  static Stream<Path> cases() throws IOException, URISyntaxException {
    URL folder = OptimizerConformanceTest.class.getResource("/optimizers");
    assertThat(folder).isNotNull();
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files
          .filter(file -> file.toString().endsWith(".safetensors"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTorch(Path file) throws IOException {
    String header = header(file);
    Weights tensors = Weights.of(file);
    float[] p = tensors.tensor("in.p").values();
    float[] gradients = tensors.tensor("in.g").values();
    float[] wanted = tensors.tensor("out.p").values();
    float rate = (float) number(header, "lr", Double.NaN);
    Optimizer.Updater updater = optimizer(header).start(p.length);
    int steps = (int) number(header, "steps", 0);
    assertThat(wanted).hasSize(steps * p.length);

    for (int step = 0; step < steps; step++) {
      float[] g = Arrays.copyOfRange(gradients, step * p.length, (step + 1) * p.length);
      updater.update(step + 1, rate, p, g, 0, 5);
      updater.update(step + 1, rate, p, g, 5, p.length);
      float[] want = Arrays.copyOfRange(wanted, step * p.length, (step + 1) * p.length);
      assertClose(p, want, header, "after step " + (step + 1));
    }
  }

  private static Optimizer optimizer(String header) {
    float decay = (float) number(header, "weight_decay", 0);
    if (header.contains("\\\"kind\\\": \\\"sgd\\\"")) {
      boolean nesterov = header.contains("\\\"nesterov\\\": true");
      return new Sgd((float) number(header, "momentum", 0), decay, nesterov);
    }
    Matcher betas = Pattern.compile("\\\\\"betas\\\\\": \\[([0-9.]+), ([0-9.]+)]").matcher(header);
    Adam adam =
        betas.find()
            ? new Adam(Float.parseFloat(betas.group(1)), Float.parseFloat(betas.group(2)), 1e-8f, 0)
            : new Adam();
    return adam.weightDecay(decay);
  }

  private static void assertClose(float[] got, float[] want, String header, String when) {
    double largest = 0;
    for (float value : want) {
      largest = Math.max(largest, Math.abs(value));
    }
    double absolute = Math.max(1e-7, number(header, "atol_scale", 0) * largest);
    double relative = number(header, "rtol", 0);
    for (int i = 0; i < want.length; i++) {
      assertThat(Math.abs(got[i] - want[i]))
          .as("element %d %s: got %s, want %s", i, when, got[i], want[i])
          .isLessThanOrEqualTo((float) (absolute + relative * Math.abs(want[i])));
    }
  }

  /** The metadata's values are JSON text within JSON text: the quotes are escaped. */
  private static double number(String header, String key, double otherwise) {
    Matcher matcher = Pattern.compile("\\\\\"" + key + "\\\\\": ([0-9.e+-]+)").matcher(header);
    return matcher.find() ? Double.parseDouble(matcher.group(1)) : otherwise;
  }

  private static String header(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[Math.toIntExact(bytes.getLong())];
    bytes.get(header);
    return new String(header, StandardCharsets.UTF_8);
  }
}
