package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.testing.CaseReport;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.NetworkCase;
import dev.lathe.processor.testing.NetworkCheck;
import dev.lathe.runtime.VectorPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole networks against PyTorch's figures, a test for each way to write a network: as annotated
 * layers, and as an interface that imports the ONNX file. It is compiled, and on scalars and on
 * vectors of every width that the machine has its scores, its loss, all gradients, the running
 * statistics after a step and the losses of ten steps of training are compared. The files are those
 * of the folders that {@code -Dlathe.networks} names, or those of the test resources; one without
 * an interface among the resources is imported all the same.
 */
class NetworkConformanceTest {
  private static final CaseReport REPORT = new CaseReport("networks");

  @TempDir static Path files;

  @TestFactory
  Stream<DynamicTest> networks() throws IOException {
    return NetworkCase.all().stream()
        .map(test -> DynamicTest.dynamicTest(test.title(), () -> run(test)));
  }

  @AfterAll
  static void summary() {
    REPORT.print();
  }

  private static void run(NetworkCase test) throws Exception {
    REPORT.run(test.title(), Optional.empty(), () -> check(test));
  }

  private static void check(NetworkCase test) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(files.resolve(test.title()));
    CompiledInterface compiled = test.compile(folder);
    List<String> mismatches = new ArrayList<>();
    for (VectorPath path : CompiledInterface.paths()) {
      mismatches.addAll(NetworkCheck.mismatches(test, compiled, path));
    }
    assertThat(mismatches)
        .as(
            () ->
                "%s, sources in %s"
                    .formatted(
                        test.title(),
                        compiled.writeSources(Path.of("target", "cases", test.title()))))
        .isEmpty();
  }
}
