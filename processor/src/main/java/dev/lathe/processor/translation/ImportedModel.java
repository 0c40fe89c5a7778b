package dev.lathe.processor.translation;

import dev.lathe.annotations.Precision;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.EntryPoint;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.LayerOperation;
import dev.lathe.processor.network.NetworkInput;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.ParameterModel;
import dev.lathe.processor.network.Start;
import dev.lathe.processor.network.Training;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network whose graphs are given by a file.
 *
 * @param forward of inference
 * @param training what a training differentiates, if the network can be trained
 */
public record ImportedModel(NetworkModel network, Imported forward, Optional<Imported> training) {

  /** The model of a file, for the interface of the given names. */
  public static NetworkModel network(
      Imported file,
      String packageName,
      List<String> simpleNames,
      List<String> memberTypes,
      List<EntryPoint> entryPoints,
      Optional<Training> training,
      Precision precision,
      boolean vectorModule) {
    List<LayerModel> layers = layers(file);
    return new NetworkModel(
        packageName,
        simpleNames,
        memberTypes,
        inputs(file),
        layers,
        List.of(layers.size() - 1),
        List.of(),
        entryPoints,
        training,
        precision,
        vectorModule);
  }

  /** Several inputs of a file are one of the network: an image is their elements in order. */
  private static List<NetworkInput> inputs(Imported file) {
    Shape image =
        file.graph().nodes().stream()
            .filter(node -> node.operation() instanceof Operation.Input)
            .findFirst()
            .orElseThrow()
            .shape();
    return List.of(new NetworkInput(NetworkInput.ONLY, image));
  }

  /** One for each node, and last of all what is handed back. */
  private static List<LayerModel> layers(Imported file) {
    Map<String, Imported.Weight> weights = new LinkedHashMap<>();
    file.weights().forEach(weight -> weights.put(weight.name(), weight));
    List<LayerModel> layers = new ArrayList<>();
    for (Imported.Layer layer : file.layers()) {
      List<ParameterModel> parameters = new ArrayList<>();
      for (String name : layer.weights()) {
        Imported.Weight weight = weights.remove(name);
        if (weight != null) {
          parameters.add(parameter(weight));
        }
      }
      layers.add(layer(layer.name(), layer.title(), parameters, layer.output()));
    }
    List<ParameterModel> rest = weights.values().stream().map(ImportedModel::parameter).toList();
    Shape scores = file.graph().node(file.graph().outputs().getFirst()).shape();
    boolean whole = !layers.isEmpty() && layers.getLast().output().equals(scores);
    if (!rest.isEmpty() || !whole) {
      layers.add(layer("output", "output", rest, scores));
    }
    return layers;
  }

  private static LayerModel layer(
      String name, String title, List<ParameterModel> parameters, Shape output) {
    return new LayerModel(
        name,
        List.of(LayerModel.IMAGE),
        Optional.of(new LayerOperation.Imported(title, parameters)),
        Optional.empty(),
        List.of(output),
        output);
  }

  private static ParameterModel parameter(Imported.Weight weight) {
    Shape stored = weight.stored();
    int fanIn = stored.rank() < 2 ? 1 : Math.max(1, stored.size() / stored.extent(0));
    Start start = weight.learned() ? Start.UNIFORM : Start.statistic(weight.start());
    return new ParameterModel(weight.name(), stored, weight.computed(), fanIn, start);
  }
}
