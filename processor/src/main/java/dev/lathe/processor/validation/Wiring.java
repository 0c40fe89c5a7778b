package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.LayerDeclaration;
import dev.lathe.processor.network.LayerModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Finds which layer reads which. */
final class Wiring {
  private final Report report;
  private final List<LayerDeclaration> layers;
  private final List<String> names;

  Wiring(Report report, List<LayerDeclaration> layers) {
    this.report = report;
    this.layers = layers;
    this.names = layers.stream().map(LayerDeclaration::name).toList();
  }

  /** For each layer what it reads: a layer's index or {@link LayerModel#IMAGE}, if it is known. */
  List<OptionalInt> sources() {
    List<OptionalInt> sources = new ArrayList<>();
    for (int layer = 0; layer < layers.size(); layer++) {
      Optional<Figure<String>> from = from(layers.get(layer));
      sources.add(from.isPresent() ? source(layer, from.get()) : OptionalInt.of(layer - 1));
    }
    checkAllUsed(sources);
    return sources;
  }

  /** An activation beside a main operation reads that one. */
  private static Optional<Figure<String>> from(LayerDeclaration layer) {
    Optional<Figure<String>> from =
        layer.operations().isEmpty()
            ? layer.activations().stream().map(activation -> activation.from()).findFirst()
            : Optional.of(layer.operations().getFirst().from());
    return from.filter(name -> !name.value().isEmpty());
  }

  private OptionalInt source(int layer, Figure<String> from) {
    int source = names.indexOf(from.value());
    String subject = names.get(layer);
    if (source < 0) {
      report.add(
          Message.UNKNOWN_LAYER, from.place(), subject, from.value(), remedy(layer, from.value()));
      return OptionalInt.empty();
    }
    if (source >= layer) {
      report.add(
          Message.LATER_LAYER,
          from.place(),
          subject,
          from.value(),
          source == layer ? "the layer itself" : "which is declared later");
      return OptionalInt.empty();
    }
    return OptionalInt.of(source);
  }

  private String remedy(int layer, String wanted) {
    List<String> earlier = names.subList(0, layer);
    if (earlier.isEmpty()) {
      return "Remove the from: the first layer reads the image.";
    }
    return Suggestion.nearest(wanted, earlier)
        .map(name -> "Did you mean \"" + name + "\"?")
        .orElse("The layers declared before are " + Wording.list(earlier) + ".");
  }

  private void checkAllUsed(List<OptionalInt> sources) {
    if (sources.stream().anyMatch(OptionalInt::isEmpty)) {
      // The unknown one may well be the layer that nothing else reads.
      return;
    }
    Set<Integer> used = new HashSet<>();
    sources.forEach(source -> used.add(source.getAsInt()));
    for (int layer = 0; layer < layers.size() - 1; layer++) {
      if (!used.contains(layer)) {
        report.add(Message.UNUSED_LAYER, layers.get(layer).place(), names.get(layer));
      }
    }
  }
}
