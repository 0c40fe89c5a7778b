package dev.lathe.processor.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.NetworkModels;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.ParameterModel;
import dev.lathe.processor.onnx.Limits;
import dev.lathe.processor.onnx.OnnxModel;
import dev.lathe.processor.onnx.OnnxNode;
import dev.lathe.processor.onnx.OnnxReader;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code export}, as a user runs it. */
class ExportCommandTest {
  private static final Path SOURCE =
      Path.of("..", "samples", "src", "main", "java", "dev", "lathe", "samples", "LeNet5.java");

  @TempDir private Path folder;

  /** Weights of zeros, but for those that are left out. */
  private Path weights(NetworkModel network, String without) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterModel parameter : network.parameters()) {
      if (!parameter.name().equals(without)) {
        int[] shape = parameter.stored().extents().stream().mapToInt(Integer::intValue).toArray();
        tensors.put(parameter.name(), new Tensor(shape, new float[parameter.stored().size()]));
      }
    }
    Path file = folder.resolve("weights.safetensors");
    Weights.of(tensors).save(file);
    return file;
  }

  private Path leNet5(String without) {
    return weights(NetworkModels.ofSample("dev.lathe.samples.LeNet5"), without);
  }

  @Test
  void writesOverNothingThatItReads() throws Exception {
    Path weights = leNet5("");
    byte[] before = Files.readAllBytes(weights);

    CommandRun run =
        CommandRun.of("export", SOURCE.toString(), weights.toString(), "-o", weights.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("LATHE-534", "weights.safetensors");
    assertThat(Files.readAllBytes(weights)).isEqualTo(before);
  }

  @Test
  void saysThatASourceIsNoText() throws Exception {
    Path source = folder.resolve("Binary.java");
    Files.write(source, new byte[] {(byte) 0xc3, 0x28, (byte) 0xff});

    CommandRun run = CommandRun.of("export", source.toString(), leNet5("").toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("LATHE-531", "Binary.java");
  }

  @Test
  void saysNetworksInTheWordsThatOtherToolsKnow() throws Exception {
    Path file = folder.resolve("new").resolve("lenet5.onnx");

    CommandRun run =
        CommandRun.of("export", SOURCE.toString(), leNet5("").toString(), "-o", file.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("3 Conv", "2 Gemm", "2 MaxPool", "4 Relu", "LogSoftmax")
        .contains("input  input: float [batch, 1, 32, 32]")
        .contains("output f7: float [batch, 10]");
    OnnxModel model = OnnxReader.read(Files.readAllBytes(file), Limits.DEFAULT);
    assertThat(model.graph().nodes().stream().map(OnnxNode::type))
        .containsExactly(
            "Conv",
            "Relu",
            "MaxPool",
            "Conv",
            "Relu",
            "MaxPool",
            "Conv",
            "Relu",
            "Flatten",
            "Gemm",
            "Relu",
            "Gemm",
            "LogSoftmax");
    assertThat(model.graph().initializers().stream().map(tensor -> tensor.name()))
        .contains("c1.weight", "c1.bias", "f7.weight", "f7.bias");
    assertThat(model.graph().nodes().getFirst().inputs())
        .containsExactly("input", "c1.weight", "c1.bias");
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void readsClassFiles() throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-proc:none", "-d", classes.toString());
      assertThat(
              javac
                  .getTask(null, files, null, options, null, files.getJavaFileObjects(SOURCE))
                  .call())
          .isTrue();
    }
    Path file = folder.resolve("lenet5.onnx");

    CommandRun run =
        CommandRun.of(
            "export",
            "--class-path",
            classes.toString(),
            "dev.lathe.samples.LeNet5",
            leNet5("").toString(),
            "--output",
            file.toString());

    assertThat(run.err()).isEmpty();
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    String source = SOURCE.toString();
    String weights = leNet5("c3.bias").toString();
    Path damaged = Files.write(folder.resolve("damaged.safetensors"), new byte[] {1, 2, 3});

    refused("[LATHE-521] nowhere.java", "export", "nowhere.java", weights);
    refused("[LATHE-521] nowhere.safetensors", "export", source, "nowhere.safetensors");
    refused("[LATHE-522] dev.lathe.Nowhere", "export", "dev.lathe.Nowhere", weights);
    refused("[LATHE-524]", "export", source);
    refused("[LATHE-525] c3.bias", "export", source, weights);
    refused(
        "[LATHE-531] %s: it cannot be read: it has 3 bytes, which is no safetensors file (truncated?). Check it"
            .formatted(damaged),
        "export",
        source,
        damaged.toString());
    Path model = Files.write(folder.resolve("model.onnx"), new byte[1]);
    refused("[LATHE-535] " + model, "export", model.toString(), weights);
    refused(
        "[LATHE-523]",
        "export",
        "../samples/src/main/java/dev/lathe/samples/digits/LookInside.java",
        weights);
    refused(
        "[LATHE-529]",
        "export",
        source,
        leNet5("").toString(),
        "-o",
        damaged.resolve("below.onnx").toString());
  }

  @Test
  void saysWhatIsWrongWithTheNetwork() throws IOException {
    Path source = folder.resolve("Wrong.java");
    Files.writeString(
        source,
        """
        import dev.lathe.annotations.*;
        import dev.lathe.runtime.*;
        @Network(input = {1, 4, 4})
        interface Wrong extends Classifier {
          @Conv(filters = 6, kernel = 5) Layer c1();
        }
        """);

    refused("[LATHE-104] c1", "export", source.toString(), leNet5("").toString());
  }

  private static void refused(String beginning, String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(beginning).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void takesNoUnknownOptions() {
    CommandRun run = CommandRun.of("export", "--nothing");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Usage: lathe export");
  }
}
