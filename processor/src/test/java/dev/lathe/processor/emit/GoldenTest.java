package dev.lathe.processor.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.KernelCall;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.loop.MicroBatch;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.loop.SampleKernels;
import dev.lathe.processor.loop.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Exact text: comments and layout of generated code are part of the product. {@code
 * -Dlathe.golden.update=true} rewrites the files, and ends as an aborted test.
 */
class GoldenTest {

  private static final Path DIRECTORY = Path.of("src/test/resources/golden");

  @Test
  void vectorKernel() throws IOException {
    check("ConvolutionVector512", 16);
  }

  @Test
  void scalarKernel() throws IOException {
    check("ConvolutionScalar", 1);
  }

  /** Weights of 64 trips on, 4 KB behind those that are summed. */
  @Test
  void readsAhead() throws IOException {
    Local sum = new Local("sum", 16);
    Index at = Index.of(0).plus("i", 16);
    Expression more = new Expression.Load(SampleKernels.W, at, 16);
    Expression next =
        new Expression.Binary(Expression.Operator.ADD, new Expression.Read(sum), more);
    Statement.Loop loop =
        new Statement.Loop(
            "i",
            0,
            64,
            1,
            List.of(
                new Statement.Assign(sum, next),
                new Statement.ReadAhead(SampleKernels.W, at.plus(1024), 1)));
    Kernel kernel =
        SampleKernels.kernel(
            new Statement.Define(sum, new Expression.Constant(0, 16)),
            loop,
            new Statement.Store(SampleKernels.A, Index.of(0), new Expression.Read(sum)));
    Program program = SampleKernels.program("ReadAheadVector512", 16, kernel);
    compare("ReadAheadVector512", EmittedPrograms.file(program).toString());
  }

  /** Two images of one kernel at once; the second layer's images are apart. */
  @Test
  void microBatches() throws IOException {
    Program each = SampleKernels.program("MicroBatches", 1, kernel("c1"), kernel("c2"));
    Kernel together = kernel("c1Of2");
    MicroBatch pairs =
        new MicroBatch(
            2,
            112,
            236,
            List.of(
                new MicroBatch.Stretch(
                    0,
                    1,
                    List.of(new MicroBatch.Move(16, 12, 64)),
                    List.of(new KernelCall(together.name(), together, List.of())),
                    List.of(new MicroBatch.Move(80, 76, 36)))));
    Program program =
        new Program(
            each.name(),
            each.lanes(),
            Stream.concat(each.kernels().stream(), Stream.of(together)).toList(),
            each.calls(),
            List.of(),
            List.of(pairs));
    compare("MicroBatches", EmittedPrograms.file(program).toString());
  }

  private static Kernel kernel(String name) {
    return new Kernel(name, List.of("A test."), List.of(SampleKernels.A), List.of());
  }

  @Test
  void facade() throws IOException {
    FacadeModel model =
        new FacadeModel(
            "generated",
            List.of("Digits"),
            List.of(),
            "DigitsNetwork",
            List.of(1, 8, 8),
            List.of(10),
            List.of(
                layer("c1", "convolution 3x3, 16 filters, ReLU", 16, 6, 6),
                layer("output", "dense, 10 outputs, log-softmax", 10)),
            List.of(new FacadeModel.LayerMethod("c1", 0), new FacadeModel.LayerMethod("output", 1)),
            List.of(
                new FacadeModel.Parameter("c1.weight", List.of(16, 1, 3, 3), 9),
                new FacadeModel.Parameter("c1.bias", List.of(16), 9),
                new FacadeModel.Parameter("output.weight", List.of(10, 576), 576),
                new FacadeModel.Parameter("output.bias", List.of(10), 576)),
            List.of(
                new FacadeModel.EntryPoint(
                    "scores", List.of("image"), FacadeModel.Kind.SCORES_NEW, false),
                new FacadeModel.EntryPoint(
                    "classify", List.of("image"), FacadeModel.Kind.ARG_MAX, false)),
            "CROSS_ENTROPY",
            List.of(
                new FacadeModel.Variant("VECTOR_512", "DigitsVector512"),
                new FacadeModel.Variant("SCALAR", "DigitsScalar")),
            List.of(
                new FacadeModel.Variant("VECTOR_512", "DigitsTrainingVector512"),
                new FacadeModel.Variant("SCALAR", "DigitsTrainingScalar")));
    compare("DigitsNetwork", FacadeEmitter.emit(model).toString());
  }

  private static FacadeModel.Layer layer(String name, String title, Integer... shape) {
    return new FacadeModel.Layer(
        name,
        title,
        List.of(shape),
        List.of(name + ".weight", name + ".bias"),
        new FacadeModel.Figures(5_760_000_000L, 5184, List.of(3, 3), List.of(1.0, 0.5)));
  }

  private static void check(String name, int lanes) throws IOException {
    Program program = SampleKernels.program(name, lanes, SampleKernels.convolution(lanes));
    compare(name, EmittedPrograms.file(program).toString());
  }

  private static void compare(String name, String actual) throws IOException {
    Path golden = DIRECTORY.resolve(name + ".java");
    if (Boolean.getBoolean("lathe.golden.update")) {
      Files.writeString(golden, actual);
      abort("rewrote " + golden + ": read the difference, then run without lathe.golden.update");
    }
    assertThat(actual).isEqualTo(Files.readString(golden));
  }
}
