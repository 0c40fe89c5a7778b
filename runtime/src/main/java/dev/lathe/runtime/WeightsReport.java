package dev.lathe.runtime;

import dev.lathe.runtime.spi.Blueprint;
import dev.lathe.runtime.spi.ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers everything in which a set of tensors does not fit a network, to tell it at once. */
final class WeightsReport {

  private final Blueprint blueprint;
  private final String origin;
  private final Map<String, ParameterSpec> parameters = new LinkedHashMap<>();
  private final List<String> superfluous = new ArrayList<>();
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
  void found(String name) {
    if (!parameters.containsKey(name)) {
      superfluous.add(name);
    }
  }

  void throwIfWrong() {
    for (ParameterSpec parameter : missing) {
      lines.add("missing: " + parameter + Spelling.suggest(parameter.name(), superfluous));
    }
    for (String name : superfluous) {
      lines.add("superfluous: " + name + Spelling.suggest(name, namesOf(missing)));
    }
    if (!lines.isEmpty()) {
      throw new WeightsException(
          blueprint.network()
              + " cannot be loaded from "
              + origin
              + ":\n  "
              + String.join("\n  ", lines));
    }
  }

  private static List<String> namesOf(List<ParameterSpec> parameters) {
    return parameters.stream().map(ParameterSpec::name).toList();
  }
}
