package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.onnx.ElementType;
import dev.lathe.processor.onnx.OnnxAttribute;
import dev.lathe.processor.onnx.OnnxGraph;
import dev.lathe.processor.onnx.OnnxValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Operators with graphs of their own: a branch is chosen, and a loop is written out trip by trip,
 * since what decides is known now.
 */
final class ControlFlow {
  private static final Set<String> TYPES = Set.of("If", "Loop", "Scan", "SequenceMap");

  /** Translates the nodes of a graph inside of a node. */
  @FunctionalInterface
  interface Bodies {
    /**
     * The outputs' values; empty if a node is wrong, which is reported.
     *
     * @param given the inputs' values, by their names
     */
    Optional<List<Term>> results(OnnxGraph body, Map<String, Term> given);
  }

  private final Use use;
  private final Nodes nodes;
  private final Bodies bodies;

  ControlFlow(Use use, Bodies bodies) {
    this.use = use;
    this.nodes = use.nodes();
    this.bodies = bodies;
  }

  static boolean has(String type) {
    return TYPES.contains(type);
  }

  /** Nothing if a node of a body is wrong. */
  List<Term> translate() {
    return switch (use.node().type()) {
      case "If" -> branch();
      case "Loop" -> loop();
      case "Scan" -> use.opset() < 9 ? scansOfBatch() : scan();
      default -> mapped();
    };
  }

  private List<Term> branch() {
    String name = use.known(0).element(0) != 0 ? "then_branch" : "else_branch";
    return bodies.results(body(name), Map.of()).orElse(List.of());
  }

  private OnnxGraph body(String name) {
    OnnxAttribute attribute = use.attributes().get(name);
    if (attribute == null || attribute.graphs().isEmpty()) {
      throw AbsentException.attribute(name);
    }
    return attribute.graphs().getFirst();
  }

  /** What a body gives for what it is given, in the order of its inputs. */
  private Optional<List<Term>> trip(OnnxGraph body, List<Term> given, int outputs) {
    if (body.inputs().size() != given.size() || body.outputs().size() < outputs) {
      throw new TranslationException(
          "a body of %d inputs and %d outputs, got one of %d and %d"
              .formatted(given.size(), outputs, body.inputs().size(), body.outputs().size()));
    }
    nodes.allowTrip();
    Map<String, Term> named = new LinkedHashMap<>();
    for (int k = 0; k < given.size(); k++) {
      named.put(body.inputs().get(k).name(), given.get(k));
    }
    return bodies.results(body, named);
  }

  private List<Term> loop() {
    OnnxGraph body = body("body");
    double most = use.figure(0).orElse(Double.POSITIVE_INFINITY);
    Term going = use.optional(1).orElse(Term.Known.scalar(ElementType.BOOL, 1));
    List<Term> state = use.all(2);
    int states = state.size();
    Series series = new Series(body, 1 + states);
    for (long trip = 0; trip < most && isTrue(going, body); trip++) {
      List<Term> given =
          new ArrayList<>(List.of(Term.Known.scalar(ElementType.INT64, (double) trip)));
      given.add(going);
      given.addAll(state);
      Optional<List<Term>> results = trip(body, given, 1 + states);
      if (results.isEmpty()) {
        return List.of();
      }
      going = results.get().getFirst();
      state = results.get().subList(1, 1 + states);
      series.add(results.get());
    }
    List<Term> all = new ArrayList<>(state);
    all.addAll(series.joined(List.of()));
    return all;
  }

  private boolean isTrue(Term condition, OnnxGraph body) {
    return nodes.known(condition, body.outputs().getFirst().name()).element(0) != 0;
  }

  private List<Term> scan() {
    OnnxGraph body = body("body");
    int count = Tables.figure("num_scan_inputs", use.requiredInteger("num_scan_inputs"), 1);
    int states = use.inputs().size() - count;
    if (states < 0) {
      throw new TranslationException("%d scan inputs".formatted(count));
    }
    List<Term> scanned = use.all(states);
    List<Long> axes = use.integers("scan_input_axes").orElse(List.of());
    List<Long> backwards = use.integers("scan_input_directions").orElse(List.of());
    Series series = new Series(body, states);
    List<Term> state = steps(body, use.all().subList(0, states), scanned, axes, backwards, series);
    if (series.isBroken()) {
      return List.of();
    }
    List<Term> all = new ArrayList<>(state);
    series.reverse(use.integers("scan_output_directions").orElse(List.of()));
    all.addAll(series.joined(use.integers("scan_output_axes").orElse(List.of())));
    return all;
  }

  /** The state behind all steps, whose other results the series has. */
  private List<Term> steps(
      OnnxGraph body,
      List<Term> initial,
      List<Term> scanned,
      List<Long> axes,
      List<Long> backwards,
      Series series) {
    List<Integer> own = new ArrayList<>();
    for (int k = 0; k < scanned.size(); k++) {
      own.add(scanned.get(k).axis(k < axes.size() ? axes.get(k) : 0));
    }
    int length = scanned.getFirst().extent(own.getFirst());
    List<Term> state = initial;
    for (int step = 0; step < length; step++) {
      List<Term> given = new ArrayList<>(state);
      for (int k = 0; k < scanned.size(); k++) {
        boolean back = k < backwards.size() && backwards.get(k) != 0;
        if (scanned.get(k).extent(own.get(k)) != length) {
          throw new TranslationException("scan inputs of %d and others".formatted(length));
        }
        given.add(element(scanned.get(k), own.get(k), back ? length - 1 - step : step));
      }
      Optional<List<Term>> results = trip(body, given, state.size());
      if (results.isEmpty()) {
        series.fail();
        return state;
      }
      state = results.get().subList(0, state.size());
      series.add(results.get());
    }
    return state;
  }

  /** A cell of an axis, without the axis. */
  private Term element(Term x, int axis, int index) {
    nodes.allow(x.extent(axis));
    Term cell = nodes.reindex(x, axis, List.of(index));
    return ReductionOperators.without(nodes, cell, List.of(axis));
  }

  /** As opset 8 has it: everything has a batch axis, and each sequence a length of its own. */
  private List<Term> scansOfBatch() {
    OnnxGraph body = body("body");
    int count = Tables.figure("num_scan_inputs", use.requiredInteger("num_scan_inputs"), 1);
    int states = use.inputs().size() - 1 - count;
    if (states < 0) {
      throw new TranslationException("%d scan inputs".formatted(count));
    }
    List<Term> all = use.all(1);
    int batch = all.getFirst().extent(0);
    int length = all.get(states).extent(1);
    Optional<List<Long>> lengths = use.optionalNumbers(0);
    List<List<Term>> images = new ArrayList<>();
    for (int n = 0; n < batch; n++) {
      int image = n;
      int steps = lengths.map(known -> Tables.extent(known.get(image))).orElse(length);
      List<Term> own = all.stream().map(term -> element(term, 0, image)).toList();
      List<Term> scanned =
          own.subList(states, own.size()).stream()
              .map(term -> nodes.reindex(term, 0, cells(term.extent(0), steps)))
              .toList();
      Series series = new Series(body, states);
      List<Long> backwards = use.integers("directions").orElse(List.of());
      List<Term> state = steps(body, own.subList(0, states), scanned, List.of(), backwards, series);
      if (series.isBroken()) {
        return List.of();
      }
      List<Term> results = new ArrayList<>(state);
      series.joined(List.of()).forEach(term -> results.add(lengthened(term, length)));
      images.add(results);
    }
    List<Term> results = new ArrayList<>();
    for (int k = 0; k < images.getFirst().size(); k++) {
      int output = k;
      results.add(stacked(nodes, 0, images.stream().map(image -> image.get(output)).toList()));
    }
    return results;
  }

  private static List<Integer> cells(int extent, int count) {
    return Relocation.range(0, Math.min(extent, count));
  }

  /** Zeros behind a sequence that ends before others. */
  private Term lengthened(Term x, int length) {
    List<Integer> cells = new ArrayList<>(cells(x.extent(0), length));
    while (cells.size() < length) {
      cells.add(Relocation.OUTSIDE);
    }
    return nodes.reindex(x, 0, cells);
  }

  /** A body for each element of a sequence. */
  private List<Term> mapped() {
    OnnxGraph body = body("body");
    int length = SequenceOperators.sequence(use, 0).elements().size();
    List<List<Term>> outputs = new ArrayList<>();
    body.outputs().forEach(_ -> outputs.add(new ArrayList<>()));
    for (int k = 0; k < length; k++) {
      List<Term> given = new ArrayList<>();
      for (Term input : use.all()) {
        if (input instanceof Term.Sequence(List<Term> elements)) {
          if (elements.size() != length) {
            throw new TranslationException(
                "sequences of %d and %d values".formatted(length, elements.size()));
          }
          given.add(elements.get(k));
        } else {
          given.add(input);
        }
      }
      Optional<List<Term>> results = trip(body, given, outputs.size());
      if (results.isEmpty()) {
        return List.of();
      }
      for (int output = 0; output < outputs.size(); output++) {
        outputs.get(output).add(results.get().get(output));
      }
    }
    List<Term> all = new ArrayList<>();
    outputs.forEach(elements -> all.add(new Term.Sequence(elements)));
    return all;
  }

  /** Values along a new axis. */
  static Term stacked(Nodes nodes, int axis, List<Term> parts) {
    List<Term> thick = new ArrayList<>();
    for (Term part : parts) {
      List<Integer> extents = new ArrayList<>(part.shape().extents());
      extents.add(axis, 1);
      thick.add(nodes.reshape(part, new Shape(extents)));
    }
    return nodes.concatenate(axis, thick);
  }

  /** What the trips of a loop give besides its state. */
  private final class Series {
    private final OnnxGraph body;
    private final int states;
    private final List<List<Term>> outputs = new ArrayList<>();
    private boolean broken;

    /**
     * @param states as many of the body's outputs come before these
     */
    Series(OnnxGraph body, int states) {
      this.body = body;
      this.states = states;
      for (int k = states; k < body.outputs().size(); k++) {
        outputs.add(new ArrayList<>());
      }
    }

    void add(List<Term> results) {
      for (int k = 0; k < outputs.size(); k++) {
        outputs.get(k).add(results.get(states + k));
      }
    }

    void fail() {
      broken = true;
    }

    boolean isBroken() {
      return broken;
    }

    void reverse(List<Long> directions) {
      for (int k = 0; k < Math.min(outputs.size(), directions.size()); k++) {
        if (directions.get(k) != 0) {
          outputs.set(k, outputs.get(k).reversed());
        }
      }
    }

    /**
     * Each output's values along an axis.
     *
     * @param axes the first one where none is named
     */
    List<Term> joined(List<Long> axes) {
      List<Term> joined = new ArrayList<>();
      for (int k = 0; k < outputs.size(); k++) {
        List<Term> parts = outputs.get(k);
        if (parts.isEmpty()) {
          joined.add(nothing(body.outputs().get(states + k)));
          continue;
        }
        int rank = parts.getFirst().rank() + 1;
        long axis = k < axes.size() ? axes.get(k) : 0;
        if (axis < -rank || axis >= rank) {
          throw new TranslationException("axis %d of %d".formatted(axis, rank));
        }
        joined.add(stacked(nodes, Sizes.of(axis < 0 ? axis + rank : axis), parts));
      }
      return joined;
    }

    /** Of a loop that never runs the file says what it would give. */
    private Term nothing(OnnxValue output) {
      List<Integer> extents = new ArrayList<>(List.of(0));
      for (OnnxValue.Dimension dimension : output.dimensions().orElse(List.of())) {
        extents.add(Tables.extent(Math.max(0, dimension.extent())));
      }
      return Term.Known.of(output.type().orElse(ElementType.FLOAT), new Shape(extents));
    }
  }
}
