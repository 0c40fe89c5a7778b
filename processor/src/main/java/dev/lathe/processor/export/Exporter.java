package dev.lathe.processor.export;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.idiom.Idiom;
import dev.lathe.processor.idiom.Idioms;
import dev.lathe.processor.idiom.KnownValues;
import dev.lathe.processor.onnx.OnnxAttribute;
import dev.lathe.processor.onnx.OnnxModel;
import dev.lathe.processor.onnx.OnnxValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Writes a network node by node, backwards found and forwards written: what no output needs is left
 * out.
 */
public final class Exporter {
  private final Exportable network;
  private final Graph graph;
  private final Idioms idioms;
  private final Sheet sheet = new Sheet();
  private final Values values;
  private final List<Problem> problems = new ArrayList<>();
  private final SequencedMap<Integer, Idiom> needed = new LinkedHashMap<>();

  private Exporter(Exportable network, Function<String, float[]> weights) {
    this.network = network;
    this.graph = network.graph();
    this.idioms = new Idioms(graph);
    this.values = new Values(sheet, idioms, new KnownValues(graph, weights));
  }

  /**
   * What cannot be said.
   *
   * @param layer the layer's name
   */
  public record Problem(String layer, String what) {}

  /**
   * A network in ONNX's words.
   *
   * @param model absent if there are problems
   */
  public record Result(Optional<OnnxModel> model, List<Problem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Exports a network.
   *
   * @param weights the elements of every stored tensor, row-major, by its name
   */
  public static Result export(Exportable network, Function<String, float[]> weights) {
    return new Exporter(network, weights).export();
  }

  private Result export() {
    find();
    List<Integer> wholeInputs = wholeInputs();
    Map<Integer, String> inputs = new LinkedHashMap<>();
    for (Exportable.Port port : network.inputs()) {
      String name = sheet.name(port.name());
      inputs.put(port.node().id(), name);
      if (wholeInputs.contains(port.node().id())) {
        values.holdWhole(port.node(), name);
      } else {
        values.hold(port.node(), name, port.node().shape());
      }
    }
    needed.reversed().forEach((id, idiom) -> write(graph.node(id), idiom));
    if (!problems.isEmpty()) {
      return new Result(Optional.empty(), problems);
    }
    List<OnnxValue> outputs = outputs();
    List<OnnxValue> given = new ArrayList<>();
    inputs.forEach(
        (id, name) ->
            given.add(
                Sheet.value(
                    name,
                    TensorWriter.type(wholeInputs.contains(id)),
                    graph.node(id).shape(),
                    values.isSingle())));
    return new Result(Optional.of(sheet.model(network.name(), given, outputs)), List.of());
  }

  /** The idioms that the outputs take, the last first. */
  private void find() {
    boolean[] wanted = new boolean[graph.nodes().size()];
    network.outputs().forEach(port -> wanted[port.node().id()] = true);
    for (Node node : graph.nodes().reversed()) {
      boolean given = network.inputs().stream().anyMatch(port -> port.node().id() == node.id());
      if (wanted[node.id()] && !given && !idioms.isKnown(node)) {
        Idiom idiom = idioms.of(node);
        if (idiom instanceof Idiom.Response response && !isCentred(response)) {
          idiom = idioms.single(node);
        }
        needed.put(node.id(), idiom);
        idiom.inputs().forEach(input -> wanted[input.id()] = true);
      }
    }
  }

  /** ONNX has one place for windows of an even size, which is not PyTorch's. */
  private static boolean isCentred(Idiom.Response response) {
    return response.before() == (response.size() - 1) / 2;
  }

  /** The inputs that nothing but tables is read by: they are whole numbers for other tools. */
  private List<Integer> wholeInputs() {
    List<Integer> whole = new ArrayList<>();
    for (Exportable.Port port : network.inputs()) {
      int id = port.node().id();
      List<Idiom> users =
          needed.values().stream()
              .filter(idiom -> idiom.inputs().stream().anyMatch(input -> input.id() == id))
              .toList();
      if (!users.isEmpty() && users.stream().allMatch(idiom -> isLookup(idiom, id))) {
        whole.add(id);
      }
    }
    return whole;
  }

  private static boolean isLookup(Idiom idiom, int numbers) {
    return idiom instanceof Idiom.Other(Node node, List<Node> inputs)
        && node.operation() instanceof Operation.Lookup
        && inputs.getFirst().id() == numbers;
  }

  private void write(Node node, Idiom idiom) {
    try {
      switch (idiom) {
        case Idiom.Dense dense -> new SumWriter(sheet, values, node).dense(dense);
        case Idiom.Convolution sums -> new SumWriter(sheet, values, node).convolution(sums);
        case Idiom.Transposed sums -> new SumWriter(sheet, values, node).transposed(sums);
        case Idiom.Normalised normalised -> normalise(node, normalised);
        case Idiom.Response response -> respond(node, response);
        case Idiom.Distances _, Idiom.Standardised _, Idiom.Softmax _, Idiom.AxisProducts _ ->
            throw new IllegalStateException("found by none of Idioms");
        case Idiom.Largest(Node x, int count) -> {
          String all = values.batched(x);
          String numbers = TensorWriter.largest(sheet, node.name(), all, count);
          values.hold(
              node,
              sheet.add(
                  sheet.name(node.name()),
                  "GatherElements",
                  List.of(all, numbers),
                  OnnxAttribute.of("axis", -1)),
              node.shape());
        }
        case Idiom.Activated(Node x, var curve) -> {
          Values.Held held = values.any(x);
          String name = new CurveWriter(sheet, node.name(), held.name()).write(curve);
          values.hold(node, name, held.shape());
        }
        case Idiom.Other(Node other, List<Node> inputs) ->
            new TensorWriter(sheet, values, other, inputs).write();
      }
    } catch (UnsayableException e) {
      problems.add(
          new Problem(
              node.layer().isEmpty() ? node.name() : node.layer(), String.valueOf(e.getMessage())));
      // So that what comes behind is looked at as well.
      values.hold(node, sheet.name(node.name()), node.shape());
    }
  }

  private void normalise(Node node, Idiom.Normalised norm) {
    int maps = node.shape().channels();
    Shape shape = Shape.of(maps);
    List<String> inputs = new ArrayList<>(List.of(values.any(norm.x()).name()));
    inputs.add(figures(norm.weight(), node.name() + ".weight", 1, shape));
    inputs.add(figures(norm.bias(), node.name() + ".bias", 0, shape));
    inputs.add(values.stored(norm.mean().name(), shape, values.elements(norm.mean())));
    inputs.add(values.stored(norm.variance().name(), shape, values.elements(norm.variance())));
    String name =
        sheet.add(
            sheet.name(node.name()),
            "BatchNormalization",
            inputs,
            OnnxAttribute.of("epsilon", norm.epsilon()));
    values.hold(node, name, values.any(norm.x()).shape());
  }

  private String figures(Optional<Node> given, String name, float otherwise, Shape shape) {
    float[] elements = new float[shape.size()];
    java.util.Arrays.fill(elements, otherwise);
    return given
        .map(node -> values.stored(node.name(), shape, values.elements(node)))
        .orElseGet(() -> values.stored(name, shape, elements));
  }

  private void respond(Node node, Idiom.Response response) {
    String name =
        sheet.add(
            sheet.name(node.name()),
            "LRN",
            List.of(values.batched(response.x())),
            OnnxAttribute.of("alpha", response.alpha()),
            OnnxAttribute.of("beta", response.beta()),
            OnnxAttribute.of("bias", response.k()),
            OnnxAttribute.of("size", response.size()));
    values.hold(node, name, node.shape());
  }

  /** Outputs have names of their own: those of the layers. */
  private List<OnnxValue> outputs() {
    List<OnnxValue> outputs = new ArrayList<>();
    for (Exportable.Port port : network.outputs()) {
      Values.Held value = values.any(port.node());
      String name = value.name();
      boolean twice = outputs.stream().anyMatch(output -> output.name().equals(value.name()));
      if (twice || !name.equals(port.name())) {
        name = sheet.add(sheet.name(port.name()), "Identity", Collections.singletonList(name));
      }
      outputs.add(
          Sheet.value(
              name,
              TensorWriter.type(values.isWhole(port.node())),
              value.shape(),
              values.isSingle()));
    }
    return outputs;
  }
}
