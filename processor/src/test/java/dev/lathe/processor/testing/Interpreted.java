package dev.lathe.processor.testing;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.LoopInterpreter;
import dev.lathe.processor.loop.LoopPrinter;
import dev.lathe.processor.loop.LoopVerifier;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.lowering.Lowering;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.memory.MemoryPlanner;
import dev.lathe.processor.memory.PackedCopy;
import dev.lathe.processor.memory.PackedFold;
import dev.lathe.processor.memory.PackedRounding;
import dev.lathe.processor.memory.PackedTransform;
import dev.lathe.processor.memory.PackingPlan;
import dev.lathe.processor.memory.PassPlan;
import dev.lathe.processor.memory.Placement;
import dev.lathe.processor.schedule.Decided;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.MicroBatchPolicy;
import dev.lathe.processor.schedule.Order;
import dev.lathe.processor.schedule.Scheduler;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A graph, scheduled and lowered for a machine, run by the loop language's interpreter. */
public final class Interpreted {
  private final Graph graph;
  private final MemoryPlan plan;
  private final Program program;
  private final float[] arena;
  private final float[] image;
  private final float[] scores;
  private float[] gradients = new float[0];

  public Interpreted(Graph graph, Machine machine) {
    this(graph, machine, MicroBatchPolicy.DEFAULT);
  }

  /** The same with other ideas of what are many weights. */
  public Interpreted(Graph graph, Machine machine, MicroBatchPolicy policy) {
    this.graph = graph;
    this.plan = MemoryPlanner.plan(Scheduler.schedule(graph, machine, Decided.NOTHING, policy));
    this.program = Lowering.lower(plan, "Random");
    List<String> malformed = LoopVerifier.violations(program);
    if (!malformed.isEmpty()) {
      throw new AssertionError(malformed + "\n" + LoopPrinter.print(program));
    }
    this.arena = new float[plan.pass().arena()];
    this.image = new float[inputs(graph)];
    this.scores = new float[graph.node(graph.outputs().getFirst()).shape().size()];
  }

  private static int inputs(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.operation() instanceof Operation.Input)
        .mapToInt(node -> node.shape().size())
        .sum();
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }

  public Program program() {
    return program;
  }

  public MemoryPlan plan() {
    return plan;
  }

  /**
   * Writes what is no number behind the last channel of every position of every map and its halo:
   * nothing that is read there may change a result.
   */
  public void soilFillings() {
    for (Node node : graph.nodes()) {
      plan.placements()
          .get(node.id())
          .filter(place -> place.order() == Order.CHANNELS_LAST)
          // Parts of a concatenation lie among others' channels.
          .filter(place -> place.size() % place.pitch() == 0)
          .ifPresent(
              place -> {
                int channels = place.shape().channels();
                for (int at = place.offset(); at < place.offset() + place.size(); at++) {
                  if ((at - place.offset()) % place.pitch() >= channels) {
                    arena[at] = Float.NaN;
                  }
                }
              });
    }
  }

  /** The same but for halos, whose fillings are zeros that nobody writes to. */
  public void soilInnerFillings() {
    for (Node node : graph.nodes()) {
      plan.placements()
          .get(node.id())
          .filter(place -> place.order() == Order.CHANNELS_LAST)
          .filter(place -> place.size() % place.pitch() == 0)
          .ifPresent(place -> soil(place, 1, place.origin()));
    }
  }

  /** Writes what is no number to transformed tiles and their products before they are computed. */
  public void soilTiles() {
    for (Node node : graph.nodes()) {
      if (node.operation() instanceof Operation.TransformInput
          || node.operation() instanceof Operation.TransformProducts) {
        Placement place = plan.placement(node.id());
        Arrays.fill(arena, place.offset(), place.offset() + place.size(), Float.NaN);
      }
    }
  }

  private void soil(Placement place, int axis, int at) {
    if (axis >= place.shape().rank()) {
      Arrays.fill(arena, at + place.shape().channels(), at + place.pitch(), Float.NaN);
      return;
    }
    for (int i = 0; i < place.shape().extent(axis); i++) {
      soil(place, axis + 1, at + i * place.strides()[axis]);
    }
  }

  /**
   * Runs the pass; twice in a row on the same arena, since a pass must not depend on what it left
   * behind.
   */
  public void run(Map<String, double[]> parameters, double[] input, double[] target) {
    PassPlan pass = plan.pass();
    Map<String, float[]> buffers = packed(pass, parameters);
    gradients = Objects.requireNonNull(buffers.get("g"));
    buffers.put("a", arena);
    buffers.put("image", image);
    buffers.put("scores", scores);
    Runnable prepared = LoopInterpreter.prepare(program, buffers);
    for (int round = 0; round < 2; round++) {
      Arrays.fill(gradients, 0);
      place(input, pass.input() == PassPlan.ABSENT ? image : arena, Math.max(0, pass.input()));
      if (pass.target() != PassPlan.ABSENT) {
        place(target, arena, pass.target());
      }
      prepared.run();
    }
  }

  /** The first output of a pass that has no target. */
  public double[] scores(Map<String, double[]> parameters, double[] input) {
    run(parameters, input, new double[0]);
    return output(0);
  }

  /** The buffers that hold packed weights, and those for sums of gradients, by their names. */
  public static Map<String, float[]> packed(PassPlan pass, Map<String, double[]> parameters) {
    float[] segment = new float[pass.weights().segmentFloats()];
    float[] scalars = new float[pass.weights().arrayFloats()];
    Map<String, double[]> packable = new HashMap<>(parameters);
    for (PackedFold fold : pass.weights().folds()) {
      packable.put(fold.name(), fold.folding().apply(fold.size(), parameters));
    }
    for (PackedTransform transform : pass.weights().transforms()) {
      packable.put(transform.name(), transformed(transform, packable));
    }
    for (PackedCopy copy : pass.weights().copies()) {
      double[] stored = packable.get(copy.parameter());
      float[] packed = copy.storage() == Buffer.Storage.SEGMENT ? segment : scalars;
      each(copy, (from, to) -> packed[to] = (float) stored[from]);
    }
    for (PackedRounding box : pass.weights().rounded()) {
      round(box, packable, segment);
    }
    Map<String, float[]> buffers = new HashMap<>();
    buffers.put("w", segment);
    buffers.put("k", scalars);
    buffers.put("g", new float[pass.gradients().arrayFloats()]);
    return buffers;
  }

  /** Four vectors of weights in the place of three, as kernels take them apart. */
  private static void round(PackedRounding box, Map<String, double[]> packable, float[] segment) {
    int lanes = box.lanes();
    float[] weights = new float[box.trips() * box.runs() * box.vectors() * lanes];
    for (PackedCopy copy : box.copies()) {
      double[] stored = packable.get(copy.parameter());
      each(copy, (from, to) -> weights[to] = (float) stored[from]);
    }
    int from = 0;
    for (int trip = 0; trip < box.trips(); trip++) {
      int to = box.destination() + trip * box.stride();
      for (int run = 0; run < box.runs(); run++) {
        int vector = 0;
        for (; vector + 4 <= box.vectors(); vector += 4, from += 4 * lanes, to += 3 * lanes) {
          for (int lane = 0; lane < lanes; lane++) {
            int fourth = rounded(weights[from + 3 * lanes + lane]);
            int c = rounded(weights[from + 2 * lanes + lane]) | fourth >>> 8 & 0xff;
            int b = rounded(weights[from + lanes + lane]) | (fourth >>> 16 ^ c >>> 8) & 0xff;
            int a = rounded(weights[from + lane]) | (fourth >>> 24 ^ b >>> 8 ^ c >>> 16) & 0xff;
            segment[to + lane] = Float.intBitsToFloat(a);
            segment[to + lanes + lane] = Float.intBitsToFloat(b);
            segment[to + 2 * lanes + lane] = Float.intBitsToFloat(c);
          }
        }
        int rest = (box.vectors() - vector) * lanes;
        System.arraycopy(weights, from, segment, to, rest);
        from += rest;
        to += rest;
      }
    }
  }

  /** To the nearest float of 24 bits. */
  private static int rounded(float weight) {
    return (int) Math.rint(Float.floatToRawIntBits(weight) / 256.0) << 8;
  }

  private static double[] transformed(PackedTransform transform, Map<String, double[]> parameters) {
    double[] x = parameters.get(transform.parameter());
    for (PackedTransform.Step step : transform.steps()) {
      double[] y = new double[step.matrix().height() * step.outer() * step.inner()];
      for (int p = 0; p < step.matrix().height(); p++) {
        for (int k = 0; k < step.matrix().width(); k++) {
          for (int a = 0; a < step.outer(); a++) {
            for (int b = 0; b < step.inner(); b++) {
              y[(p * step.outer() + a) * step.inner() + b] +=
                  step.matrix().at(p, k) * x[(a * step.matrix().width() + k) * step.inner() + b];
            }
          }
        }
      }
      x = y;
    }
    return x;
  }

  private static void place(double[] values, float[] into, int offset) {
    for (int i = 0; i < values.length; i++) {
      into[offset + i] = (float) values[i];
    }
  }

  /** The graph's outputs, row-major, in the graph's order. */
  public double[] output(int index) {
    PassPlan pass = plan.pass();
    Node node = graph.node(graph.outputs().get(index));
    int parameters = graph.parameters().size();
    if (index == 0) {
      return pass.output() == PassPlan.ABSENT
          ? doubles(scores)
          : read(pass.output(), node.shape().size());
    }
    if (index == 1) {
      return read(pass.loss(), 1);
    }
    if (index == 2 + parameters) {
      return read(pass.inputGradient(), node.shape().size());
    }
    Node parameter = graph.parameters().get(index - 2);
    return gradient(((Operation.Parameter) parameter.operation()).name(), node.shape().size());
  }

  /** The gradient sums as the pass packs them. */
  public float[] gradientSums() {
    return gradients;
  }

  private double[] read(int offset, int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = arena[offset + i];
    }
    return values;
  }

  private double[] gradient(String parameter, int size) {
    double[] values = new double[size];
    Arrays.fill(values, Double.NaN);
    PackingPlan packing = plan.pass().gradients();
    for (PackedCopy copy : packing.copies()) {
      if (copy.parameter().equals(parameter)) {
        each(copy, (to, from) -> values[to] = gradients[from]);
      }
    }
    return values;
  }

  /** Does something with the places of an element. */
  @FunctionalInterface
  public interface Pair {
    void of(int stored, int packed);
  }

  /** Enumerates the elements of a copy. */
  public static void each(PackedCopy copy, Pair pair) {
    walk(copy, 0, copy.source(), copy.destination(), pair);
  }

  private static void walk(PackedCopy copy, int axis, int stored, int packed, Pair pair) {
    List<Integer> extents = copy.extents();
    if (axis == extents.size()) {
      pair.of(stored, packed);
      return;
    }
    for (int i = 0; i < extents.get(axis); i++) {
      walk(
          copy,
          axis + 1,
          stored + i * copy.sourceStrides().get(axis),
          packed + i * copy.destinationStrides().get(axis),
          pair);
    }
  }
}
