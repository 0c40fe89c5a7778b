package dev.lathe.processor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lathe.processor.testing.Safetensors.Tensor;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One operation's inputs with its outputs and derivatives: a file of a gradients folder. */
public final class GradientCase {
  private final Path file;
  private final Safetensors tensors;
  private final JsonObject attributes;
  private final JsonObject tolerance;

  private GradientCase(Path file, Safetensors tensors) {
    this.file = file;
    this.tensors = tensors;
    this.attributes = json("attributes");
    this.tolerance = json("tolerance");
  }

  /**
   * The files of the folders named by the system property {@code lathe.gradients}, separated by
   * commas or the platform's path separator; of the test resources' folder without it.
   */
  public static List<Path> files() throws IOException {
    String property = System.getProperty("lathe.gradients", "");
    List<Path> files = new ArrayList<>();
    for (Path folder : property.isBlank() ? List.of(resources()) : folders(property)) {
      try (Stream<Path> entries = Files.list(folder)) {
        entries
            .filter(path -> path.toString().endsWith(".safetensors"))
            .sorted()
            .forEach(files::add);
      }
    }
    assertThat(files).as("files in the folders of -Dlathe.gradients=%s", property).isNotEmpty();
    return files;
  }

  public static GradientCase read(Path file) throws IOException {
    return new GradientCase(file, Safetensors.read(file));
  }

  public String op() {
    return Objects.requireNonNull(tensors.metadata().get("op"), "op");
  }

  public boolean has(String tensor) {
    return tensors.tensors().containsKey(tensor);
  }

  public Tensor tensor(String name) {
    return Objects.requireNonNull(
        tensors.tensors().get(name), () -> file + " has no tensor " + name);
  }

  /** An attribute that is a number an axis. */
  public int[] ints(String attribute) {
    return attributes.getAsJsonArray(attribute).asList().stream()
        .mapToInt(JsonElement::getAsInt)
        .toArray();
  }

  public boolean flag(String attribute) {
    return attributes.has(attribute) && attributes.get(attribute).getAsBoolean();
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
    double[] expected = tensor(name).elements();
    assertThat(actual).as("%s of %s", name, this).hasSameSizeAs(expected);
    double largest = 0;
    for (double e : expected) {
      largest = Math.max(largest, Math.abs(e));
    }
    double absolute = Math.max(1e-7, tolerance.get("atol_scale").getAsDouble() * largest);
    double relative = tolerance.get("rtol").getAsDouble();
    for (int k = 0; k < expected.length; k++) {
      double error = Math.abs(actual[k] - expected[k]);
      assertThat(error <= absolute + relative * Math.abs(expected[k]))
          .as("%s[%d] of %s: %s, expected %s", name, k, this, actual[k], expected[k])
          .isTrue();
    }
  }

  @Override
  public String toString() {
    return "%s (%s %s)".formatted(file.getFileName(), op(), attributes);
  }

  private JsonObject json(String key) {
    return JsonParser.parseString(Objects.requireNonNull(tensors.metadata().get(key), key))
        .getAsJsonObject();
  }

  private static List<Path> folders(String property) {
    return Stream.of(property.split("[," + File.pathSeparator + "]"))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .toList();
  }

  private static Path resources() {
    URL readme = GradientCase.class.getResource("/gradients/README.md");
    try {
      return Path.of(Objects.requireNonNull(readme).toURI()).resolveSibling("");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
