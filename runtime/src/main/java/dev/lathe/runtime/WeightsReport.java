package dev.lathe.runtime;

import dev.lathe.runtime.io.Printable;
import dev.lathe.runtime.spi.Blueprint;
import dev.lathe.runtime.spi.ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers everything in which a set of tensors does not fit a network, to tell it at once. */
final class WeightsReport {

  private static final String BATCH_COUNT = ".num_batches_tracked";

  private final Blueprint blueprint;
  private final String origin;
  private final Map<String, ParameterSpec> parameters = new LinkedHashMap<>();

  /** With their tensors; null where the type is refused. */
  private final Map<String, @Nullable Tensor> superfluous = new LinkedHashMap<>();

  private final List<ParameterSpec> missing = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  WeightsReport(Blueprint blueprint, String origin) {
    this.blueprint = blueprint;
    this.origin = origin;
    for (ParameterSpec parameter : blueprint.parameters()) {
      parameters.put(parameter.name(), parameter);
    }
  }

  /** The parameter has no tensor that fits. */
  void wrong(ParameterSpec parameter, @Nullable Tensor tensor, @Nullable String refusedType) {
    if (tensor != null) {
      lines.add(
          "wrong shape: "
              + parameter.name()
              + " is "
              + Arrays.toString(tensor.shape())
              + ", the network needs "
              + Arrays.toString(parameter.shape()));
    } else if (refusedType != null) {
      lines.add(
          "wrong type: "
              + parameter.name()
              + " is "
              + refusedType
              + ", a parameter is F32 (or F64, F16, BF16, which are converted)");
    } else {
      missing.add(parameter);
    }
  }

  /** There is a tensor of this name. */
  void found(String name, @Nullable Tensor tensor) {
    if (!parameters.containsKey(name) && !isBatchCount(name)) {
      superfluous.put(name, tensor);
    }
  }

  /** PyTorch counts the batches that a running mean has seen; nothing is computed from it. */
  private boolean isBatchCount(String name) {
    return name.endsWith(BATCH_COUNT)
        && parameters.containsKey(
            name.substring(0, name.length() - BATCH_COUNT.length()) + ".running_mean");
  }

  void throwIfWrong() {
    for (ParameterSpec parameter : missing) {
      lines.add("missing: " + parameter + Spelling.suggest(parameter.name(), like(parameter)));
    }
    superfluous.forEach(
        (name, tensor) -> lines.add("superfluous: " + name + Spelling.suggest(name, like(tensor))));
    if (!lines.isEmpty()) {
      throw new WeightsException(
          blueprint.network()
              + " cannot be loaded from "
              + origin
              + ":\n  "
              + lines.stream().map(Printable::of).collect(Collectors.joining("\n  ")));
    }
  }

  /** The superfluous tensors that could be this parameter under another name. */
  private List<String> like(ParameterSpec parameter) {
    return superfluous.entrySet().stream()
        .filter(entry -> isLike(parameter, entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The missing parameters that this tensor could be. */
  private List<String> like(@Nullable Tensor tensor) {
    return missing.stream()
        .filter(parameter -> isLike(parameter, tensor))
        .map(ParameterSpec::name)
        .toList();
  }

  /** Names of tensors resemble each other by their ".weight" alone: the shape must fit as well. */
  private static boolean isLike(ParameterSpec parameter, @Nullable Tensor tensor) {
    return tensor == null || tensor.hasShape(parameter.shape());
  }
}
