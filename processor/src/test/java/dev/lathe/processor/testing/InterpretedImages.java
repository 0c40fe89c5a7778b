package dev.lathe.processor.testing;

import dev.lathe.processor.loop.KernelCall;
import dev.lathe.processor.loop.LoopInterpreter;
import dev.lathe.processor.loop.MicroBatch;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.memory.PackedCopy;
import dev.lathe.processor.memory.PassPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A training program on several images, each in an arena of its own, by the loop interpreter. */
public final class InterpretedImages {
  private final PassPlan plan;
  private final Program program;
  private final Map<String, float[]> buffers;
  private final float[][] arenas;

  /** Puts images and targets into arenas. */
  public InterpretedImages(
      PassPlan plan,
      Program program,
      Map<String, double[]> parameters,
      List<double[]> images,
      List<double[]> targets) {
    this.plan = plan;
    this.program = program;
    this.buffers = Interpreted.packed(plan, parameters);
    this.arenas = new float[images.size()][plan.arena()];
    for (int i = 0; i < arenas.length; i++) {
      place(images.get(i), arenas[i], plan.input());
      place(targets.get(i), arenas[i], plan.target());
    }
  }

  private static void place(double[] values, float[] into, int offset) {
    for (int i = 0; i < values.length; i++) {
      into[offset + i] = (float) values[i];
    }
  }

  /** Image by image. */
  public void runEach() {
    for (float[] arena : arenas) {
      run(program.calls(), arena);
    }
  }

  /** All at once, on memory that may have been used before. */
  public void runTogether(MicroBatch microBatch, float[] memory) {
    int at = 0;
    for (MicroBatch.Stretch stretch : microBatch.stretches()) {
      for (float[] arena : arenas) {
        run(program.calls().subList(at, stretch.from()), arena);
      }
      for (int i = 0; i < arenas.length; i++) {
        for (MicroBatch.Move move : stretch.in()) {
          int slice = move.memory() + i * microBatch.slice();
          System.arraycopy(arenas[i], move.arena(), memory, slice, move.floats());
        }
      }
      run(stretch.calls(), memory);
      for (int i = 0; i < arenas.length; i++) {
        for (MicroBatch.Move move : stretch.out()) {
          int slice = move.memory() + i * microBatch.slice();
          System.arraycopy(memory, slice, arenas[i], move.arena(), move.floats());
        }
      }
      at = stretch.to();
    }
    for (float[] arena : arenas) {
      run(program.calls().subList(at, program.calls().size()), arena);
    }
  }

  private void run(List<KernelCall> calls, float[] arena) {
    Map<String, float[]> all = new HashMap<>(buffers);
    all.put("a", arena);
    Program part = new Program("Part", program.lanes(), program.kernels(), calls, List.of());
    LoopInterpreter.run(part, all);
  }

  /**
   * The sums of gradients as they are packed. What fills vectors up is left out: there is what an
   * arena happened to hold.
   */
  public float[] gradients() {
    float[] packed = Objects.requireNonNull(buffers.get("g"));
    float[] gradients = new float[packed.length];
    for (PackedCopy copy : plan.gradients().copies()) {
      Interpreted.each(copy, (_, at) -> gradients[at] = packed[at]);
    }
    return gradients;
  }

  /** The loss of an image. */
  public float loss(int image) {
    return arenas[image][plan.loss()];
  }

  /** What an image has left in its arena at the place of the image's derivative, or of scores. */
  public float at(int image, int offset) {
    return arenas[image][offset];
  }
}
