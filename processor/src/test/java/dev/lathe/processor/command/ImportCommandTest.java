package dev.lathe.processor.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import dev.lathe.processor.onnx.OnnxAttribute;
import dev.lathe.processor.onnx.OnnxException;
import dev.lathe.processor.onnx.OnnxGraph;
import dev.lathe.processor.onnx.OnnxModel;
import dev.lathe.processor.onnx.OnnxNode;
import dev.lathe.processor.onnx.OnnxTensor;
import dev.lathe.processor.onnx.OnnxValue;
import dev.lathe.processor.onnx.OnnxWriter;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.OnnxText;
import dev.lathe.processor.testing.Safetensors;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code import}, as a user runs it. */
class ImportCommandTest {
  private static final Path NETWORKS = Path.of("src/test/resources/networks");

  @TempDir private Path folder;

  private CommandRun run(String... arguments) {
    return CommandRun.of(arguments);
  }

  private CommandRun leNet5() {
    return run(
        "import",
        NETWORKS.resolve("lenet5.onnx").toString(),
        "--package",
        "nets",
        "--name",
        "Digits",
        "-o",
        folder.toString());
  }

  @Test
  void writesWhatAUserWouldHaveWritten() throws IOException {
    CommandRun run = leNet5();

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("Digits.java", "Digits.safetensors", "Digits, input 1x32x32", "61,706");
    String source = Files.readString(folder.resolve("nets/Digits.java"));
    assertThat(source)
        .contains("package nets;", "@Network(input = {1, 32, 32})", "extends Classifier {")
        .contains("  @Conv(filters = 6, kernel = 5)\n  @Relu\n  Layer c1();")
        .contains("  @MaxPool(2)\n  Layer pool1();")
        .contains("  @Dense(10)\n  @LogSoftmax\n  Layer f7();")
        .doesNotContain("from = ", "Reshape");
  }

  @ParameterizedTest
  @ValueSource(strings = {"class", "Conv", "Classifier", "a.b"})
  void refusesNamesThatJavaOrLatheHas(String name) {
    CommandRun run =
        run(
            "import",
            NETWORKS.resolve("lenet5.onnx").toString(),
            "--name",
            name,
            "-o",
            "" + folder);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("LATHE-533", name);
  }

  @Test
  void writesWeightsNotOverTheSource() {
    CommandRun run =
        run(
            "import",
            NETWORKS.resolve("lenet5.onnx").toString(),
            "--name",
            "A",
            "-o",
            "" + folder,
            "--weights",
            "" + folder.resolve("A.java"));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("LATHE-534", "A.java");
  }

  @Test
  void aFilesNameMakesWayForLathesTypes() {
    assertThat(ImportCommand.nameOf(Path.of("network.onnx"))).isEqualTo("NetworkFile");
    assertThat(ImportCommand.nameOf(Path.of("resnet-18.onnx"))).isEqualTo("Resnet18");
  }

  @Test
  void givesTheFilesScores() throws IOException {
    assertThat(leNet5().code()).isZero();
    Safetensors figures = Safetensors.read(NETWORKS.resolve("lenet5.safetensors"));
    float[] images = floats(figures, "in.x");
    float[] wanted = floats(figures, "out.y");

    CompiledInterface compiled =
        CompiledInterface.compileSource(
            "Digits", Files.readString(folder.resolve("nets/Digits.java")));
    Weights weights = Weights.of(folder.resolve("nets/Digits.safetensors"));
    float largest = 0;
    for (float score : wanted) {
      largest = Math.max(largest, Math.abs(score));
    }
    for (VectorPath path : CompiledInterface.paths()) {
      // Vectors of 8 floats and more have weights of 24 bits: 2e-5, as docs/schedules.md says.
      float most = (path.bits() > 128 ? 2e-5f : 2e-6f) * largest;
      Classifier network = compiled.load(path, weights);
      float[] scores = new float[wanted.length];
      network.scores(images, wanted.length / 10, scores);
      for (int k = 0; k < scores.length; k++) {
        assertThat(scores[k]).isCloseTo(wanted[k], Offset.offset(most));
      }
    }
  }

  private static float[] floats(Safetensors file, String name) {
    double[] elements = Objects.requireNonNull(file.tensors().get(name)).elements();
    float[] floats = new float[elements.length];
    for (int k = 0; k < floats.length; k++) {
      floats[k] = (float) elements[k];
    }
    return floats;
  }

  @Test
  void whatIsImportedCanBeExportedAgain() throws IOException {
    assertThat(leNet5().code()).isZero();
    Path file = folder.resolve("again.onnx");

    CommandRun run =
        run(
            "export",
            folder.resolve("nets/Digits.java").toString(),
            folder.resolve("nets/Digits.safetensors").toString(),
            "-o",
            file.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("3 Conv", "2 Gemm", "LogSoftmax");
  }

  @Test
  void exportsNetworksOfFilesWithTheirOwnWeights() throws IOException {
    Path source = folder.resolve("Residual.java");
    Files.copy(NETWORKS.resolve("resnet8.onnx"), folder.resolve("resnet8.onnx"));
    Files.writeString(
        source,
        """
        import dev.lathe.annotations.Onnx;
        import dev.lathe.runtime.Classifier;
        @Onnx(value = "resnet8.onnx", input = {3, 16, 16})
        public interface Residual extends Classifier {}
        """);

    CommandRun run =
        run("export", source.toString(), "-o", folder.resolve("again.onnx").toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("BatchNormalization", "9 Conv", "GlobalAveragePool", "Gemm");
  }

  @Test
  void neverReplacesWhatMayHaveBeenChanged() {
    assertThat(leNet5().code()).isZero();

    CommandRun again = leNet5();

    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("[LATHE-532]", "Digits.java");
    CommandRun forced =
        run(
            "import",
            NETWORKS.resolve("lenet5.onnx").toString(),
            "--package=nets",
            "--name=Digits",
            "--no-summary",
            "--force",
            "-o",
            folder.toString());
    assertThat(forced.code()).isZero();
  }

  @Test
  void saysWhatIsWrong() throws IOException, OnnxException {
    String file = NETWORKS.resolve("lenet5.onnx").toString();
    byte[] whole = Files.readAllBytes(Path.of(file));
    Path cut =
        Files.write(folder.resolve("cut.onnx"), java.util.Arrays.copyOf(whole, whole.length / 2));

    refused("[LATHE-521] nowhere.onnx", "import", "nowhere.onnx");
    refused(
        "[LATHE-531] %s: it cannot be read: it is damaged: its field graph is to have"
            .formatted(cut),
        "import",
        cut.toString(),
        "-o",
        folder.toString());
    refused(" are left (truncated?). Check it", "import", cut.toString(), "-o", folder.toString());
    refused("[LATHE-533] 4you", "import", file, "--name", "4you");
    refused("[LATHE-533] a.class.b", "import", file, "--package", "a.class.b");
    refused("[LATHE-503]", "import", odd("Nothing").toString(), "-o", folder.toString());
  }

  @Test
  void namesEveryNodeThatNoAnnotationSays() throws IOException, OnnxException {
    CommandRun run = run("import", odd("ReduceMin").toString(), "-o", folder.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("[LATHE-530] first (ReduceMin): no annotation says a minimum")
        .contains("[LATHE-530] second (ReduceMin): no annotation says a minimum");
    assertThat(folder.resolve("Odd.java")).doesNotExist();
  }

  /** A node without a name is called by its output, whose letters a terminal must not obey. */
  @Test
  void namesANodeOnceAndWithItsOperator() throws IOException {
    Path file = folder.resolve("largest.onnx");
    Files.write(
        file,
        OnnxText.graph(
            OnnxText.value("input", "x", 1, 3, 4, 4)
                + OnnxText.typed("output", "y\\033[31m", 7, 1, 1, 4, 4)
                + "node { op_type: \"ArgMax\" input: \"x\" output: \"y\\033[31m\" "
                + OnnxText.integer("axis", 1)
                + "}\n"));

    CommandRun run = run("import", file.toString(), "-o", folder.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("[LATHE-530] y\\u001b[31m (ArgMax): no annotation says ")
        .doesNotContain("$");
  }

  /** Two blocks of channels change places before the axes of space. */
  @Test
  void saysAChannelShuffle() throws IOException {
    Path file = folder.resolve("mixed.onnx");
    Files.write(
        file,
        OnnxText.graph(
            OnnxText.value("input", "x", 1, 6, 5, 4)
                + OnnxText.value("output", "y", 1, 6, 5, 4)
                + OnnxText.constant("groups", OnnxText.integerTensor(1, 2, 3, 5, 4))
                + OnnxText.constant("maps", OnnxText.integerTensor(1, 6, 5, 4))
                + OnnxText.node("Reshape", "grouped", "x", "groups")
                + OnnxText.nodeWith(
                    OnnxText.ints("perm", 0, 2, 1, 3, 4), "Transpose", "turned", "grouped")
                + OnnxText.node("Reshape", "y", "turned", "maps")));

    CommandRun run = run("import", file.toString(), "--no-summary", "-o", folder.toString());

    assertThat(run.err()).isEmpty();
    assertThat(Files.readString(folder.resolve("Mixed.java")))
        .contains("@ChannelShuffle(groups = 2)");
  }

  /** javac refuses inputs that nothing reads. */
  @Test
  void leavesOutInputsThatNothingReads() throws IOException {
    Path file = folder.resolve("two.onnx");
    Files.write(
        file,
        OnnxText.graph(
            OnnxText.value("input", "x", 1, 3, 5)
                + OnnxText.value("input", "size", 1, 2)
                + OnnxText.value("output", "y", 1, 3, 5)
                + OnnxText.node("Relu", "y", "x")));

    CommandRun run = run("import", file.toString(), "-o", folder.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(Files.readString(folder.resolve("Two.java"))).contains("@Network(input = {3, 5})");
  }

  @Test
  void refusesNamesOfDimensionsThatThereAreNot() {
    CommandRun run =
        run(
            "import",
            NETWORKS.resolve("lenet5.onnx").toString(),
            "--dimension",
            "nowhere=3",
            "-o",
            folder.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("[LATHE-519]", "nowhere");
  }

  @Test
  void tellsWhatItIsAtWhereSomebodyWatches() {
    StringWriter told = new StringWriter();
    assertThat(new Progress(new PrintWriter(told), true).step("counting", () -> 3)).isEqualTo(3);
    assertThat(told.toString()).matches("counting \\.\\.\\. \\d+\\.\\d s\\R");

    StringWriter quiet = new StringWriter();
    new Progress(new PrintWriter(quiet), false).step("counting", () -> 3);
    assertThat(quiet.toString()).isEmpty();
  }

  private static void refused(String beginning, String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(beginning).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  /** A file of two nodes of an operator that folds channels. */
  private Path odd(String type) throws IOException, OnnxException {
    OnnxAttribute axes = OnnxAttribute.ints("axes", List.of(1));
    OnnxNode first = new OnnxNode("first", "", type, List.of("x"), List.of("a"), List.of(axes));
    OnnxNode relu = new OnnxNode("relu", "", "Relu", List.of("x"), List.of("r"), List.of());
    OnnxNode second = new OnnxNode("second", "", type, List.of("r"), List.of("b"), List.of(axes));
    OnnxNode sum = new OnnxNode("sum", "", "Add", List.of("a", "b"), List.of("y"), List.of());
    OnnxModel model =
        new OnnxModel(
            8,
            "test",
            Map.of("", 17L),
            new OnnxGraph(
                "odd",
                List.of(first, relu, second, sum),
                List.of(OnnxTensor.of("unused", Shape.of(1), 1f)),
                List.of(value("x", 1, 3, 4, 4)),
                List.of(value("y", 1, 1, 4, 4))),
            List.of());
    Path file = folder.resolve("odd.onnx");
    try (OutputStream out = Files.newOutputStream(file)) {
      OnnxWriter.write(model, out);
    }
    return file;
  }

  private static OnnxValue value(String name, long... extents) {
    return new OnnxValue(
        name,
        Optional.of(ElementType.FLOAT),
        Optional.of(
            java.util.Arrays.stream(extents)
                .mapToObj(extent -> new OnnxValue.Dimension(extent, ""))
                .toList()));
  }
}
