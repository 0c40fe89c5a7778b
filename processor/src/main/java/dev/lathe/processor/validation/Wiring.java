package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.BlockDefinition;
import dev.lathe.processor.declaration.BlockUse;
import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.LayerDeclaration;
import dev.lathe.processor.declaration.OperationDeclaration;
import dev.lathe.processor.network.LayerModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Puts the layers of blocks in the place of their uses, and finds which layer reads which. */
final class Wiring {
  /** Above this somebody has mistyped a repeat, and would wait long for the answer. */
  private static final int MOST_LAYERS = 5_000;

  private final Report report;
  private final List<LayerDeclaration> network;
  private final Scope scope;
  private final List<WiredLayer> layers = new ArrayList<>();
  private int inputs;
  private boolean isFull;

  /**
   * Wires a network.
   *
   * @param inputs how many inputs there are besides the {@code @Input} layers
   */
  Wiring(Report report, List<LayerDeclaration> network, int inputs) {
    this.report = report;
    this.inputs = inputs;
    this.network = network;
    this.scope = new Scope(OptionalInt.of(LayerModel.IMAGE), network);
  }

  /** All layers in the order of computation. */
  List<WiredLayer> layers() {
    wire("", network, scope, report);
    return layers;
  }

  /** The layer that gives the value of a method of the network; call {@link #layers} first. */
  OptionalInt layerOf(LayerDeclaration method) {
    return scope.value(method.name());
  }

  private void wire(String prefix, List<LayerDeclaration> block, Scope scope, Report report) {
    for (LayerDeclaration layer : block) {
      String name = prefix + layer.name();
      if (layer.blocks().isEmpty()) {
        List<OptionalInt> sources = new ArrayList<>();
        if (isInput(layer)) {
          sources.add(input(prefix, layer, report));
        } else {
          for (Figure<String> from : sources(layer)) {
            sources.add(value(from, name, layer, scope, report));
          }
        }
        scope.follow(OptionalInt.of(layers.size()));
        layers.add(new WiredLayer(name, layer, sources));
      } else {
        scope.follow(expand(prefix, layer, layer.blocks().getFirst(), scope, report));
      }
      scope.name(layer.name(), scope.last());
    }
  }

  private static boolean isInput(LayerDeclaration layer) {
    return layer.operations().stream().anyMatch(OperationDeclaration.Given.class::isInstance);
  }

  private OptionalInt input(String prefix, LayerDeclaration layer, Report report) {
    if (!prefix.isEmpty()) {
      report.add(Message.INPUT_IN_BLOCK, layer.place(), prefix + layer.name());
      return OptionalInt.empty();
    }
    return OptionalInt.of(LayerModel.input(inputs++));
  }

  /** An activation beside a main operation reads that one. */
  private static List<Figure<String>> sources(LayerDeclaration layer) {
    if (!layer.operations().isEmpty()) {
      return layer.operations().getFirst().sources();
    }
    Figure<String> preceding = new Figure<>("", layer.place());
    return List.of(layer.activations().stream().map(a -> a.from()).findFirst().orElse(preceding));
  }

  private OptionalInt value(
      Figure<String> from, String subject, LayerDeclaration reader, Scope scope, Report report) {
    String name = from.value();
    if (name.isEmpty()) {
      return scope.last();
    }
    if (scope.isKnown(name)) {
      return scope.value(name);
    }
    boolean itself = name.equals(reader.name());
    if (scope.isInput(name) && !itself) {
      return scope.input();
    }
    if (itself || scope.isDeclared(name)) {
      String which = itself ? "the layer itself" : "which is declared later";
      report.add(Message.LATER_LAYER, from.place(), subject, name, which);
    } else {
      report.add(Message.UNKNOWN_LAYER, from.place(), subject, name, remedy(name, scope));
    }
    return OptionalInt.empty();
  }

  private static String remedy(String wanted, Scope scope) {
    List<String> earlier = scope.names();
    List<String> readable = new ArrayList<>(earlier);
    readable.add(BlockDefinition.INPUT);
    return Suggestion.nearest(wanted, readable)
        .map(name -> "Did you mean \"" + name + "\"?")
        .orElse(
            earlier.isEmpty()
                ? "Remove the from: the first layer reads the input."
                : "The layers declared before are " + Wording.list(earlier) + ".");
  }

  /** Wires the layers of a block, and returns the one that gives its value. */
  private OptionalInt expand(
      String prefix, LayerDeclaration layer, BlockUse use, Scope around, Report report) {
    String name = prefix + layer.name();
    OptionalInt output = value(use.from(), name, layer, around, report);
    Scope inputs = new Scope(OptionalInt.empty(), List.of());
    use.inputs()
        .forEach((input, from) -> inputs.name(input, value(from, name, layer, around, report)));
    if (isFull || !isUsable(use, name, report)) {
      return OptionalInt.empty();
    }
    int repeat = use.repeat().map(Figure::value).orElse(1);
    for (int repetition = 0; repetition < repeat; repetition++) {
      Scope inside = new Scope(output, use.layers());
      inputs.values().forEach(inside::name);
      String local = localName(layer, use, repetition);
      // What is wrong with the names in a block is wrong in each repetition.
      wire(prefix + local + ".", use.layers(), inside, repetition == 0 ? report : new Report());
      if (isFull) {
        return OptionalInt.empty();
      }
      if (layers.size() > MOST_LAYERS) {
        // Said once, by the innermost block, though it may stand in a repetition that says nothing.
        isFull = true;
        this.report.add(Message.TOO_MANY_LAYERS, use.place(), name, use.annotation(), MOST_LAYERS);
        return OptionalInt.empty();
      }
      output = inside.last();
      for (Map.Entry<String, OptionalInt> value : inside.values().entrySet()) {
        around.name(local + "." + value.getKey(), value.getValue());
      }
    }
    return output;
  }

  private static String localName(LayerDeclaration layer, BlockUse use, int repetition) {
    if (use.repeat().isEmpty()) {
      return layer.name();
    }
    return layer.isNumbered()
        ? String.valueOf(Integer.parseInt(layer.name()) + repetition)
        : layer.name() + "." + repetition;
  }

  private static boolean isUsable(BlockUse use, String name, Report report) {
    if (use.recursive()) {
      report.add(
          Message.RECURSIVE_BLOCK,
          use.place(),
          name,
          use.annotation(),
          String.join(" uses ", use.path()));
      return false;
    }
    if (BlockChecker.isMalformed(use.definition())) {
      report.add(Message.MALFORMED_BLOCK, use.place(), name, use.annotation());
      return false;
    }
    Optional<Figure<Integer>> tooFew = use.repeat().filter(repeat -> repeat.value() < 1);
    tooFew.ifPresent(
        repeat ->
            report.add(
                Message.NOT_POSITIVE,
                repeat.place(),
                name,
                use.annotation(),
                "repeat",
                repeat.value()));
    return tooFew.isEmpty();
  }

  /** A remedy for a name that no method of the network has. */
  String remedyForMethod(String wanted) {
    List<String> names = network.stream().map(LayerDeclaration::name).toList();
    return Suggestion.nearest(wanted, names)
        .map(name -> "Did you mean \"" + name + "\"?")
        .orElse("The layers are " + Wording.list(names) + ".");
  }

  /** What the user wrote of a layer. */
  LayerDeclaration declaration(int layer) {
    return layers.get(layer).declaration();
  }

  /** The value of the method of a name; call {@link #layers} first. */
  OptionalInt valueOf(String method) {
    return scope.value(method);
  }

  /**
   * Reports layers that nobody reads.
   *
   * @param wanted the layers whose values are asked for
   */
  void checkAllUsed(Set<Integer> wanted) {
    Set<Integer> used = new HashSet<>(wanted);
    for (WiredLayer layer : layers) {
      if (layer.sources().stream().anyMatch(OptionalInt::isEmpty)) {
        // The unknown one may well be the layer that nothing else reads.
        return;
      }
      layer.sources().forEach(source -> used.add(source.getAsInt()));
    }
    Set<LayerDeclaration> reported = new HashSet<>();
    for (int layer = 0; layer < layers.size(); layer++) {
      WiredLayer unused = layers.get(layer);
      if (!used.contains(layer) && reported.add(unused.declaration())) {
        report.add(Message.UNUSED_LAYER, unused.declaration().place(), unused.name());
      }
    }
  }
}
