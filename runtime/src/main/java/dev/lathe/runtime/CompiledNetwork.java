package dev.lathe.runtime;

import dev.lathe.runtime.spi.Blueprint;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Packer;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Workspace;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every generated network is besides the user's interface: {@link #of} turns the one into the
 * other.
 *
 * <h2>Threads</h2>
 *
 * A network may be called by any number of threads. Its weights are an immutable snapshot, which a
 * call reads once at its start: every call computes with exactly one set of weights, also while
 * {@link #swap} runs.
 *
 * <p>A call works in an arena that belongs to the calling thread and this network. It is made at
 * the thread's first call, a few times the size of the largest feature map, and lives as long as
 * the thread; later calls allocate nothing. A virtual thread is a thread of its own here: a
 * thousand virtual threads that call once each make a thousand arenas. Give such code a pool of
 * {@link Session}s, which own their arena instead.
 *
 * <p>A layer or entry point of a network cannot have the signature of one of this class's methods.
 */
public abstract class CompiledNetwork {

  private final Blueprint blueprint;
  private final VectorPath path;
  private final List<Layer> layers;
  private final Packer packer;
  private final Inference inference;
  private final ThreadLocal<Workspace> workspaces;
  private volatile Snapshot snapshot;

  /**
   * Weights as users see them and as kernels read them: one object, so that both change at once.
   */
  private record Snapshot(Weights weights, PackedWeights packed) {}

  /**
   * For generated code.
   *
   * @param forward the inference pass
   * @throws WeightsException if the weights do not fit
   */
  protected CompiledNetwork(Blueprint blueprint, VectorPath path, Pass forward, Weights weights) {
    this.blueprint = Objects.requireNonNull(blueprint, "blueprint");
    this.path = Objects.requireNonNull(path, "path");
    this.layers = layersOf(blueprint);
    this.packer = new Packer(forward.plan().weights(), blueprint.parameters());
    this.inference = new Inference(blueprint, forward);
    this.workspaces = ThreadLocal.withInitial(inference::newWorkspace);
    this.snapshot = snapshotOf(weights);
  }

  /**
   * The compiled network behind a user's interface.
   *
   * @param network what {@link Lathe#load} returned
   * @throws IllegalArgumentException if it is something else
   */
  public static CompiledNetwork of(Object network) {
    if (network instanceof CompiledNetwork compiled) {
      return compiled;
    }
    throw new IllegalArgumentException(
        "Not a compiled network: "
            + (network == null ? "null" : network.getClass().getName())
            + "; pass what Lathe.load returned, not a wrapper of it");
  }

  /** The weights that calls which start now compute with. */
  public final Weights weights() {
    return snapshot.weights();
  }

  /**
   * Replaces the weights at once: calls that run finish with the old ones, calls that start
   * afterwards see the new ones. They are checked and packed first; if they do not fit, nothing has
   * changed.
   *
   * @throws WeightsException if the weights do not fit
   */
  public final void swap(Weights weights) {
    snapshot = snapshotOf(weights);
  }

  /** The variant of the generated code that runs. */
  public final VectorPath path() {
    return path;
  }

  /** All layers in order of declaration; unmodifiable. */
  public final List<Layer> layers() {
    return layers;
  }

  /**
   * The layer at this place in the order of declaration.
   *
   * @param index from 0
   * @throws IndexOutOfBoundsException if there are not so many layers
   */
  public final Layer layer(int index) {
    return layers.get(index);
  }

  /** Shapes, layers and parameters, as the compiler wrote them down. */
  public final Blueprint blueprint() {
    return blueprint;
  }

  /** Working memory for one thread at a time, for code that does not want it bound to threads. */
  public final Session newSession() {
    return new Session(this);
  }

  /**
   * Brings every kernel of the forward pass to HotSpot's optimising compiler, so that the calls
   * that follow are as fast as they get and allocate nothing. Otherwise a network's first calls
   * take milliseconds each, and its calls of the first seconds a hundred times as long as later
   * ones.
   *
   * <p>It runs in the calling thread, on memory of its own, beside other calls if there are any;
   * the compilers work in the threads that HotSpot has for them. After a minute it gives up.
   *
   * @return how long it took, and whether it got there
   */
  public final WarmUp warmUp() {
    return WarmUpRun.forward(this, WarmUpRun.LIMIT);
  }

  /**
   * As {@link #warmUp()}, and gives up after {@code limit}: a service may rather start slowly than
   * late.
   *
   * @throws IllegalArgumentException if {@code limit} is negative
   */
  public final WarmUp warmUp(Duration limit) {
    return WarmUpRun.forward(this, limit);
  }

  /**
   * As {@link #warmUp()} for the pass that computes loss and gradients. Training itself needs no
   * warm-up, it is one; this is for those who measure, or train in small pieces.
   *
   * @throws LatheException if the interface is not trainable
   */
  public final WarmUp warmUpTraining() {
    return WarmUpRun.training(this, WarmUpRun.LIMIT);
  }

  /** The pass that computes scores, for those who measure its kernels one by one. */
  public final Pass inferencePass() {
    return inference.forward();
  }

  /**
   * The pass that computes loss and gradients, for trainers.
   *
   * @throws LatheException if the interface is not trainable
   */
  public final Pass training() {
    Pass pass = trainingPass();
    if (pass == null) {
      throw new LatheException(
          blueprint.network()
              + " has no code for training: annotate the interface with @Trainable and compile it"
              + " again");
    }
    return pass;
  }

  /** Generated code of a trainable network returns its training pass. */
  protected @Nullable Pass trainingPass() {
    return null;
  }

  /** The scores of one image, in a new array. */
  protected final float[] compute(float[] image) {
    float[] scores = new float[blueprint.outputSize()];
    compute(image, scores);
    return scores;
  }

  /** The scores of one image. */
  protected final void compute(float[] image, float[] scores) {
    inference.checkOne(image, scores);
    inference.compute(image, 0, scores, 0, snapshot.packed(), workspaces.get());
  }

  /** The scores of {@code count} images. */
  protected final void computeBatch(float[] images, int count, float[] scores) {
    inference.checkBatch(images, count, scores);
    inference.computeBatch(images, count, scores, snapshot.packed(), workspaces.get());
  }

  /** The index of the highest score of one image. */
  protected final int argMax(float[] image) {
    inference.checkImage(image);
    return inference.argMax(image, snapshot.packed(), workspaces.get());
  }

  /**
   * For generated code: the calling thread's working memory, with the first input in it.
   *
   * @param input the index of the input
   */
  protected final Workspace put(int input, float[] values) {
    Workspace memory = workspaces.get();
    put(input, values, memory);
    return memory;
  }

  /** For generated code: puts one of several inputs into working memory. */
  protected final void put(int input, float[] values, Workspace memory) {
    inference.put(input, values, memory);
  }

  /** For generated code: computes. The number is of no use but to keep the name free. */
  protected final void run(int pass, Workspace memory) {
    memory.run(inference.forward(), snapshot.packed());
  }

  /** For generated code: one of several outputs, in a new array. */
  protected final float[] take(int output, Workspace memory) {
    return inference.take(output, memory);
  }

  /** For generated code: one of several outputs. */
  protected final void take(int output, Workspace memory, float[] into) {
    inference.take(output, memory, into);
  }

  /** For generated code: the index of the highest score. */
  protected final int highest(int output, Workspace memory) {
    return inference.argMax(memory.scores());
  }

  final Inference inference() {
    return inference;
  }

  final PackedWeights packed() {
    return snapshot.packed();
  }

  /** A title, the path and a line a layer. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(blueprint.network());
    text.append(' ').append(Arrays.toString(blueprint.inputShape())).append(", ").append(path);
    for (Layer layer : layers) {
      text.append("\n  ").append(layer);
    }
    return text.toString();
  }

  private Snapshot snapshotOf(Weights weights) {
    TensorWeights resolved = Objects.requireNonNull(weights, "weights").resolve(blueprint);
    PackedWeights packed = PackedWeights.allocate(packer.packing());
    packer.pack(resolved.sharedValues(), packed);
    return new Snapshot(resolved, packed);
  }

  private static List<Layer> layersOf(Blueprint blueprint) {
    Map<String, Integer> sizes = new HashMap<>();
    blueprint.parameters().forEach(parameter -> sizes.put(parameter.name(), parameter.size()));
    return blueprint.layers().stream()
        .map(spec -> new Layer(spec, spec.parameters().stream().mapToLong(sizes::get).sum()))
        .toList();
  }
}
