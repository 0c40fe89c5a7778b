package dev.lathe.processor.front;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.translation.Imported;
import dev.lathe.processor.translation.ImportedModel;
import dev.lathe.processor.validation.LayerPin;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A network that can be compiled, or be written in another form.
 *
 * @param training what a training differentiates; asked for only if there is one
 * @param pins schedules that layers are pinned to
 * @param file what the network was read from, if that is a file
 */
public record Source(
    NetworkModel network,
    Supplier<Graph> forward,
    Supplier<Graph> training,
    List<LayerPin> pins,
    Optional<Imported> file) {

  public Source {
    pins = List.copyOf(pins);
  }

  /** A network of annotated layers. */
  static Source of(NetworkModel network, List<LayerPin> pins) {
    return new Source(
        network,
        () -> ForwardGraph.of(network),
        () -> ForwardGraph.ofTraining(network),
        pins,
        Optional.empty());
  }

  /** A network from a file. */
  static Source of(ImportedModel model) {
    return new Source(
        model.network(),
        () -> model.forward().graph(),
        () -> model.training().orElseThrow().graph(),
        List.of(),
        Optional.of(model.forward()));
  }
}
