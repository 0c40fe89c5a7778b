package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.idiom.Idiom;
import dev.lathe.processor.idiom.Idioms;
import dev.lathe.processor.idiom.KnownValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** Writes an interface for a graph, layer by layer: what no output needs is left out. */
public final class Author {
  private final Graph graph;
  private final Idioms idioms;
  private final Draft draft;
  private final List<Authored.Problem> problems = new ArrayList<>();
  private final SequencedMap<Integer, Idiom> needed = new LinkedHashMap<>();

  private Author(Graph graph, Function<String, float[]> weights) {
    this.graph = graph;
    this.idioms = new Idioms(graph);
    this.draft = new Draft(idioms, new KnownValues(graph, weights));
  }

  /**
   * Writes the interface of a network.
   *
   * @param inputs the nodes that are given, by the names that they have in the file
   * @param outputs the nodes whose values are handed back, by their names
   * @param weights the elements of every stored tensor, row-major, by its name
   */
  public static Authored write(
      Heading heading,
      Graph graph,
      Map<String, Node> inputs,
      Map<String, Node> outputs,
      Function<String, float[]> weights) {
    return new Author(graph, weights).write(heading, inputs, outputs);
  }

  private Authored write(Heading heading, Map<String, Node> inputs, Map<String, Node> outputs) {
    find(inputs, outputs);
    InterfaceText text = new InterfaceText(heading, draft);
    Map<String, Node> read = read(inputs, outputs);
    try {
      read.forEach((name, node) -> text.input(name, node, read.size() == 1));
    } catch (UnsayableException e) {
      problems.add(new Authored.Problem("the inputs", String.valueOf(e.getMessage())));
      return new Authored(Optional.empty(), List.of(), problems);
    }
    needed.reversed().forEach((id, idiom) -> write(graph.node(id), idiom));
    if (problems.isEmpty()) {
      try {
        text.outputs(outputs);
      } catch (UnsayableException e) {
        problems.add(new Authored.Problem("the outputs", String.valueOf(e.getMessage())));
      }
    }
    return problems.isEmpty()
        ? new Authored(Optional.of(text.source()), draft.tensors().entries(), List.of())
        : new Authored(Optional.empty(), List.of(), problems);
  }

  /** The inputs that anything reads, since an interface has no others; all if none is read. */
  private Map<String, Node> read(Map<String, Node> inputs, Map<String, Node> outputs) {
    Map<String, Node> read = new LinkedHashMap<>(inputs);
    read.values()
        .removeIf(
            input ->
                outputs.values().stream().noneMatch(node -> node.id() == input.id())
                    && needed.values().stream()
                        .flatMap(idiom -> idiom.inputs().stream())
                        .noneMatch(node -> node.id() == input.id()));
    return read.isEmpty() ? inputs : read;
  }

  private void find(Map<String, Node> inputs, Map<String, Node> outputs) {
    boolean[] wanted = new boolean[graph.nodes().size()];
    outputs.values().forEach(node -> wanted[node.id()] = true);
    for (Node node : graph.nodes().reversed()) {
      boolean given = inputs.values().stream().anyMatch(input -> input.id() == node.id());
      if (wanted[node.id()] && !given && !idioms.isKnown(node)) {
        Idiom idiom = idioms.of(node);
        if (idiom instanceof Idiom.Other) {
          idiom = composed(node).orElseGet(() -> other(node));
        }
        needed.put(node.id(), idiom);
        idiom.inputs().forEach(input -> wanted[input.id()] = true);
      }
    }
  }

  private Idiom other(Node node) {
    return new Idiom.Other(node, TensorLayers.inputs(graph, node));
  }

  /** What takes several nodes to compute. */
  private Optional<Idiom> composed(Node node) {
    return new Distances(graph, idioms)
        .of(node)
        .or(() -> new Normalisations(graph, idioms, draft).of(node))
        .or(() -> new SoftmaxRows(graph, idioms).of(node))
        .or(() -> new AxisMatrices(graph, idioms, draft).of(node));
  }

  private void write(Node node, Idiom idiom) {
    try {
      switch (idiom) {
        case Idiom.Dense dense -> new SumLayers(draft).dense(node, dense);
        case Idiom.Convolution sums -> new SumLayers(draft).convolution(node, sums);
        case Idiom.Transposed sums -> new SumLayers(draft).transposed(node, sums);
        case Idiom.Normalised norm -> new SumLayers(draft).normalise(node, norm);
        case Idiom.Standardised norm -> new NormLayers(draft).write(node, norm);
        case Idiom.Softmax softmax -> new SoftmaxLayers(draft).write(node, softmax);
        case Idiom.AxisProducts mixed -> new AxisProductLayers(draft).write(node, mixed);
        case Idiom.Activated(Node x, var curve) when curve.isStraight() ->
            draft.hold(node, draft.any(x));
        case Idiom.Activated(Node x, var curve) ->
            draft.activate(node, x, CurveText.of(curve), isShared(x, node));
        case Idiom.Largest(Node x, int count) -> {
          String name = draft.names().ofKind("top");
          AnnotationText text = new AnnotationText("KMaxPool").with("value", count);
          draft.add(name, node.shape(), text, draft.as(x));
          draft.hold(node, name, node.shape());
        }
        case Idiom.Response response -> respond(node, response);
        case Idiom.Distances distances -> new SumLayers(draft).distances(node, distances);
        case Idiom.Other(Node other, List<Node> operands) -> {
          Optional<Scaled> scaled = Scaled.of(draft, other, operands);
          Optional<ClippedLine> clipped = ClippedLine.of(other);
          if (scaled.isPresent()) {
            new SumLayers(draft).scale(node, scaled.get());
          } else if (clipped.isPresent()) {
            new SumLayers(draft).clip(node, operands.getFirst(), clipped.get());
          } else {
            new TensorLayers(draft, graph).write(other, operands);
          }
        }
      }
    } catch (UnsayableException e) {
      problems.add(
          new Authored.Problem(
              node.layer().isEmpty() ? node.name() : node.layer(), String.valueOf(e.getMessage())));
      // So that what comes behind is looked at as well.
      draft.hold(node, draft.names().ofKind("missing"), node.shape());
    }
  }

  /** Whether anything but one layer reads a value. */
  private boolean isShared(Node x, Node user) {
    return needed.entrySet().stream()
        .anyMatch(
            each ->
                each.getKey() != user.id()
                    && each.getValue().inputs().stream().anyMatch(in -> in.id() == x.id()));
  }

  private void respond(Node node, Idiom.Response response) {
    Shape shape = node.shape();
    AnnotationText text =
        new AnnotationText("LocalResponseNorm")
            .unless(5, "size", List.of(response.size()))
            .unless(1e-4, "alpha", response.alpha())
            .unless(0.75, "beta", response.beta())
            .unless(1, "k", response.k());
    if (response.before() != response.size() / 2) {
      text.with("before", response.before());
    }
    String source = draft.as(response.x());
    String name = draft.names().ofKind("norm");
    draft.add(name, shape, text, source);
    draft.hold(node, name, shape);
  }
}
