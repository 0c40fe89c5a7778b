package dev.lathe.runtime;

import dev.lathe.runtime.io.Printable;
import dev.lathe.runtime.spi.Blueprint;
import dev.lathe.runtime.spi.ParameterSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Weights that are there. */
final class TensorWeights extends Weights {

  private final String origin;
  private final Map<String, Tensor> tensors;
  private final Map<String, String> refusedTypes;

  /**
   * @param origin where the tensors come from, for messages
   * @param refusedTypes tensors of which nothing is known but the name and the type, which is not a
   *     float's
   */
  TensorWeights(String origin, Map<String, Tensor> tensors, Map<String, String> refusedTypes) {
    this.origin = origin;
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    this.refusedTypes = Collections.unmodifiableMap(new LinkedHashMap<>(refusedTypes));
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>(tensors.keySet());
    names.addAll(refusedTypes.keySet());
    return Collections.unmodifiableList(names);
  }

  @Override
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor != null) {
      return tensor;
    }
    String type = refusedTypes.get(name);
    throw new WeightsException(
        type == null
            ? "There is no tensor '"
                + Printable.of(name)
                + "' in "
                + origin
                + Printable.of(Spelling.suggest(name, names()))
            : "Tensor '"
                + Printable.of(name)
                + "' of "
                + origin
                + " is "
                + type
                + ", which is not a float type");
  }

  @Override
  public void save(Path file) {
    if (!refusedTypes.isEmpty()) {
      throw new WeightsException(
          "Cannot save "
              + origin
              + " to "
              + file
              + ": these tensors are of types that were not read: "
              + Printable.of(refusedTypes.toString()));
    }
    WeightFiles.write(file, tensors);
  }

  @Override
  TensorWeights resolve(Blueprint blueprint) {
    Map<String, Tensor> resolved = new LinkedHashMap<>();
    WeightsReport report = new WeightsReport(blueprint, origin);
    for (ParameterSpec parameter : blueprint.parameters()) {
      Tensor tensor = tensors.get(parameter.name());
      if (tensor != null && tensor.hasShape(parameter.shape())) {
        resolved.put(parameter.name(), tensor);
      } else {
        report.wrong(parameter, tensor, refusedTypes.get(parameter.name()));
      }
    }
    for (String name : names()) {
      report.found(name, tensors.get(name));
    }
    report.throwIfWrong();
    return new TensorWeights(origin, resolved, Map.of());
  }

  /** The canonical values of a resolved set, shared: only to be read. */
  float[][] sharedValues() {
    return tensors.values().stream().map(Tensor::shared).toArray(float[][]::new);
  }

  @Nullable Tensor find(String name) {
    return tensors.get(name);
  }

  @Override
  public String toString() {
    return "weights of " + origin + " " + tensors;
  }
}
