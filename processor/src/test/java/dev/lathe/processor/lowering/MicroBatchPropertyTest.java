package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKind;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.loop.LoopPrinter;
import dev.lathe.processor.loop.LoopVerifier;
import dev.lathe.processor.loop.MicroBatch;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.memory.MemoryPlanner;
import dev.lathe.processor.memory.PassPlan;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.rewrite.FusionPolicy;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.schedule.Decided;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.MicroBatchPolicy;
import dev.lathe.processor.schedule.Scheduler;
import dev.lathe.processor.testing.InterpretedImages;
import dev.lathe.processor.testing.RandomModel;
import dev.lathe.processor.testing.RandomValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Several images at once against one after the other: the bits must be the same. */
class MicroBatchPropertyTest {

  @Property(tries = 400)
  void severalImagesAtOnce(@ForAll long seed) {
    Random random = new Random(seed);
    Graph forward = ForwardGraph.of(RandomModel.of("Random", random));
    LossKind loss = random.nextBoolean() ? LossKind.CROSS_ENTROPY : LossKind.SQUARED_ERROR;
    Graph graph = Gradient.of(forward, loss, random.nextBoolean());
    Graph rewritten = Rewrites.apply(graph, FusionPolicy.NEVER);
    Machine any = Machine.ALL.get(random.nextInt(Machine.ALL.size()));
    Machine machine = random.nextBoolean() ? any : any.strictly();
    int images = 2 + random.nextInt(8);
    MicroBatchPolicy policy = new MicroBatchPolicy(1, List.of(images), 1 + random.nextInt(images));
    MemoryPlan plan =
        MemoryPlanner.plan(Scheduler.schedule(rewritten, machine, Decided.NOTHING, policy));
    Program program = Lowering.lower(plan, "Random");
    Statistics.collect(program.microBatches().isEmpty() ? "none" : "micro-batches");

    assertThat(LoopVerifier.violations(program)).isEmpty();
    Map<String, double[]> parameters = RandomValues.parameters(graph, random);
    for (MicroBatch microBatch : program.microBatches()) {
      List<double[]> inputs = new ArrayList<>();
      List<double[]> targets = new ArrayList<>();
      int scores = graph.node(graph.outputs().getFirst()).shape().size();
      for (int i = 0; i < microBatch.images(); i++) {
        inputs.add(RandomValues.values(graph.node(0).shape().size(), 1, random));
        targets.add(RandomValues.values(scores, 1, random));
      }
      InterpretedImages each =
          new InterpretedImages(plan.pass(), program, parameters, inputs, targets);
      each.runEach();
      float[] memory = new float[microBatch.floats()];
      for (int round = 0; round < 2; round++) {
        InterpretedImages together =
            new InterpretedImages(plan.pass(), program, parameters, inputs, targets);
        together.runTogether(microBatch, memory);
        String what = "seed %d, %s, %d images%n%s".formatted(seed, machine, images, rewritten);
        compare(what + LoopPrinter.print(program), plan.pass(), scores, each, together, microBatch);
      }
    }
  }

  private static void compare(
      String what,
      PassPlan plan,
      int scores,
      InterpretedImages each,
      InterpretedImages together,
      MicroBatch microBatch) {
    assertThat(together.gradients()).as(what).containsExactly(each.gradients());
    for (int i = 0; i < microBatch.images(); i++) {
      assertThat(together.loss(i)).as(what).isEqualTo(each.loss(i));
      for (int k = 0; k < scores; k++) {
        assertThat(together.at(i, plan.output() + k))
            .as(what)
            .isEqualTo(each.at(i, plan.output() + k));
      }
    }
  }
}
