package dev.lathe.processor.command;

import dev.lathe.processor.emit.KernelEmitter;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.loop.Identifiers;
import dev.lathe.processor.loop.KernelCall;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.lowering.CompiledPass;
import dev.lathe.processor.schedule.Decided;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.ScheduleTable;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.ScheduledGraph;
import dev.lathe.processor.schedule.TransformChoice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A network's inference pass, compiled with a table of schedules in place of the shipped one.
 *
 * @param name of the class
 * @param transforms which convolutions are computed by transforms of tiles
 * @param source the class
 */
record TuneVariant(
    String name,
    ScheduledGraph schedule,
    Optional<TransformChoice> transforms,
    Program program,
    String source) {

  /** Of the kernels of a contraction or a node behind the first: rows' ends, and last tiles. */
  private static final Pattern REST = Pattern.compile("Rest[1-9][0-9]*$");

  /**
   * Compiles a pass.
   *
   * @param machine and what the pass is allowed there
   */
  static TuneVariant of(String name, Graph graph, Machine machine, ScheduleTable table) {
    Decided decided = new Decided(Map.of(), List.of(table));
    CompiledPass pass = CompiledPass.of(graph, machine, decided, name);
    String source = KernelEmitter.emit("", pass.program(), pass.plan()).toString();
    return new TuneVariant(name, pass.schedule(), pass.transforms(), pass.program(), source);
  }

  /** The size of what a pass is given. */
  int imageFloats() {
    return schedule.graph().nodes().stream()
        .filter(node -> node.operation() instanceof Operation.Input)
        .mapToInt(node -> node.shape().size())
        .sum();
  }

  /** The size of what a pass gives. */
  int scoreFloats() {
    Graph graph = schedule.graph();
    return graph.node(graph.outputs().getFirst()).shape().size();
  }

  /** The name of the contraction that each kernel call belongs to, or of its node. */
  List<String> owners() {
    Set<String> owners = new HashSet<>();
    for (Node node : schedule.graph().nodes()) {
      owners.add(Identifiers.of(node.name()));
      for (ScheduledContraction each : schedule.contractions(node.id())) {
        owners.add(each.contraction().name());
      }
    }
    return program.calls().stream()
        .map(KernelCall::name)
        .map(name -> owners.contains(name) ? name : REST.matcher(name).replaceFirst(""))
        .map(name -> owners.contains(name) ? name : "")
        .toList();
  }

  /** The layer of each kernel call; nothing for the transfer of images. */
  List<String> layers() {
    Map<String, String> layers = new HashMap<>();
    for (Node node : schedule.graph().nodes()) {
      layers.put(Identifiers.of(node.name()), node.layer());
      for (ScheduledContraction each : schedule.contractions(node.id())) {
        layers.put(each.contraction().name(), node.layer());
      }
    }
    return owners().stream().map(owner -> layers.getOrDefault(owner, "")).toList();
  }
}
