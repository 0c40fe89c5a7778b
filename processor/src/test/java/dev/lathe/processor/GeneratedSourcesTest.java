package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.lathe.processor.testing.CompiledInterface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole way from an interface to exact text. The files were written by another JVM, whose hash
 * tables had another order: text that depends on one differs. {@code -Dlathe.golden.update=true}
 * rewrites the files, and ends as an aborted test.
 */
class GeneratedSourcesTest {

  private static final Path DIRECTORY = Path.of("src/test/resources/golden/network");

  private static final String TINY =
      """
      @Network(input = {1, 6, 6})
      @Trainable
      public interface Tiny extends Classifier {
        @Conv(filters = 2, kernel = 3) @Relu Layer c1();

        @MaxPool(2) Layer s2();

        @Dense(3) @LogSoftmax Layer output();
      }
      """;

  /** Forward, loss and backward. */
  private static final String TRAINED =
      """
      @Network(input = 4)
      @Trainable
      public interface Trained extends Classifier {
        @Dense(2) @LogSoftmax Layer output();
      }
      """;

  /** The normalisation goes into weights and bias, the sum and its RELU into the epilogue. */
  private static final String RESIDUAL =
      """
      @Network(input = {2, 2, 2})
      public interface Residual extends Classifier {
        @Conv(filters = 2, kernel = 1, bias = false) Layer c1();

        @BatchNorm Layer n1();

        @Add({"n1", "input"}) @Relu Layer sum();
      }
      """;

  /** Of rows of taps, those that see padding alone are left out. */
  private static final String PADDED =
      """
      @Network(input = {1, 6, 6})
      public interface Padded extends Classifier {
        @Conv(filters = 1, kernel = 5, padding = 2, bias = false) Layer c1();
      }
      """;

  private static final Map<String, String> NETWORKS =
      Map.of("Tiny", TINY, "Trained", TRAINED, "Residual", RESIDUAL, "Padded", PADDED);

  private static final String OTHER =
      "@Network(input = 4) public interface Other extends Classifier { @Dense(2) Layer d(); }";

  @ParameterizedTest
  @CsvSource({
    "Tiny, TinyNetwork",
    "Tiny, TinyVector128",
    "Trained, TrainedTrainingScalar",
    "Residual, ResidualVector128",
    "Padded, PaddedScalar"
  })
  void aNetworkBecomesThisText(String network, String name) throws IOException {
    String source = Objects.requireNonNull(NETWORKS.get(network));
    String actual = CompiledInterface.compile(network, source).source(name);

    Path file = DIRECTORY.resolve(name + ".java");
    if (Boolean.getBoolean("lathe.golden.update")) {
      Files.createDirectories(DIRECTORY);
      Files.writeString(file, actual);
      abort("wrote " + file);
    }
    assertThat(actual).isEqualTo(Files.readString(file));
  }

  @Test
  void theTextDoesNotDependOnWhatElseIsCompiled() {
    Map<String, String> otherFirst = new LinkedHashMap<>();
    otherFirst.put("Other", OTHER);
    otherFirst.put("Tiny", TINY);
    CompiledInterface alone = CompiledInterface.compile("Tiny", TINY);
    CompiledInterface second = CompiledInterface.compileAll(otherFirst).getLast();

    for (String name :
        List.of("TinyNetwork", "TinyVector512", "TinyTrainingVector256", "TinyTrainingScalar")) {
      assertThat(second.source(name)).isEqualTo(alone.source(name));
    }
  }
}
