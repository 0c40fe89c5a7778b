package dev.lathe.processor.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.lathe.processor.onnx.Limits;
import dev.lathe.processor.onnx.OnnxException;
import dev.lathe.processor.onnx.OnnxModel;
import dev.lathe.processor.onnx.OnnxReader;
import dev.lathe.processor.onnx.OnnxTensor;
import dev.lathe.processor.testing.Safetensors.Tensor;
import dev.lathe.runtime.train.Optimizer;
import dev.lathe.runtime.train.Schedule;
import dev.lathe.runtime.train.Sgd;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole network with its initial weights and the figures expected of it: an ONNX file, and a way
 * to write it, as annotated layers or as the import of the file.
 */
public final class NetworkCase {
  private static final String FOLDER = "/networks/";

  private final String title;
  private final String name;
  private final Safetensors figures;
  private final Path model;
  private final OnnxModel read;
  private final Optional<String> source;
  private final ParameterNames names;
  private final Tolerance tolerance;

  private NetworkCase(
      String title,
      String name,
      Safetensors figures,
      Path model,
      Optional<String> source,
      ParameterNames names)
      throws IOException {
    this.title = title;
    this.name = name;
    this.figures = figures;
    this.model = model;
    this.source = source;
    this.names = names;
    this.tolerance = Tolerance.of(figures);
    try {
      this.read = OnnxReader.read(Files.readAllBytes(model), Limits.DEFAULT);
    } catch (OnnxException e) {
      throw new IOException(model.toString(), e);
    }
  }

  /**
   * The networks in the folders named by the system property {@code lathe.networks}; in the test
   * resources' folder without it. Each is a case as annotated layers, if there is an interface for
   * it, and one more as the import of each of its files, {@code NAME.onnx} and {@code
   * NAME.raw.onnx}.
   */
  public static List<NetworkCase> all() throws IOException {
    List<NetworkCase> cases = new ArrayList<>();
    for (Path file : CaseFolders.files("lathe.networks", FOLDER + "README.md")) {
      cases.addAll(read(file));
    }
    return cases;
  }

  /** Reads {@code NAME.safetensors} and the files of the same name beside it. */
  private static List<NetworkCase> read(Path file) throws IOException {
    Safetensors figures = Safetensors.read(file);
    String name = file.getFileName().toString().replaceFirst("\\.safetensors$", "");
    List<NetworkCase> cases = new ArrayList<>();
    Optional<String> source = source(file, name);
    if (source.isPresent()) {
      Path model =
          file.resolveSibling(Objects.requireNonNull(figures.metadata().get("model"), "model"));
      boolean usesBlocks = source.get().contains("@Block");
      ParameterNames names = ParameterNames.ofInterface(interfaceName(name), usesBlocks);
      cases.add(new NetworkCase(name, name, figures, model, source, names));
    }
    for (Path model : models(file.resolveSibling(""), name)) {
      cases.add(
          new NetworkCase(
              model.getFileName() + " imported",
              name,
              figures,
              model,
              Optional.empty(),
              ParameterNames.same()));
    }
    return cases;
  }

  private static List<Path> models(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name + "."))
          .filter(file -> file.toString().endsWith(".onnx"))
          .sorted()
          .toList();
    }
  }

  /** The interface beside the file, or of the test resources. */
  private static Optional<String> source(Path file, String name) throws IOException {
    Path beside = file.resolveSibling(interfaceName(name) + ".java");
    if (Files.exists(beside)) {
      return Optional.of(Files.readString(beside));
    }
    try (InputStream in =
        NetworkCase.class.getResourceAsStream(FOLDER + interfaceName(name) + ".java")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String interfaceName(String name) {
    return Stream.of(name.split("[^A-Za-z0-9]+"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  /** {@code conv3d_net}, or {@code conv3d_net.onnx imported}. */
  public String title() {
    return title;
  }

  /** {@code conv3d_net}. */
  public String name() {
    return name;
  }

  /** Whether its layers are those of the file. */
  public boolean isImported() {
    return source.isEmpty();
  }

  /**
   * Compiles the network.
   *
   * @param folder where a file is put that is imported
   */
  public CompiledInterface compile(Path folder) throws IOException {
    String type = interfaceName(name);
    if (source.isPresent()) {
      return CompiledInterface.compileSource(type, source.get());
    }
    Path files = Files.createDirectories(folder.resolve(CompiledInterface.PACKAGE));
    Files.copy(model, files.resolve(model.getFileName()));
    return CompiledInterface.compileAll(Map.of(type, imported(type)), folder).getFirst();
  }

  /** As a user would say it; what has no derivative in the file of figures is no parameter. */
  private String imported(String type) {
    int[] images = tensor("in.x").shape();
    List<String> image = new ArrayList<>();
    for (int axis = 1; axis < images.length; axis++) {
      image.add(Integer.toString(images[axis]));
    }
    String fixed =
        isTrained()
            ? initializers().keySet().stream()
                .filter(key -> !has("grad." + key) && !has("after." + key))
                .map("\"%s\""::formatted)
                .collect(Collectors.joining(", "))
            : "";
    String trainable = isTrained() ? objective().annotation() + "\n" : "";
    return """
    @Onnx(value = "%s", input = {%s}, fixed = {%s})
    %spublic interface %s extends Classifier {}
    """
        .formatted(model.getFileName(), String.join(", ", image), fixed, trainable, type);
  }

  /** Whether the file has figures of training. */
  public boolean isTrained() {
    return has("out.loss");
  }

  /** What training makes small. */
  public NetworkObjective objective() {
    return NetworkObjective.of(Objects.requireNonNull(figures.metadata().get("loss"), "loss"));
  }

  private Map<String, Tensor> initializers() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (OnnxTensor tensor : read.graph().initializers()) {
      if (tensor.type().isFloat()) {
        int[] shape = tensor.shape().extents().stream().mapToInt(Integer::intValue).toArray();
        tensors.put(tensor.name(), new Tensor(shape, tensor.elements()));
      }
    }
    return tensors;
  }

  /** The weights that the file stores, by the names that the network has for them. */
  public Map<String, dev.lathe.runtime.Tensor> weights() {
    Map<String, dev.lathe.runtime.Tensor> weights = new LinkedHashMap<>();
    names
        .parameters(initializers())
        .forEach((name, tensor) -> weights.put(name, tensor.toFloats()));
    return weights;
  }

  public boolean has(String tensor) {
    return figures.tensors().containsKey(tensor);
  }

  public Tensor tensor(String key) {
    return Objects.requireNonNull(figures.tensors().get(key), () -> name + " has no " + key);
  }

  /** A number of the metadata. */
  public double number(String key) {
    return Double.parseDouble(Objects.requireNonNull(figures.metadata().get(key), key));
  }

  /** The optimizer of the metadata, or gradient descent with momentum. */
  public Optimizer optimizer() {
    String words = figures.metadata().get("optimizer");
    return words == null
        ? Sgd.withMomentum((float) number("sgd_momentum"))
        : OptimizerFigures.optimizer(JsonParser.parseString(words).getAsJsonObject());
  }

  /** The learning rate of each step: the metadata's {@code rates}, or the one of all. */
  public Schedule schedule() {
    String rates = figures.metadata().get("rates");
    if (rates == null) {
      return Schedule.constant((float) number("sgd_lr"));
    }
    List<JsonElement> each = JsonParser.parseString(rates).getAsJsonArray().asList();
    return (step, steps) -> each.get((int) step).getAsFloat();
  }

  /** The parameters whose derivatives are expected, by the names that the network has for them. */
  public Map<String, Tensor> gradients() {
    return expected("grad.");
  }

  /** The running statistics that are expected after one step. */
  public Map<String, Tensor> statistics() {
    return expected("after.");
  }

  private Map<String, Tensor> expected(String prefix) {
    Map<String, Tensor> expected = new LinkedHashMap<>();
    figures
        .tensors()
        .forEach(
            (key, tensor) -> {
              if (key.startsWith(prefix)) {
                expected.put(key.substring(prefix.length()), tensor);
              }
            });
    return names.parameters(expected);
  }

  /** What is wrong with a tensor, by the file's own tolerance. */
  public Optional<String> mismatch(String what, Tensor want, double[] got) {
    return tolerance.mismatch(what, want.elements(), got);
  }

  /** What is wrong with the losses of a training, whose tolerance is relative and their own. */
  public Optional<String> lossesMismatch(double[] got) {
    return new Tolerance(number("losses_rtol"), 0)
        .mismatch("out.losses", tensor("out.losses").elements(), got);
  }
}
