package dev.lathe.processor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lathe.processor.testing.Safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** One operation's inputs with its outputs and derivatives: a file of a gradients folder. */
public final class GradientCase {
  private final Path file;
  private final Safetensors tensors;
  private final JsonObject attributes;
  private final Tolerance tolerance;

  private GradientCase(Path file, Safetensors tensors) {
    this.file = file;
    this.tensors = tensors;
    this.attributes = json("attributes");
    this.tolerance = Tolerance.of(tensors);
  }

  /**
   * The files of the folders named by the system property {@code lathe.gradients}; of the test
   * resources' folder without it.
   */
  public static List<Path> files() throws IOException {
    return CaseFolders.files("lathe.gradients", "/gradients/README.md");
  }

  public static GradientCase read(Path file) throws IOException {
    return new GradientCase(file, Safetensors.read(file));
  }

  /** The file's name without its ending. */
  public String name() {
    return file.getFileName().toString().replaceFirst("\\.safetensors$", "");
  }

  public String op() {
    return Objects.requireNonNull(tensors.metadata().get("op"), "op");
  }

  public boolean has(String tensor) {
    return tensors.tensors().containsKey(tensor);
  }

  /** A tensor; of a weight with a connection table, the kernels of the connections. */
  public Tensor tensor(String name) {
    Tensor tensor =
        Objects.requireNonNull(tensors.tensors().get(name), () -> file + " has no tensor " + name);
    return op().equals("conv_table") && name.endsWith(".weight") ? connected(tensor) : tensor;
  }

  /** The files hold the weights of a table among zeros: {@code [O, I, kernel]}. */
  private Tensor connected(Tensor dense) {
    int[] shape = dense.shape();
    int taps = IntStream.of(shape).skip(2).reduce(1, Math::multiplyExact);
    DoubleStream kernels = DoubleStream.empty();
    int count = 0;
    List<List<Integer>> table = table();
    for (int o = 0; o < table.size(); o++) {
      for (int i : table.get(o)) {
        int from = (o * shape[1] + i) * taps;
        kernels = DoubleStream.concat(kernels, Arrays.stream(dense.elements(), from, from + taps));
        count++;
      }
    }
    int[] extents = IntStream.concat(IntStream.of(count), IntStream.of(shape).skip(2)).toArray();
    return new Tensor(extents, kernels.toArray());
  }

  /** The operation's attributes. */
  JsonObject attributes() {
    return attributes;
  }

  /** The connection table: the input maps of each output map. */
  public List<List<Integer>> table() {
    return attributes.getAsJsonArray("table").asList().stream()
        .map(row -> row.getAsJsonArray().asList().stream().map(JsonElement::getAsInt).toList())
        .toList();
  }

  /** An attribute that is a number an axis. */
  public int[] ints(String attribute) {
    return attributes.getAsJsonArray(attribute).asList().stream()
        .mapToInt(JsonElement::getAsInt)
        .toArray();
  }

  /** Whether an attribute that is a number an axis is absent, or 1 for every axis. */
  public boolean isOnes(String attribute) {
    return attributeIn(attribute) || IntStream.of(ints(attribute)).allMatch(value -> value == 1);
  }

  public boolean flag(String attribute) {
    return attributes.has(attribute) && attributes.get(attribute).getAsBoolean();
  }

  /** An attribute that is a number, or what it is where it is left out. */
  public double number(String attribute, double absent) {
    return attributes.has(attribute) ? attributes.get(attribute).getAsDouble() : absent;
  }

  /** As {@link #number}, where the attribute may also be null. */
  public double numberOr(String attribute, double absent) {
    return attributeIn(attribute) ? absent : number(attribute, absent);
  }

  /** An attribute of several numbers, or what it is where it is left out. */
  public double[] numbers(String attribute, double... absent) {
    return attributes.has(attribute)
        ? attributes.getAsJsonArray(attribute).asList().stream()
            .mapToDouble(JsonElement::getAsDouble)
            .toArray()
        : absent;
  }

  /** An attribute that is a string; empty where it is left out. */
  public String text(String attribute) {
    return attributes.has(attribute) ? attributes.get(attribute).getAsString() : "";
  }

  /** The attribute as JSON text, {@code groups=2}, for messages. */
  public String show(String attribute) {
    return attribute + "=" + attributes.get(attribute);
  }

  /** Whether the attribute is absent, null, or one of {@code values}, as JSON text. */
  public boolean attributeIn(String attribute, String... values) {
    JsonElement value = attributes.get(attribute);
    return value == null || value.isJsonNull() || List.of(values).contains(value.toString());
  }

  /**
   * Asserts that {@code actual} is the file's tensor {@code name}, by the rule of the folder's
   * README.
   */
  public void assertClose(String name, double[] actual) {
    assertThat(mismatch(name, actual)).as(toString()).isEmpty();
  }

  /** What is wrong with {@code actual} as the file's tensor {@code name}, by the README's rule. */
  public Optional<String> mismatch(String name, double[] actual) {
    return tolerance.mismatch(name, tensor(name).elements(), actual);
  }

  @Override
  public String toString() {
    return "%s (%s %s)".formatted(file.getFileName(), op(), attributes);
  }

  private JsonObject json(String key) {
    return JsonParser.parseString(Objects.requireNonNull(tensors.metadata().get(key), key))
        .getAsJsonObject();
  }
}
