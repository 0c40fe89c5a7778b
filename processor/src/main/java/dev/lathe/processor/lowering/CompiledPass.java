package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.loop.Budget;
import dev.lathe.processor.loop.LoopVerifier;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.memory.MemoryPlanner;
import dev.lathe.processor.memory.PassPlan;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.rewrite.TransformPolicy;
import dev.lathe.processor.schedule.Decided;
import dev.lathe.processor.schedule.EpilogueFusion;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.ScheduledGraph;
import dev.lathe.processor.schedule.Scheduler;
import dev.lathe.processor.schedule.TransformChoice;
import java.util.List;
import java.util.Optional;

/**
 * One pass, compiled for one kind of machine: all that is left to do is to write it as Java.
 *
 * @param schedule every decision, for the summary
 * @param transforms which convolutions are computed by transforms of tiles, where they may
 * @param program checked loops
 * @param plan where the program finds and leaves its data
 * @param violations kernels that exceed what HotSpot compiles well, a line each
 */
public record CompiledPass(
    ScheduledGraph schedule,
    Optional<TransformChoice> transforms,
    Program program,
    PassPlan plan,
    List<String> violations) {

  /** A compiled pass. */
  public CompiledPass {
    violations = List.copyOf(violations);
  }

  /**
   * Compiles a graph: rewrites it, schedules it, places its values, and lowers it to loops.
   *
   * @param machine and what the pass is allowed there
   * @param decided what users and tables say of schedules
   * @param name of the class that the pass becomes
   * @throws IllegalStateException if the loops are malformed, which is a mistake of this compiler
   */
  public static CompiledPass of(Graph graph, Machine machine, Decided decided, String name) {
    Optional<TransformChoice> transforms =
        machine.transforming()
            ? Optional.of(new TransformChoice(machine, decided))
            : Optional.empty();
    TransformPolicy policy =
        transforms.<TransformPolicy>map(choice -> choice).orElse(TransformPolicy.NEVER);
    Graph rewritten = Rewrites.apply(graph, new EpilogueFusion(machine), policy);
    ScheduledGraph schedule = Scheduler.schedule(rewritten, machine, decided);
    MemoryPlan memory = MemoryPlanner.plan(schedule);
    Program program = Lowering.lower(memory, name);
    List<String> malformed = LoopVerifier.violations(program);
    if (!malformed.isEmpty()) {
      throw new IllegalStateException(name + " is malformed: " + malformed);
    }
    return new CompiledPass(
        schedule, transforms, program, memory.pass(), Budget.violations(program));
  }

  /** For which it was compiled. */
  public Machine machine() {
    return schedule.machine();
  }
}
