package dev.lathe.processor.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.NetworkModels;
import dev.lathe.processor.authoring.Authored;
import dev.lathe.processor.authoring.Heading;
import dev.lathe.processor.authoring.Tensors;
import dev.lathe.processor.export.Exportable;
import dev.lathe.processor.export.Exporter;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.ParameterModel;
import dev.lathe.processor.onnx.Limits;
import dev.lathe.processor.onnx.OnnxException;
import dev.lathe.processor.onnx.OnnxReader;
import dev.lathe.processor.onnx.OnnxValue;
import dev.lathe.processor.onnx.OnnxWriter;
import dev.lathe.processor.testing.NetworkValues;
import dev.lathe.processor.testing.OnnxCase;
import dev.lathe.processor.translation.Imported;
import dev.lathe.processor.translation.Translation;
import dev.lathe.processor.translation.Wishes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Networks from files, written as interfaces: javac and the processor take them, their tensors are
 * exactly the written ones, and they compute what the files' graphs compute. The files are those in
 * the folders that {@code -Dlathe.imports} names, separated by commas, or those of the test's
 * resources.
 */
class ImportedInterfaceTest {
  private static final List<String> SAID = new ArrayList<>();
  private static final List<String> UNSAID = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> files() throws IOException {
    return paths().map(file -> DynamicTest.dynamicTest(title(file), () -> check(file)));
  }

  private static Stream<Path> paths() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder :
        System.getProperty("lathe.imports", "src/test/resources/networks").split(",")) {
      try (Stream<Path> all = Files.walk(Path.of(folder))) {
        all.filter(file -> file.toString().endsWith(".onnx")).sorted().forEach(files::add);
      }
    }
    return files.stream();
  }

  /** Layers that take many nodes of a file, or that another order of axes surrounds. */
  @TestFactory
  Stream<DynamicTest> layers() {
    return ImportSamples.all().entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(), () -> check(each.getKey(), each.getValue())));
  }

  private static void check(String name, ImportSamples.Sample sample)
      throws IOException, OnnxException {
    Path written = Files.createDirectories(Path.of("target", "authored"));
    Path file = Files.write(written.resolve(name + ".onnx"), sample.file());
    check(file);
    assertThat(Files.readString(written.resolve(name + ".java"))).contains(sample.says());
  }

  /** A file's network leaves as it came. */
  @TestFactory
  Stream<DynamicTest> exportedAgain() throws IOException {
    return paths().map(file -> DynamicTest.dynamicTest(title(file), () -> checkExport(file)));
  }

  /** Tests of the ONNX project give weights, and figures of shapes, as inputs: they are stored. */
  private static Path stored(Path file) throws IOException, OnnxException {
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder.resolve("test_data_set_0"))) {
      return file;
    }
    Path written = Files.createDirectories(Path.of("target", "authored"));
    return Files.write(
        written.resolve(title(file) + ".onnx"), OnnxCase.read(folder).getFirst().withWeights());
  }

  private static void checkExport(Path given) throws IOException, OnnxException {
    Path file = stored(given);
    Imported imported = FileNetwork.read(file, List.of(), dimensions(file));
    Map<String, float[]> weights = GivenWeights.own(imported);
    Exporter.Result exported =
        Exporter.export(
            Exportable.of("again", imported), name -> Objects.requireNonNull(weights.get(name)));
    assertThat(exported.problems()).isEmpty();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OnnxWriter.write(exported.model().orElseThrow(), bytes);
    Translation again =
        Translation.of(OnnxReader.read(bytes.toByteArray(), Limits.DEFAULT), Wishes.NONE, false);
    assertThat(again.problems()).isEmpty();
    float[] image = NetworkValues.of(imported.graph(), 7).image();
    Imported second = again.imported().orElseThrow();
    assertClose(
        evaluate(second.graph(), GivenWeights.own(second), image),
        evaluate(imported.graph(), weights, image));
  }

  @AfterAll
  static void summary() {
    System.out.printf(
        "%d of %d files can be said in annotations; not %s%n",
        SAID.size(), SAID.size() + UNSAID.size(), UNSAID);
  }

  private static String title(Path file) {
    Path folder = file.getParent();
    return file.endsWith("model.onnx") && folder != null
        ? "" + folder.getFileName()
        : "" + file.getFileName();
  }

  private static void check(Path given) throws IOException, OnnxException {
    Path file = stored(given);
    String name = ImportCommand.nameOf(Path.of(title(given)));
    Imported imported = FileNetwork.read(file, List.of(), dimensions(file));
    Authored authored =
        ImportCommand.author(
            new Heading("nets", name, title(given)), Exportable.of(name, imported), imported);
    if (!authored.problems().isEmpty()) {
      UNSAID.add(title(given));
    }
    assertThat(authored.problems()).isEmpty();
    SAID.add(title(given));
    String source = authored.source().orElseThrow();
    Path written = Files.createDirectories(Path.of("target", "authored"));
    Files.writeString(written.resolve(name + ".java"), source);

    NetworkModel network = NetworkModels.ofSource("nets." + name, source);
    Map<String, float[]> tensors = new HashMap<>();
    for (Tensors.Entry tensor : authored.tensors()) {
      assertThat(tensors.put(tensor.name(), tensor.elements())).as(tensor.name()).isNull();
    }
    assertThat(network.parameters().stream().map(ParameterModel::name))
        .containsExactlyInAnyOrderElementsOf(tensors.keySet());

    float[] image = NetworkValues.of(imported.graph(), 7).image();
    double[] wanted = evaluate(imported.graph(), GivenWeights.own(imported), image);
    double[] got = evaluate(ForwardGraph.of(network), tensors, image);
    assertClose(got, wanted);
  }

  private static void assertClose(double[] got, double[] wanted) {
    assertThat(got).hasSameSizeAs(wanted);
    double largest = 0;
    for (double element : wanted) {
      largest = Double.isFinite(element) ? Math.max(largest, Math.abs(element)) : largest;
    }
    for (int k = 0; k < wanted.length; k++) {
      if (Double.isFinite(wanted[k])) {
        assertThat(got[k]).as("%d", k).isCloseTo(wanted[k], Offset.offset(1e-6 + 1e-5 * largest));
      } else {
        assertThat((Double) got[k]).as("%d", k).isEqualTo((Double) wanted[k]);
      }
    }
  }

  /**
   * What a file leaves open, beside its batch, has a size that every network of this kind takes.
   */
  private static Map<String, Integer> dimensions(Path file) throws IOException, OnnxException {
    Map<String, Integer> dimensions = new HashMap<>();
    for (OnnxValue input :
        OnnxReader.read(Files.readAllBytes(file), Limits.DEFAULT).graph().inputs()) {
      input.dimensions().orElse(List.of()).stream()
          .skip(1)
          .filter(OnnxValue.Dimension::isFree)
          .forEach(dimension -> dimensions.put(dimension.name(), 64));
    }
    return dimensions;
  }

  private static double[] evaluate(Graph graph, Map<String, float[]> weights, float[] image) {
    return GraphInterpreter.evaluate(
            graph, GraphInterpreter.widen(weights), GraphInterpreter.widen(image))
        .output(0);
  }
}
