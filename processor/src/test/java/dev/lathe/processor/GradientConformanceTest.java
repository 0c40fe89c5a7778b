package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.testing.CaseLayer;
import dev.lathe.processor.testing.CaseReport;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.GradientCase;
import dev.lathe.processor.testing.LayerCheck;
import dev.lathe.processor.testing.LossCase;
import dev.lathe.processor.testing.LossCheck;
import dev.lathe.processor.testing.MultiTaskCheck;
import dev.lathe.processor.testing.OptimizerCheck;
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
 * Generated code against PyTorch's figures, a test a file: for each case an interface is written
 * and compiled, and run forward and backward on scalars and on vectors of every width that the
 * machine has. The files are those of the folders that {@code -Dlathe.gradients} names, or those of
 * the test resources.
 */
class GradientConformanceTest {
  private static final CaseReport REPORT = new CaseReport("gradient cases");

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    return GradientCase.files().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
  }

  @AfterAll
  static void summary() {
    REPORT.print();
  }

  private static void run(Path file) throws Exception {
    GradientCase test = GradientCase.read(file);
    if (MultiTaskCheck.isMultiTask(test)) {
      REPORT.run(test.toString(), Optional.empty(), () -> checkMultiTask(test));
    } else if (LossCase.isLoss(test)) {
      REPORT.run(test.toString(), LossCase.missing(test), () -> checkLoss(test));
    } else if (OptimizerCheck.isOptimizer(test)) {
      REPORT.run(test.toString(), OptimizerCheck.missing(test), () -> checkOptimizer(test));
    } else {
      REPORT.run(test.toString(), CaseLayer.missing(test), () -> checkLayer(test));
    }
  }

  private static void checkLayer(GradientCase test) {
    CaseLayer layer = CaseLayer.of(test);
    CompiledInterface compiled =
        CompiledInterface.compile("Case", layer.source("Case", "MEAN_SQUARED_ERROR"));
    List<String> mismatches = new ArrayList<>();
    for (VectorPath path : CompiledInterface.paths()) {
      mismatches.addAll(LayerCheck.mismatches(test, layer, compiled, path));
    }
    assertNone(mismatches, test, compiled);
    CaseLayer.positions(test).ifPresent(positions -> checkPositions(test, positions));
  }

  private static void checkPositions(GradientCase test, CaseLayer layer) {
    CompiledInterface compiled =
        CompiledInterface.compile("Positions", layer.inferenceSource("Positions"));
    List<String> mismatches = new ArrayList<>();
    for (VectorPath path : CompiledInterface.paths()) {
      mismatches.addAll(LayerCheck.differentPositions(test, layer, compiled, path));
    }
    assertNone(mismatches, test, compiled);
  }

  private static void checkLoss(GradientCase test) {
    for (LossCheck check : LossCheck.of(test)) {
      List<String> mismatches = new ArrayList<>();
      for (VectorPath path : CompiledInterface.paths()) {
        mismatches.addAll(check.mismatches(path));
      }
      assertNone(mismatches, test, check.compiled());
    }
  }

  private static void checkMultiTask(GradientCase test) {
    MultiTaskCheck check = MultiTaskCheck.of(test);
    List<String> mismatches = new ArrayList<>();
    for (VectorPath path : CompiledInterface.paths()) {
      mismatches.addAll(check.mismatches(path));
    }
    assertNone(mismatches, test, check.compiled());
  }

  private static void checkOptimizer(GradientCase test) {
    assertThat(OptimizerCheck.mismatches(test)).as(test.toString()).isEmpty();
  }

  private static void assertNone(
      List<String> mismatches, GradientCase test, CompiledInterface compiled) {
    assertThat(mismatches)
        .as(
            () ->
                "%s, sources in %s"
                    .formatted(
                        test, compiled.writeSources(Path.of("target", "cases", test.name()))))
        .isEmpty();
  }
}
