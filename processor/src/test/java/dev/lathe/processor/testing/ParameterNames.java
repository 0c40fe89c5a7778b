package dev.lathe.processor.testing;

import dev.lathe.processor.testing.Safetensors.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which of a file's tensors a network's parameters are. One parameter may be several tensors behind
 * each other, such as the kernels of a connection table that the file has one by one.
 */
final class ParameterNames {

  /** A parameter: its shape, and the tensors that its elements come from. */
  private record Parameter(int[] shape, List<String> tensors) {}

  private final Map<String, Parameter> joined;
  private final Function<String, String> others;

  private ParameterNames(Map<String, Parameter> joined, Function<String, String> others) {
    this.joined = joined;
    this.others = others;
  }

  /** The file's own names. */
  static ParameterNames same() {
    return new ParameterNames(Map.of(), Function.identity());
  }

  /**
   * Those of an interface: as {@code /networks/Name.names} says it, else layers of blocks have
   * PyTorch's names, and a method's name has an underscore for a dot.
   */
  static ParameterNames ofInterface(String name, boolean usesBlocks) throws IOException {
    Function<String, String> others =
        usesBlocks ? Function.identity() : ParameterNames::methodForLayer;
    InputStream in = ParameterNames.class.getResourceAsStream("/networks/" + name + ".names");
    if (in == null) {
      return new ParameterNames(Map.of(), others);
    }
    Properties lines = new Properties();
    try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      lines.load(reader);
    }
    Map<String, Parameter> joined = new LinkedHashMap<>();
    for (String parameter : new TreeSet<>(lines.stringPropertyNames())) {
      List<String> words = List.of(lines.getProperty(parameter).split("\\s+"));
      int[] shape = Stream.of(words.getFirst().split("x")).mapToInt(Integer::parseInt).toArray();
      joined.put(parameter, new Parameter(shape, words.subList(1, words.size())));
    }
    return new ParameterNames(joined, others);
  }

  private static String methodForLayer(String parameter) {
    int dot = parameter.lastIndexOf('.');
    return dot < 0
        ? parameter
        : parameter.substring(0, dot).replace('.', '_') + parameter.substring(dot);
  }

  /** Tensors of the file as parameters; those are left out whose tensors are not all there. */
  Map<String, Tensor> parameters(Map<String, Tensor> file) {
    Map<String, Tensor> rest = new LinkedHashMap<>(file);
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    joined.forEach(
        (name, parameter) -> {
          join(parameter, file).ifPresent(tensor -> parameters.put(name, tensor));
          rest.keySet().removeAll(parameter.tensors());
        });
    rest.forEach((name, tensor) -> parameters.put(others.apply(name), tensor));
    return parameters;
  }

  private static Optional<Tensor> join(Parameter parameter, Map<String, Tensor> file) {
    if (!file.keySet().containsAll(parameter.tensors())) {
      return Optional.empty();
    }
    double[] elements = new double[Arrays.stream(parameter.shape()).reduce(1, Math::multiplyExact)];
    int from = 0;
    for (String name : parameter.tensors()) {
      double[] part = file.get(name).elements();
      System.arraycopy(part, 0, elements, from, part.length);
      from += part.length;
    }
    if (from != elements.length) {
      throw new IllegalArgumentException(parameter.tensors() + " have " + from + " elements");
    }
    return Optional.of(new Tensor(parameter.shape(), elements));
  }
}
