package dev.lathe.processor.write;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.loop.Identifiers;
import dev.lathe.processor.memory.PassPlan;
import dev.lathe.processor.network.Census;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.ReceptiveField;
import dev.lathe.processor.network.ReceptiveFields;
import dev.lathe.processor.schedule.Decision;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.ScheduledGraph;
import dev.lathe.processor.schedule.TransformChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the compiler knows of a network, as a table for people. */
public final class Summary {

  /** What is said of the columns of layers, behind them. */
  private static final List<String> COLUMNS =
      List.of(
          "Units are the cells of the output; weights the learned figures, biases among them; links"
              + " how often a unit reads",
          "a cell or its bias; sees the cells of the input that a unit depends on, and how far"
              + " apart those of neighbours are;",
          "memory what the output alone would take; computed says where a layer is, if it has no"
              + " kernel of its own.");

  /**
   * A pass.
   *
   * @param kind {@code Forward} or {@code Training}
   * @param schedule after the rewrites
   * @param transforms which convolutions are computed by transforms of tiles, where they may
   * @param violations kernels that exceed what HotSpot compiles well, a line each
   */
  public record Pass(
      String kind,
      ScheduledGraph schedule,
      Optional<TransformChoice> transforms,
      PassPlan plan,
      List<String> violations) {
    public Pass {
      violations = List.copyOf(violations);
    }
  }

  private Summary() {}

  /**
   * The layers of a network, then how each of the given passes computes them. What is fused is that
   * of the first pass, forward with the widest vectors. Layers that inference does without,
   * auxiliary heads, have a sum of their own.
   */
  public static String of(NetworkModel network, List<Pass> passes) {
    List<String> lines = new ArrayList<>();
    lines.add(title(network));
    lines.add("");
    lines.addAll(layers(network, passes.getFirst()));
    lines.add("");
    lines.addAll(COLUMNS);
    for (Pass pass : passes) {
      lines.add("");
      lines.add(
          "%s pass, %s: %s of working memory, %s of packed weights"
              .formatted(
                  pass.kind(),
                  pass.schedule().machine().label(),
                  bytes(pass.plan().arena()),
                  bytes(
                      (long) pass.plan().weights().segmentFloats()
                          + pass.plan().weights().arrayFloats())));
      lines.addAll(schedules(pass));
      pass.violations().forEach(violation -> lines.add("  may be slow: " + violation));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String title(NetworkModel network) {
    return network.name()
        + ", input "
        + network.inputs().stream()
            .map(
                input ->
                    network.inputs().size() == 1
                        ? input.shape().toString()
                        : input.name() + " " + input.shape())
            .collect(Collectors.joining(", "));
  }

  private static List<String> layers(NetworkModel network, Pass pass) {
    Table table = new Table("lrrrrlrrll");
    table.row(
        "layer",
        "output",
        "units",
        "weights",
        "links",
        "sees",
        "multiply-adds",
        "memory",
        "computed",
        "operation");
    List<ReceptiveField> fields = ReceptiveFields.of(network);
    Fusion fusion = new Fusion(network, pass.schedule().graph());
    Census inference = Census.NONE;
    Census trainingOnly = Census.NONE;
    for (int i = 0; i < network.layers().size(); i++) {
      LayerModel layer = network.layers().get(i);
      Census counts = Census.of(layer);
      if (fusion.isNeeded(i)) {
        inference = inference.plus(counts);
      } else {
        trainingOnly = trainingOnly.plus(counts);
      }
      table.row(
          layer.name(),
          layer.output().toString(),
          count(counts.units()),
          count(counts.weights()),
          count(counts.links()),
          fields.get(i).toString(),
          count(counts.multiplyAdds()),
          bytes(counts.units()),
          fusion.of(i),
          layer.title());
    }
    sum(table, "", inference);
    if (!trainingOnly.equals(Census.NONE)) {
      sum(table, "training only", trainingOnly);
    }
    return table.lines();
  }

  private static void sum(Table table, String computed, Census all) {
    table.row(
        "",
        "",
        count(all.units()),
        count(all.weights()),
        count(all.links()),
        "",
        count(all.multiplyAdds()),
        bytes(all.units()),
        computed,
        "");
  }

  /**
   * A line for each sum of products: its schedule, as @Pinned takes it, and who chose it. Dot
   * products follow from another one's, and cannot be asked for.
   */
  private static List<String> schedules(Pass pass) {
    Table table = new Table("lll");
    for (Node node : pass.schedule().graph().nodes()) {
      for (ScheduledContraction each : pass.schedule().contractions(node.id())) {
        table.row("  " + nameOf(each, node), each.origin().toString(), scheduleOf(each));
      }
      pass.transforms()
          .flatMap(choice -> choice.made(node.name()))
          .ifPresent(
              made ->
                  made.blocks()
                      .ifPresent(
                          blocks ->
                              table.row(
                                  "  " + node.name(),
                                  made.origin().toString(),
                                  Decision.Tiled.of(blocks).toString())));
    }
    return table.lines();
  }

  private static String scheduleOf(ScheduledContraction each) {
    if (!each.contraction().sumsLanes(each.tiling())) {
      return Decision.Direct.of(each.decided().tiling()).toString();
    }
    return each.packedFor()
        .map(owner -> "dot products along the weights of " + owner.contraction().name())
        .orElse("dot products, for results that fill no vector");
  }

  /** As the table of layers calls it, with the part that one of several sums is. */
  private static String nameOf(ScheduledContraction each, Node node) {
    String identifier = Identifiers.of(node.name());
    String name = each.contraction().name();
    return name.startsWith(identifier) ? node.name() + name.substring(identifier.length()) : name;
  }

  private static String bytes(long floats) {
    double bytes = (double) floats * Float.BYTES;
    return bytes < 1024 * 1024
        ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024)
        : String.format(Locale.ROOT, "%.1f MiB", bytes / (1024 * 1024));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
