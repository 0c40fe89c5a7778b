package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Compiles the samples under {@code diagnostics}: each says over every offending line what is to be
 * reported there, and nothing else may be. A file that says {@code // WITHOUT jdk.incubator.vector}
 * is compiled without that module.
 */
final class DiagnosticsTest {

  @TestFactory
  Stream<DynamicTest> sample() throws IOException, URISyntaxException {
    Path folder = Path.of(DiagnosticsTest.class.getResource("/diagnostics").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  private static void check(Path file) {
    String source = read(file);
    String type = file.getFileName().toString().replace(".java", "");
    List<String> options =
        source.contains("// WITHOUT jdk.incubator.vector") ? List.of() : Compilations.VECTOR_MODULE;
    Compilation compilation =
        Compilations.compile(
            options,
            new LatheProcessor(),
            JavaFileObjects.forSourceString("diagnostics." + type, source));

    List<ExpectedDiagnostic> expected = ExpectedDiagnostic.parse(source);
    List<ExpectedDiagnostic> actual =
        compilation.diagnostics().stream()
            .filter(diagnostic -> diagnostic.getSource() != null)
            .map(diagnostic -> ExpectedDiagnostic.of(diagnostic, source, expected))
            .toList();
    assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
