package dev.lathe.samples.jit;

import com.sun.management.ThreadMXBean;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Lathe;
import dev.lathe.runtime.Session;
import dev.lathe.runtime.WarmUp;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.spi.Ends;
import dev.lathe.runtime.spi.MicroBatchPlan;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Packer;
import dev.lathe.runtime.spi.Pass;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs a network hot in a JVM of its own, by calls or by its {@code warmUp()}, and tells what
 * became of its kernels, a line a finding: {@code compiled CLASS: FIGURES}, {@code missing METHOD},
 * {@code failed METHOD: REASON}, {@code allocates CLASS: BYTES}, and at the end {@code done}.
 */
final class JitProbe {

  /** Most kernels are there after three seconds on an idle machine. */
  private static final long MOST_NANOS = 90_000_000_000L;

  /** The second argument that asks for {@code warmUp()}. */
  static final String WARM_UP = "warmUp";

  /** How long events may be under way after a warm-up. */
  private static final long EVENTS_NANOS = 10_000_000_000L;

  private static final int CALLS = 10_000;

  private static final int MEASUREMENTS = 10;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private JitProbe() {}

  public static void main(String[] arguments) throws Exception {
    Class<?> type = Class.forName(arguments[0]);
    CompiledNetwork network = CompiledNetwork.of(Lathe.load(type, Weights.random(1)));
    System.out.println("path " + network.path());
    boolean warmUp = arguments.length > 1 && arguments[1].equals(WARM_UP);
    Optional<Supplier<WarmUp>> none = Optional.empty();
    check(type, "", forward(network), network, warmUp ? Optional.of(network::warmUp) : none);
    check(
        type,
        "Training",
        training(network),
        network,
        warmUp ? Optional.of(network::warmUpTraining) : none);
    System.out.println("done");
  }

  /** One image through the network, by a session: the sample's own entry points all differ. */
  private static Runnable forward(CompiledNetwork network) {
    Session session = network.newSession();
    float[] image = random(network.blueprint().inputSize());
    float[] scores = new float[network.blueprint().outputSize()];
    return () -> session.scores(image, scores);
  }

  /**
   * One image forward and backward, as a trainer's worker does it, and once whatever computes for
   * several images.
   */
  private static Runnable training(CompiledNetwork network) {
    Pass pass = network.training();
    float[] arena = pass.newArena();
    float[] gradients = pass.newGradients();
    float[] image = random(network.blueprint().inputSize());
    float[] target = new float[network.blueprint().outputSize()];
    target[0] = 1;
    PackedWeights packed = PackedWeights.allocate(pass.plan().weights());
    float[][] stored =
        network.blueprint().parameters().stream()
            .map(parameter -> network.weights().tensor(parameter.name()).values())
            .toArray(float[][]::new);
    new Packer(pass.plan().weights(), network.blueprint().parameters()).pack(stored, packed);
    Pass.Kernel[] kernels = pass.allKernels().toArray(Pass.Kernel[]::new);
    int ofMicroBatches = pass.kernels().size();
    int most = pass.plan().microBatches().stream().mapToInt(MicroBatchPlan::floats).max().orElse(0);
    float[] memory = new float[most];
    Ends ends = new Ends();
    return () -> {
      System.arraycopy(image, 0, arena, pass.plan().input(), image.length);
      System.arraycopy(target, 0, arena, pass.plan().target(), target.length);
      pass.run(arena, packed, gradients);
      for (int i = ofMicroBatches; i < kernels.length; i++) {
        kernels[i].run(memory, packed.segment(), packed.array(), gradients, ends);
      }
    };
  }

  private static void check(
      Class<?> type,
      String passName,
      Runnable call,
      CompiledNetwork network,
      Optional<Supplier<WarmUp>> warmUp)
      throws Exception {
    int bits = network.path().bits();
    String kernels = type.getName() + passName + (bits == 0 ? "Scalar" : "Vector" + bits);
    Set<String> missing = kernels(Class.forName(kernels));
    int all = missing.size();
    long start = System.nanoTime();
    int calls = 0;
    try (CompilationLog log = new CompilationLog(Set.of(kernels))) {
      if (warmUp.isPresent()) {
        WarmUp result = warmUp.get().get();
        System.out.println((result.settled() ? "settled " : "unsettled ") + result);
        long end = System.nanoTime() + EVENTS_NANOS;
        while (!missing.isEmpty() && System.nanoTime() < end) {
          Thread.sleep(100);
          missing.removeAll(log.tier4());
        }
      }
      while (warmUp.isEmpty() && !missing.isEmpty() && System.nanoTime() - start < MOST_NANOS) {
        for (int i = 0; i < 200; i++) {
          call.run();
        }
        calls += 200;
        missing.removeAll(log.tier4());
      }
      log.failures().forEach(failure -> System.out.println("failed " + failure));
    }
    missing.forEach(method -> System.out.println("missing " + method));
    System.out.printf(
        "compiled %s: %d kernels, %d calls, %d ms%n",
        kernels, all - missing.size(), calls, (System.nanoTime() - start) / 1_000_000);
    long allocated = allocated(call);
    if (allocated > 0) {
      System.out.println("allocates " + kernels + ": " + allocated + " B in " + CALLS + " calls");
    }
  }

  /** The methods that do the work of a pass: all static ones that return nothing. */
  private static Set<String> kernels(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .filter(method -> Modifier.isStatic(method.getModifiers()) && isKernel(method))
        .map(method -> type.getName() + "." + method.getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isKernel(Method method) {
    return method.getReturnType() == void.class && !method.isSynthetic();
  }

  /** The least of several measurements: a JVM that compiles allocates now and then for itself. */
  private static long allocated(Runnable call) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MEASUREMENTS && least > 0; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int k = 0; k < CALLS; k++) {
        call.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  private static float[] random(int size) {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }
}
