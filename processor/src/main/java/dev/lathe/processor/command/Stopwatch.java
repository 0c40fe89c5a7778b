package dev.lathe.processor.command;

import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.spi.AllocationMeter;
import dev.lathe.runtime.spi.Ends;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.PassWarmUp;
import dev.lathe.runtime.spi.Plan;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Measures the kernels of compiled passes, interleaved: in every round each kernel of each of them
 * runs a batch of times. It is the main class of a JVM of its own, which prints for each pass a
 * line of nanoseconds, one for each of its kernels: of all rounds the one that only a tenth were
 * faster than, since what disturbs a measurement makes it slower. What C2 has not compiled takes
 * many times as long, and counts in no round: it is what the warm-up calls cold, and what allocates
 * while it is measured, as vectors do below C2. A kernel that counts in none is {@code NaN}.
 */
public final class Stopwatch {
  /** Most passes need a second or two; those beside other work many times as long. */
  private static final long WARM_UP_NANOS = 30_000_000_000L;

  private static final long BATCH_NANOS = 200_000;
  private static final int FASTER = 10;
  private static final float WEIGHT = Float.intBitsToFloat(0x3D3D0000);

  private final Pass.Kernel[] kernels;
  private final Plan plan;
  private final PackedWeights weights;
  private final float[] arena;
  private final float[] gradients;
  private final float[] image;
  private final float[] scores;
  private final Ends ends = new Ends();
  private final AllocationMeter meter = AllocationMeter.ofMachine();
  private final boolean[] compiled;
  private final int[] batches;
  private final List<List<Double>> times = new ArrayList<>();

  private Stopwatch(Subject subject, PackedWeights weights, Random random)
      throws ReflectiveOperationException {
    this.plan = subject.plan();
    this.kernels = (Pass.Kernel[]) call(subject.generated(), "kernels");
    this.weights = weights;
    this.arena = new float[plan.arena()];
    this.gradients = new float[0];
    int imageFloats = subject.imageFloats();
    int scoreFloats = subject.scoreFloats();
    this.image = new float[imageFloats];
    for (int i = 0; i < image.length; i++) {
      image[i] = random.nextFloat(-1, 1);
    }
    this.scores = new float[scoreFloats];
    this.ends.open(image, 0, scores, 0);
    this.compiled = new boolean[kernels.length];
    this.batches = new int[kernels.length];
    for (Pass.Kernel _ : kernels) {
      times.add(new ArrayList<>());
    }
  }

  /** A class to be measured, and the floats of an image and of its scores. */
  record Subject(Class<?> generated, Plan plan, int imageFloats, int scoreFloats) {

    /** From its name and both figures, with colons between. */
    static Subject of(String argument) throws ReflectiveOperationException {
      List<String> parts = List.of(argument.split(":", -1));
      Class<?> generated = Class.forName(parts.get(0));
      return new Subject(
          generated,
          (Plan) call(generated, "plan"),
          Integer.parseInt(parts.get(1)),
          Integer.parseInt(parts.get(2)));
    }
  }

  /**
   * Weights for all of them: packing their own is not needed, kernels take as long for any figures
   * of ordinary size, and transformed weights of large layers are gigabytes together. Random bits
   * would not do: kernels of rounded weights put a fourth weight together from bits of three
   * others, which has to be of ordinary size, too.
   */
  private static PackedWeights weights(List<Subject> subjects, Random random) {
    int segmentFloats = 0;
    int arrayFloats = 0;
    for (Subject each : subjects) {
      segmentFloats = Math.max(segmentFloats, each.plan().weights().segmentFloats());
      arrayFloats = Math.max(arrayFloats, each.plan().weights().arrayFloats());
    }
    PackedWeights weights =
        PackedWeights.allocate(new Packing(segmentFloats, arrayFloats, List.of()));
    for (int i = 0; i < arrayFloats; i++) {
      weights.array()[i] = weight(random);
    }
    for (int i = 0; i < segmentFloats; i++) {
      weights.segment().setAtIndex(PackedWeights.LAYOUT, i, weight(random));
    }
    return weights;
  }

  /**
   * A weight, 0.046 or -0.046. Its lowest byte is 0, and that of three of them {@code w0 << 24 ^ w1
   * << 16 ^ w2 << 8} is 0.031.
   */
  static float weight(Random random) {
    return random.nextBoolean() ? WEIGHT : -WEIGHT;
  }

  private static Object call(Class<?> generated, String name) throws ReflectiveOperationException {
    Method method = generated.getDeclaredMethod(name);
    method.setAccessible(true);
    return method.invoke(null);
  }

  /**
   * Without arguments prints the bits of this machine's vectors.
   *
   * @param arguments rounds, then the names of generated classes, each with the floats of an image
   *     and of its scores behind it, after colons
   */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    if (arguments.length == 0) {
      System.out.println(VectorPath.choose("tune", VectorPath.values()).bits());
      return;
    }
    int rounds = Integer.parseInt(arguments[0]);
    List<Subject> subjects = new ArrayList<>();
    for (String each : Arrays.asList(arguments).subList(1, arguments.length)) {
      subjects.add(Subject.of(each));
    }
    measure(subjects, rounds, WARM_UP_NANOS, System.out::println);
  }

  /**
   * Measures passes.
   *
   * @param warmUpNanos how long to wait for each to be compiled
   * @param out takes the lines that are printed
   */
  static void measure(List<Subject> subjects, int rounds, long warmUpNanos, Consumer<String> out)
      throws ReflectiveOperationException {
    Random random = new Random(1);
    PackedWeights weights = weights(subjects, random);
    List<Stopwatch> watches = new ArrayList<>();
    for (Subject each : subjects) {
      watches.add(new Stopwatch(each, weights, random));
    }
    for (Stopwatch watch : watches) {
      watch.warmUp(warmUpNanos);
      out.accept("warm");
    }
    List<Stopwatch> order = new ArrayList<>(watches);
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(order, random);
      order.forEach(Stopwatch::measure);
      out.accept("round");
    }
    watches.forEach(watch -> out.accept(watch.result()));
  }

  private void warmUp(long nanos) {
    PassWarmUp.Result result = new Pass(plan, kernels).warmUp(weights, this::open, nanos);
    Arrays.fill(compiled, true);
    result.cold().forEach(kernel -> compiled[kernel] = false);
    for (int k = 0; k < kernels.length; k++) {
      int count = 1;
      long took = time(k, count);
      while (took < BATCH_NANOS && count < 1 << 20) {
        count *= 2;
        took = time(k, count);
      }
      batches[k] = count;
    }
  }

  private void open(float[] memory, Ends warm) {
    warm.open(image, 0, scores, 0);
  }

  /**
   * Each kernel finds what its predecessors left, as in a pass, and its weights where its last call
   * has left them: other passes have driven those of large layers out of the third-level cache.
   */
  private void measure() {
    for (int k = 0; k < kernels.length; k++) {
      time(k, 1);
      long allocated = meter.allocated();
      long took = time(k, batches[k]);
      if (compiled[k] && meter.allocated() == allocated) {
        times.get(k).add((double) took / batches[k]);
      }
    }
  }

  private long time(int kernel, int count) {
    Pass.Kernel each = kernels[kernel];
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      each.run(arena, weights.segment(), weights.array(), gradients, ends);
    }
    return System.nanoTime() - begin;
  }

  private String result() {
    StringBuilder line = new StringBuilder("times");
    for (List<Double> all : times) {
      Collections.sort(all);
      double nanos = all.isEmpty() ? Double.NaN : all.get(all.size() / FASTER);
      line.append(String.format(Locale.ROOT, " %.1f", nanos));
    }
    return line.toString();
  }
}
