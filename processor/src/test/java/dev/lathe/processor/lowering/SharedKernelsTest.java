package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.KernelCall;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.loop.LoopInterpreter;
import dev.lathe.processor.loop.LoopVerifier;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.loop.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Kernels that do the same elsewhere become one with offsets. */
final class SharedKernelsTest {
  private static final Buffer A = Buffer.array("a");
  private static final Buffer K = Buffer.array("k");

  @Test
  void equalKernelsBecomeOne() {
    List<Kernel> kernels =
        List.of(product("c1", 4, 0, 0, 3), product("c2", 4, 6, 3, 3), product("c3", 5, 0, 0, 3));
    Program program = SharedKernels.apply("Net", 1, kernels, List.of());

    assertThat(LoopVerifier.violations(program)).isEmpty();
    assertThat(program.kernels()).extracting(Kernel::name).containsExactly("c1", "c3");
    assertThat(program.calls()).extracting(KernelCall::name).containsExactly("c1", "c2", "c3");
    assertThat(program.kernels().getFirst().offsets()).containsExactly("aOffset", "kOffset");
    assertThat(program.kernels().getFirst().description())
        .containsExactly("Multiplies.", "Also computes c2.");
    assertThat(program.calls().get(1).offsets()).containsExactly(6, 3);
    assertThat(run(program)).containsExactly(run(new Program("Net", 1, kernels)));
  }

  @Test
  void theDistancesOfOneKernelStay() {
    Program program =
        SharedKernels.apply(
            "Net", 1, List.of(product("c1", 2, 0, 0, 3), product("c2", 2, 6, 1, 4)), List.of());

    // What is read and what is written lie three floats apart in the one, four in the other.
    assertThat(program.kernels().getFirst().offsets())
        .containsExactly("aOffset", "kOffset", "aOffset2");
    assertThat(program.calls().get(1).offsets()).containsExactly(6, 1, 10);
  }

  /** {@code a[from + distance + i] = a[from + i] * k[weight + i]}. */
  private static Kernel product(String name, int extent, int from, int weight, int distance) {
    Index i = Index.variable("i");
    Local product = new Local("product", 1);
    Expression value =
        new Expression.Binary(
            Expression.Operator.MULTIPLY,
            new Expression.Load(A, i.plus(from), 1),
            new Expression.Load(K, i.plus(weight), 1));
    return new Kernel(
        name,
        List.of("Multiplies."),
        List.of(A, K),
        List.of(
            new Statement.Comment("of " + name),
            new Statement.Loop(
                "i",
                0,
                extent,
                1,
                List.of(
                    new Statement.Define(product, value),
                    new Statement.Store(
                        A, i.plus(from + distance), new Expression.Read(product))))));
  }

  private static float[] run(Program program) {
    float[] a = new float[16];
    float[] k = new float[8];
    for (int i = 0; i < a.length; i++) {
      a[i] = i;
    }
    for (int i = 0; i < k.length; i++) {
      k[i] = 1 + i;
    }
    LoopInterpreter.run(program, Map.of("a", a, "k", k));
    return a;
  }
}
