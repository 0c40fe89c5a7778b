package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.testing.CaseReport;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.NetworkCase;
import dev.lathe.processor.testing.NetworkCheck;
import dev.lathe.runtime.VectorPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole networks against PyTorch's figures, a test a network: the interface is compiled, and on
 * scalars and on vectors of every width that the machine has its scores, its loss, all gradients
 * and the losses of ten steps of training are compared. The files are those of the folders that
 * {@code -Dlathe.networks} names, or those of the test resources.
 */
class NetworkConformanceTest {
  private static final CaseReport REPORT = new CaseReport("networks");

  @TestFactory
  Stream<DynamicTest> networks() throws IOException {
    return NetworkCase.files().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
  }

  @AfterAll
  static void summary() {
    REPORT.print();
  }

  private static void run(Path file) throws Exception {
    NetworkCase test = NetworkCase.read(file);
    Optional<String> source = test.source();
    Optional<String> missing =
        source.isPresent() ? Optional.empty() : Optional.of(test.name() + ": " + test.missing());
    REPORT.run(test.name(), missing, () -> check(test, source.orElseThrow()));
  }

  private static void check(NetworkCase test, String source) throws InterruptedException {
    CompiledInterface compiled = CompiledInterface.compileSource(test.interfaceName(), source);
    List<String> mismatches = new ArrayList<>();
    for (VectorPath path : CompiledInterface.paths()) {
      mismatches.addAll(NetworkCheck.mismatches(test, compiled, path));
    }
    assertThat(mismatches)
        .as(
            () ->
                "%s, sources in %s"
                    .formatted(
                        test.name(),
                        compiled.writeSources(Path.of("target", "cases", test.name()))))
        .isEmpty();
  }
}
