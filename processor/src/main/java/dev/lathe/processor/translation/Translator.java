package dev.lathe.processor.translation;

import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.MisfitException;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.onnx.Limits;
import dev.lathe.processor.onnx.OnnxAttribute;
import dev.lathe.processor.onnx.OnnxFunction;
import dev.lathe.processor.onnx.OnnxGraph;
import dev.lathe.processor.onnx.OnnxModel;
import dev.lathe.processor.onnx.OnnxNode;
import dev.lathe.processor.onnx.OnnxTensor;
import dev.lathe.processor.onnx.OnnxValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Walks through a file node by node, and gathers everything that is wrong. */
final class Translator {
  private static final long OLDEST_OPSET = 1;
  private static final long NEWEST_OPSET = 27;
  private static final int DEEPEST = 32;

  private final OnnxModel model;
  private final boolean training;
  private final GraphBuilder graph;
  private final Store store;
  private final Ports ports;
  private final LayerNames names = new LayerNames();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Imported.Layer> layers = new ArrayList<>();
  private final IdentityHashMap<Object, Set<String>> lateNames = new IdentityHashMap<>();
  private int depth;

  Translator(OnnxModel model, Wishes wishes, Limits limits, boolean training) {
    this.model = model;
    this.training = training;
    this.graph = new GraphBuilder(model.graph().name());
    this.store = new Store(graph, wishes, new Allowance(limits));
    this.ports = new Ports(graph, store, wishes, problems);
  }

  Translation translate() {
    try {
      return whole();
    } catch (LimitException e) {
      problems.add(Problem.of(Problem.Kind.LIMIT, "the file", "", String.valueOf(e.getMessage())));
      return new Translation(Optional.empty(), problems);
    }
  }

  private Translation whole() {
    checkOpset();
    GraphChecker.checkOutside(model.graph(), problems);
    Map<String, Optional<Term>> values = new HashMap<>();
    store(model.graph(), values);
    values.putAll(ports.inputs(model.graph()));
    if (problems.isEmpty()) {
      long opset = model.opsets().getOrDefault("", NEWEST_OPSET);
      nodes(model.graph().nodes(), opset, values, values.keySet());
      ports.checkOutputs(model.graph(), values);
      ports.checkDeclared(model.graph(), values);
    }
    List<Imported.Port> outputs = new ArrayList<>();
    List<Term> results = new ArrayList<>();
    if (problems.isEmpty()) {
      ports.outputs(model.graph(), values, outputs, results);
    }
    if (!problems.isEmpty()) {
      return new Translation(Optional.empty(), problems);
    }
    return new Translation(
        Optional.of(new Finish(graph, store, training).of(ports, outputs, results, layers)),
        List.of());
  }

  private void checkOpset() {
    boolean standard = model.graph().nodes().stream().anyMatch(node -> node.domain().isEmpty());
    if (standard && !model.opsets().containsKey("")) {
      problems.add(
          Problem.of(
              Problem.Kind.OPSET,
              "the file",
              "",
              "opsets of %s, and not of ONNX's own operators, which its nodes are of"
                  .formatted(new TreeSet<>(model.opsets().keySet()))));
      return;
    }
    long opset = model.opsets().getOrDefault("", OLDEST_OPSET);
    if (opset < OLDEST_OPSET || opset > NEWEST_OPSET) {
      problems.add(
          Problem.of(
              Problem.Kind.OPSET,
              "the file",
              "",
              "opset %d; known are %d to %d".formatted(opset, OLDEST_OPSET, NEWEST_OPSET)));
    }
  }

  private void store(OnnxGraph part, Map<String, Optional<Term>> values) {
    for (OnnxTensor tensor : part.initializers()) {
      store.name(tensor, tensor.name());
      boolean stored = !store.isFixed(tensor.name());
      values.put(tensor.name(), Optional.of(new Term.Known(tensor, tensor.shape(), stored)));
    }
  }

  /**
   * Translates nodes in order.
   *
   * @param values by their names; empty for those that a node which is wrong should have made
   * @param given names of the graph that its nodes do not give
   */
  private void nodes(
      List<OnnxNode> nodes, long opset, Map<String, Optional<Term>> values, Set<String> given) {
    translate(nodes, opset, values, GraphChecker.check(nodes, Set.copyOf(given), problems));
  }

  /**
   * Translates nodes in order, which have been checked.
   *
   * @param late names that are read before they are given
   */
  private void translate(
      List<OnnxNode> nodes, long opset, Map<String, Optional<Term>> values, Set<String> late) {
    late.forEach(name -> values.putIfAbsent(name, Optional.empty()));
    Map<String, OnnxNode> withheld = new HashMap<>();
    for (OnnxNode node : nodes) {
      for (String name : node.inputs()) {
        OnnxNode giver = withheld.get(name);
        if (giver != null) {
          reportWithheld(node, name, giver);
        }
      }
      List<Term> outputs = outputs(node, opset, values);
      for (int k = 0; k < node.outputs().size(); k++) {
        String name = node.outputs().get(k);
        if (!name.isEmpty()) {
          Optional<Term> output =
              k < outputs.size() ? Optional.of(outputs.get(k)) : Optional.empty();
          if (output.isEmpty() && !outputs.isEmpty()) {
            withheld.put(name, node);
          }
          output.ifPresent(
              term -> {
                if (term instanceof Term.Known known) {
                  store.name(known.tensor(), name);
                }
              });
          values.put(name, output);
        }
      }
    }
  }

  /** An output of an operator that is translated without it. */
  private void reportWithheld(OnnxNode node, String name, OnnxNode giver) {
    report(
        Problem.Kind.GRAPH,
        node,
        "its input %s, which the operator of %s (%s) does not give"
            .formatted(name, giver.title(), giver.type()));
  }

  /** Nothing if the node, or one that it depends on, is wrong. */
  private List<Term> outputs(OnnxNode node, long opset, Map<String, Optional<Term>> values) {
    List<Optional<Term>> inputs = new ArrayList<>();
    boolean broken = false;
    for (String name : node.inputs()) {
      Optional<Term> value = values.get(name);
      if (name.isEmpty()) {
        inputs.add(Optional.empty());
      } else if (value == null) {
        report(Problem.Kind.GRAPH, node, "its input " + name + ", which nothing gives");
        broken = true;
      } else {
        broken |= value.isEmpty();
        inputs.add(value);
      }
    }
    if (broken) {
      return List.of();
    }
    store.allowance().translate();
    try {
      return translated(node, opset, inputs, values);
    } catch (LimitException e) {
      throw e;
    } catch (AbsentException e) {
      report(Problem.Kind.ABSENT, node, String.valueOf(e.getMessage()));
    } catch (TranslationException e) {
      report(Problem.Kind.NODE, node, String.valueOf(e.getMessage()));
    } catch (InvalidException e) {
      report(Problem.Kind.INVALID, node, String.valueOf(e.getMessage()));
    } catch (UnknownValueException e) {
      problems.add(
          new Problem(
              e.kind(), node.title(), node.type(), String.valueOf(e.getMessage()), e.inputs()));
    } catch (RuntimeException e) {
      // The graph's own checks say what is wrong; all others speak of the compiler's own affairs.
      boolean own = e instanceof MisfitException || e instanceof Sizes.TooLargeException;
      String many = e instanceof Sizes.TooLargeException ? ", more than an array has" : "";
      String text = own ? e.getMessage() + many + ", of " : "";
      report(Problem.Kind.SHAPES, node, text + operands(node, inputs));
    }
    return List.of();
  }

  /** {@code x float 1x3x8x8, w float 4x3x3x3}. */
  private static String operands(OnnxNode node, List<Optional<Term>> inputs) {
    String operands =
        IntStream.range(0, inputs.size())
            .filter(k -> inputs.get(k).isPresent())
            .mapToObj(
                k -> {
                  Term term = inputs.get(k).get();
                  return "%s %s %s".formatted(node.inputs().get(k), term.type(), term.shape());
                })
            .collect(Collectors.joining(", "));
    return operands.isEmpty() ? "no operands" : operands;
  }

  private void report(Problem.Kind kind, OnnxNode node, String missing) {
    problems.add(Problem.of(kind, node.title(), node.type(), missing));
  }

  private List<Term> translated(
      OnnxNode node, long opset, List<Optional<Term>> inputs, Map<String, Optional<Term>> values) {
    Map<String, OnnxAttribute> attributes = Signature.attributes(node);
    Optional<OnnxFunction> function =
        model.functions().stream()
            .filter(f -> f.name().equals(node.type()) && f.domain().equals(node.domain()))
            .findFirst();
    if (function.isPresent()) {
      return called(function.get(), node, inputs, attributes);
    }
    if (ControlFlow.has(node.type()) && node.domain().isEmpty()) {
      Nodes writer = new Nodes(graph, store, training, node.title());
      Use use = new Use(node, opset, inputs, attributes, writer);
      Signatures.of("", node.type()).check(use);
      return new ControlFlow(use, (body, given) -> inside(body, opset, values, given)).translate();
    }
    Optional<Operator> operator = Operators.of(node.domain(), node.type());
    if (operator.isEmpty()) {
      report(Problem.Kind.OPERATOR, node, node.domain());
      return List.of();
    }
    boolean settled = inputs.stream().flatMap(Optional::stream).allMatch(store::isSettled);
    String layer = settled ? node.title() : names.of(node);
    int before = store.stored().size();
    Nodes writer = new Nodes(graph, store, training, layer);
    Use use = new Use(node, opset, inputs, attributes, writer);
    InvalidException.unless(!node.outputs().isEmpty(), "it has no outputs");
    Signatures.of(node.domain(), node.type()).check(use);
    List<Term> outputs = operator.get().translate(use);
    if (writer.hasWritten()) {
      layers.add(
          new Imported.Layer(
              layer,
              node.title(),
              node.type(),
              Titles.of(use),
              Nodes.kept(first(outputs.getFirst()).shape()),
              store.stored().stream().skip(before).map(Store.Stored::name).toList()));
    }
    return outputs;
  }

  /** The value itself, or the first of several. */
  private static Term first(Term term) {
    return term instanceof Term.Sequence(List<Term> elements) ? elements.getFirst() : term;
  }

  /** The outputs of a graph inside of a node, which sees the values around it. */
  private Optional<List<Term>> inside(
      OnnxGraph body, long opset, Map<String, Optional<Term>> values, Map<String, Term> given) {
    if (++depth > DEEPEST) {
      throw new TranslationException("graphs nested deeper than " + DEEPEST);
    }
    store.allowance().compute(values.size());
    Map<String, Optional<Term>> inner = new HashMap<>(values);
    store(body, inner);
    given.forEach((name, term) -> inner.put(name, Optional.of(term)));
    // A body is gone through many times, and wrong but once.
    Set<String> late =
        lateNames.computeIfAbsent(
            body, _ -> GraphChecker.check(body.nodes(), names(body), problems));
    translate(body.nodes(), opset, inner, late);
    depth--;
    List<Term> results = new ArrayList<>();
    for (OnnxValue output : body.outputs()) {
      Optional<Term> value = inner.get(output.name());
      if (value == null) {
        throw new TranslationException("a body that computes its output " + output.name());
      }
      value.ifPresent(results::add);
    }
    return results.size() == body.outputs().size() ? Optional.of(results) : Optional.empty();
  }

  private static Set<String> names(OnnxGraph part) {
    return Stream.concat(
            part.inputs().stream().map(OnnxValue::name),
            part.initializers().stream().map(OnnxTensor::name))
        .collect(Collectors.toSet());
  }

  /** The nodes of a function of the file's own. */
  private List<Term> called(
      OnnxFunction function,
      OnnxNode node,
      List<Optional<Term>> inputs,
      Map<String, OnnxAttribute> attributes) {
    if (++depth > DEEPEST) {
      throw new TranslationException("functions nested deeper than " + DEEPEST);
    }
    Map<String, OnnxAttribute> given = new HashMap<>();
    function.defaults().forEach(attribute -> given.put(attribute.name(), attribute));
    given.putAll(attributes);
    Map<String, Optional<Term>> inner = new HashMap<>();
    Set<String> absent = new HashSet<>();
    for (int k = 0; k < function.inputs().size(); k++) {
      Optional<Term> input = k < inputs.size() ? inputs.get(k) : Optional.empty();
      if (input.isPresent()) {
        inner.put(function.inputs().get(k), input);
      } else {
        absent.add(function.inputs().get(k));
      }
    }
    List<OnnxNode> body =
        function.nodes().stream().map(each -> bound(each, node, given, absent)).toList();
    // A function is called many times, and wrong but once.
    Set<String> late =
        lateNames.computeIfAbsent(
            function,
            _ -> GraphChecker.check(function.nodes(), Set.copyOf(function.inputs()), problems));
    translate(body, function.opsets().getOrDefault("", NEWEST_OPSET), inner, late);
    depth--;
    return results(function.outputs(), inner);
  }

  /** A function's node, with the caller's attributes and without the inputs that are left out. */
  private static OnnxNode bound(
      OnnxNode node, OnnxNode caller, Map<String, OnnxAttribute> given, Set<String> absent) {
    List<OnnxAttribute> attributes = new ArrayList<>();
    for (OnnxAttribute attribute : node.attributes()) {
      if (attribute.reference().isEmpty()) {
        attributes.add(attribute);
      } else if (given.containsKey(attribute.reference())) {
        attributes.add(given.get(attribute.reference()).as(attribute.name()));
      }
    }
    List<String> inputs =
        node.inputs().stream().map(name -> absent.contains(name) ? "" : name).toList();
    String name = caller.title() + "/" + node.title();
    return new OnnxNode(name, node.domain(), node.type(), inputs, node.outputs(), attributes);
  }

  private static List<Term> results(List<String> names, Map<String, Optional<Term>> values) {
    List<Term> results = new ArrayList<>();
    for (String name : names) {
      Optional<Term> value = values.getOrDefault(name, Optional.empty());
      if (value.isEmpty()) {
        return List.of();
      }
      results.add(value.get());
    }
    return results;
  }
}
