package dev.lathe.processor.write;

import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.LayerOperation;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.ParameterModel;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.ScheduledGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the compiler knows of a network, as a table for people. */
public final class Summary {
  private Summary() {}

  /** The layers of a network, then how each of the given forward passes computes them. */
  public static String of(NetworkModel network, List<ScheduledGraph> passes) {
    List<String> lines = new ArrayList<>();
    lines.add("%s, input %s".formatted(network.name(), network.input()));
    lines.add("");
    lines.add(row("layer", "output", "weights", "multiply-adds", "operation"));
    long multiplyAdds = 0;
    for (LayerModel layer : network.layers()) {
      long weights = layer.parameters().stream().mapToLong(p -> p.stored().size()).sum();
      multiplyAdds += multiplyAdds(layer);
      lines.add(
          row(
              layer.name(),
              layer.output().toString(),
              count(weights),
              count(multiplyAdds(layer)),
              layer.title()));
    }
    lines.add(row("", "", count(network.weights()), count(multiplyAdds), ""));
    for (ScheduledGraph pass : passes) {
      lines.add("");
      lines.add("Forward pass, " + pass.machine().label() + ":");
      lines.addAll(schedules(pass));
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<String> schedules(ScheduledGraph pass) {
    Map<Integer, List<ScheduledContraction>> inOrder = new TreeMap<>(pass.contractions());
    List<String> lines = new ArrayList<>();
    for (List<ScheduledContraction> contractions : inOrder.values()) {
      for (ScheduledContraction each : contractions) {
        lines.add("  %-12s %s".formatted(each.contraction().name(), each.tiling()));
      }
    }
    return lines;
  }

  /**
   * Each weight is used once for every position of the map it slides over: that of the output, or
   * the input's. Where positions have weights of their own, once.
   */
  private static long multiplyAdds(LayerModel layer) {
    return layer.parameters().stream()
        .filter(parameter -> parameter.name().endsWith(".weight"))
        .mapToLong(parameter -> uses(layer, parameter))
        .sum();
  }

  private static long uses(LayerModel layer, ParameterModel weight) {
    return weight.stored().size() * (long) positions(layer);
  }

  private static int positions(LayerModel layer) {
    boolean untied =
        layer.operation().orElseThrow() instanceof LayerOperation.Convolution convolution
            && convolution.isUntied();
    return untied
        ? 1
        : layer.operation().orElseThrow().isTransposed()
            ? layer.input().positions()
            : layer.output().positions();
  }

  private static String row(
      String layer, String output, String weights, String multiplyAdds, String operation) {
    return "%-12s %12s %12s %14s  %s"
        .formatted(layer, output, weights, multiplyAdds, operation)
        .stripTrailing();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
