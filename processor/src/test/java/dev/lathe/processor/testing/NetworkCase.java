package dev.lathe.processor.testing;

import dev.lathe.processor.testing.Safetensors.Tensor;
import dev.lathe.runtime.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A whole network with its initial weights and the figures expected of it. */
public final class NetworkCase {

  /** What a chain of annotated layers can say; the rest of these has no layer of its own. */
  private static final Set<String> EXPRESSIBLE =
      Set.of(
          "Add",
          "AveragePool",
          "Concat",
          "Constant",
          "Conv",
          "ConvTranspose",
          "Flatten",
          "Gemm",
          "LogSoftmax",
          "MaxPool",
          "Relu",
          "Reshape",
          "Sigmoid",
          "Softmax",
          "Tanh");

  private final String name;
  private final Safetensors figures;
  private final OnnxFile model;
  private final Tolerance tolerance;
  private final boolean usesBlocks;

  private NetworkCase(String name, Safetensors figures, OnnxFile model) throws IOException {
    this.name = name;
    this.figures = figures;
    this.model = model;
    this.tolerance = Tolerance.of(figures);
    this.usesBlocks = source().filter(source -> source.contains("@Block")).isPresent();
  }

  /**
   * The networks' files in the folders named by the system property {@code lathe.networks}; in the
   * test resources' folder without it.
   */
  public static List<Path> files() throws IOException {
    return CaseFolders.files("lathe.networks", "/networks/README.md");
  }

  /** Reads {@code NAME.safetensors} and the {@code NAME.onnx} beside it. */
  public static NetworkCase read(Path file) throws IOException {
    Safetensors figures = Safetensors.read(file);
    String model = Objects.requireNonNull(figures.metadata().get("model"), "model");
    String name = file.getFileName().toString().replaceFirst("\\.safetensors$", "");
    return new NetworkCase(name, figures, OnnxFile.read(file.resolveSibling(model)));
  }

  /** {@code conv3d_net}. */
  public String name() {
    return name;
  }

  /** {@code Conv3dNet}, the interface. */
  public String interfaceName() {
    return Stream.of(name.split("_"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  /** The source of the network's interface, if it can be, and is, written as one. */
  public Optional<String> source() throws IOException {
    try (InputStream in =
        NetworkCase.class.getResourceAsStream("/networks/" + interfaceName() + ".java")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Which operations of the network no layer computes; for networks without an interface. */
  public String missing() {
    Set<String> missing = new TreeSet<>(model.operations());
    missing.removeAll(EXPRESSIBLE);
    return missing.isEmpty() ? "an interface" : String.join(", ", missing);
  }

  /** The weights, by the names that layers have in Java: {@code features_3.weight}. */
  public Weights weights(Map<String, dev.lathe.runtime.Tensor> others) {
    Map<String, dev.lathe.runtime.Tensor> weights = new LinkedHashMap<>();
    model.initializers().forEach((key, tensor) -> weights.put(inJava(key), tensor));
    weights.putAll(others);
    return Weights.of(weights);
  }

  /** Layers of blocks have PyTorch's names; a method's name has an underscore for a dot. */
  private String inJava(String parameter) {
    if (usesBlocks) {
      return parameter;
    }
    int dot = parameter.lastIndexOf('.');
    return parameter.substring(0, dot).replace('.', '_') + parameter.substring(dot);
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

  /** The parameters whose derivatives are expected, by the names that they have in Java. */
  public Map<String, Tensor> gradients() {
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    figures
        .tensors()
        .forEach(
            (key, tensor) -> {
              if (key.startsWith("grad.")) {
                gradients.put(inJava(key.substring("grad.".length())), tensor);
              }
            });
    return gradients;
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
