package dev.lathe.processor.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.testing.CaseLayer;
import dev.lathe.processor.testing.CaseReport;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import dev.lathe.processor.testing.GradientCase;
import dev.lathe.processor.testing.InterpretedRun;
import dev.lathe.processor.testing.LayerCheck;
import dev.lathe.processor.testing.LossCase;
import dev.lathe.processor.testing.LossCheck;
import dev.lathe.processor.testing.OptimizerCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The oracle of all other tests, and the derived gradients, against PyTorch's figures: the graphs
 * that the front end makes of each case's interface, through the interpreter. Optimizers have no
 * graph.
 */
class GraphInterpreterConformanceTest {
  private static final CaseReport REPORT = new CaseReport("gradient cases through the interpreter");

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : GradientCase.files()) {
      GradientCase test = GradientCase.read(file);
      if (!OptimizerCheck.isOptimizer(test)) {
        tests.add(DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(test)));
      }
    }
    return tests.stream();
  }

  @AfterAll
  static void summary() {
    REPORT.print();
  }

  private static void run(GradientCase test) throws Exception {
    boolean isLoss = LossCase.isLoss(test);
    REPORT.run(
        test.toString(),
        isLoss ? LossCase.missing(test) : CaseLayer.missing(test),
        () -> assertThat(isLoss ? loss(test) : layer(test)).as(test.toString()).isEmpty());
  }

  private static List<String> layer(GradientCase test) {
    CaseLayer layer = CaseLayer.of(test);
    String source = CompiledInterface.file(layer.source("Case", "MEAN_SQUARED_ERROR"));
    InterpretedRun run = new InterpretedRun(FrontEnd.model("Case", source), layer.parameters());
    return LayerCheck.mismatches(test, layer, run::inference, run);
  }

  private static List<String> loss(GradientCase test) {
    List<String> mismatches = new ArrayList<>();
    for (LossCheck check : LossCheck.of(test)) {
      String source = CompiledInterface.file(check.source());
      mismatches.addAll(
          check.mismatches(new InterpretedRun(FrontEnd.model("Case", source), check.weights())));
    }
    return mismatches;
  }
}
