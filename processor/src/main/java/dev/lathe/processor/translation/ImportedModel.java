package dev.lathe.processor.translation;

import dev.lathe.annotations.Precision;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.EntryPoint;
import dev.lathe.processor.network.HeadLoss;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.LayerOperation;
import dev.lathe.processor.network.NetworkInput;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.ParameterModel;
import dev.lathe.processor.network.ReceptiveField;
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

  /**
   * The model of a file, for the interface of the given names.
   *
   * @param entryPoints their records name outputs by numbers, counting those that have elements
   * @param training its heads likewise
   */
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
    List<Integer> outputs = new ArrayList<>(List.of(layers.size() - 1));
    if (file.fullOutputs().size() > 1) {
      for (Imported.Port port : file.fullOutputs()) {
        outputs.add(layers.size());
        layers.add(
            layer(
                free(port.name(), layers), "output", List.of(), Optional.empty(), port.ofImage()));
      }
    }
    List<Integer> named = outputs.size() > 1 ? outputs.subList(1, outputs.size()) : outputs;
    return new NetworkModel(
        packageName,
        simpleNames,
        memberTypes,
        inputs(file),
        layers,
        outputs,
        List.of(),
        entryPoints.stream().map(each -> each.numbered(named::get)).toList(),
        training.map(each -> numbered(each, named)),
        precision,
        vectorModule);
  }

  private static Training numbered(Training training, List<Integer> outputs) {
    List<HeadLoss> heads =
        training.heads().stream()
            .map(
                head ->
                    head.layer() == HeadLoss.SCORES
                        ? head
                        : new HeadLoss(
                            outputs.get(head.layer()),
                            head.loss(),
                            head.figures(),
                            head.weight(),
                            head.target()))
            .toList();
    return new Training(heads, training.inputGradient());
  }

  /** A name that no layer has yet. */
  private static String free(String wanted, List<LayerModel> layers) {
    String name = wanted;
    while (isTaken(name, layers)) {
      name += ".output";
    }
    return name;
  }

  private static boolean isTaken(String name, List<LayerModel> layers) {
    return layers.stream().anyMatch(layer -> layer.name().equals(name));
  }

  /** Several inputs lie behind each other in an image. */
  private static List<NetworkInput> inputs(Imported file) {
    if (file.fullInputs().size() > 1) {
      return file.fullInputs().stream()
          .map(port -> new NetworkInput(port.name(), port.ofImage()))
          .toList();
    }
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
    ReceptiveFields fields = new ReceptiveFields(file);
    for (Imported.Layer layer : file.layers()) {
      List<ParameterModel> parameters = new ArrayList<>();
      for (String name : layer.weights()) {
        Imported.Weight weight = weights.remove(name);
        if (weight != null) {
          parameters.add(parameter(weight));
        }
      }
      Optional<ReceptiveField> field = fields.of(layer.name());
      layers.add(layer(layer.name(), layer.title(), parameters, field, layer.output()));
    }
    List<ParameterModel> rest = weights.values().stream().map(ImportedModel::parameter).toList();
    Shape scores = file.graph().node(file.graph().outputs().getFirst()).shape();
    boolean whole = !layers.isEmpty() && layers.getLast().output().equals(scores);
    if (!rest.isEmpty() || !whole) {
      layers.add(layer("output", "output", rest, Optional.empty(), scores));
    }
    return layers;
  }

  private static LayerModel layer(
      String name,
      String title,
      List<ParameterModel> parameters,
      Optional<ReceptiveField> field,
      Shape output) {
    return new LayerModel(
        name,
        List.of(LayerModel.IMAGE),
        Optional.of(new LayerOperation.Imported(title, parameters, field)),
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
