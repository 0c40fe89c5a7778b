package dev.lathe.processor;

import dev.lathe.processor.loop.Program;
import dev.lathe.processor.memory.PassPlan;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.ScheduledGraph;
import dev.lathe.processor.schedule.TransformChoice;
import java.util.List;
import java.util.Optional;

/**
 * One pass, compiled for one kind of machine: all that is left to do is to write it as Java.
 *
 * @param schedule every decision, for the summary
 * @param transforms which convolutions are computed by transforms of tiles, where they may
 * @param plan where the program finds and leaves its data
 * @param violations kernels that exceed what HotSpot compiles well, a line each
 */
record CompiledPass(
    ScheduledGraph schedule,
    Optional<TransformChoice> transforms,
    Program program,
    PassPlan plan,
    List<String> violations) {

  CompiledPass {
    violations = List.copyOf(violations);
  }

  Machine machine() {
    return schedule.machine();
  }
}
