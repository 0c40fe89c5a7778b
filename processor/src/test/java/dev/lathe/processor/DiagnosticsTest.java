package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.lathe.processor.testing.OnnxText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles the samples under {@code diagnostics}: each says over every offending line what is to be
 * reported there, and nothing else may be. A file that says {@code // WITHOUT jdk.incubator.vector}
 * is compiled without that module. ONNX files that samples name are written as protobuf's text.
 */
final class DiagnosticsTest {

  /** Has the samples' ONNX files, in the samples' package. */
  @TempDir static Path files;

  /** They are kept as text; where a name ends in {@code .txtpb}, a sample says {@code .onnx}. */
  @BeforeAll
  static void writeFiles() throws IOException, URISyntaxException {
    Path target = Files.createDirectories(files.resolve("diagnostics"));
    Path folder = Path.of(DiagnosticsTest.class.getResource("/diagnostics").toURI());
    try (Stream<Path> texts = Files.list(folder)) {
      for (Path text : texts.filter(file -> file.toString().endsWith(".txtpb")).toList()) {
        String name = text.getFileName().toString().replace(".txtpb", ".onnx");
        Files.write(target.resolve(name), OnnxText.file(Files.readString(text)));
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> sample() throws IOException, URISyntaxException {
    Path folder = Path.of(DiagnosticsTest.class.getResource("/diagnostics").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream()
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
            List.of(files),
            JavaFileObjects.forSourceString("diagnostics." + type, source));

    List<ExpectedDiagnostic> expected = ExpectedDiagnostic.parse(source);
    List<ExpectedDiagnostic> actual =
        compilation.diagnostics().stream()
            // javac's own warnings about the module belong to no place, if to a file now and then.
            .filter(diagnostic -> diagnostic.getSource() != null)
            .filter(diagnostic -> diagnostic.getPosition() != Diagnostic.NOPOS)
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
