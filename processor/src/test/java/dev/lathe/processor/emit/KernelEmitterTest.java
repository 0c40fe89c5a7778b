package dev.lathe.processor.emit;

import static dev.lathe.processor.loop.SampleKernels.A;
import static dev.lathe.processor.loop.SampleKernels.kernel;
import static dev.lathe.processor.loop.SampleKernels.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Index.atIndex;

import dev.lathe.processor.loop.Budget;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Expression.Binary;
import dev.lathe.processor.loop.Expression.Comparison;
import dev.lathe.processor.loop.Expression.Constant;
import dev.lathe.processor.loop.Expression.Function;
import dev.lathe.processor.loop.Expression.Load;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Expression.Select;
import dev.lathe.processor.loop.Expression.Unary;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.KernelCall;
import dev.lathe.processor.loop.LoopInterpreter;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.loop.SampleKernels;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.loop.Statement.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelEmitterTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8, 16})
  void convolvesRealNumbers(int lanes) {
    Program program = program("Convolution", lanes, SampleKernels.convolution(lanes));
    Map<String, float[]> expected = buffers(64 + 36 * lanes, 10 * lanes);
    LoopInterpreter.run(program, expected);
    Map<String, float[]> actual = buffers(64 + 36 * lanes, 10 * lanes);
    EmittedPrograms java = EmittedPrograms.compile(program);
    java.run("Convolution", actual);
    for (int i = 0; i < expected.get("a").length; i++) {
      // Only scalars round twice where the interpreter rounds once.
      float tolerance = lanes == 1 ? 1e-5f : 0;
      assertThat(actual.get("a")[i]).isEqualTo(expected.get("a")[i], within(tolerance));
    }
    int bytecodes = java.bytecodes("Convolution", "c1");
    assertThat(Budget.of(program.kernels().getFirst()).bytecodes())
        .isBetween(bytecodes, bytecodes * 11 / 10);
  }

  @Test
  void callsOfOneKernelAreOfOneClass() {
    Statement step =
        new Store(
            A, Index.of(2).plus("aOffset", 1), new Load(A, Index.of(0).plus("aOffset", 1), 1));
    Kernel copy = new Kernel("copy", List.of(), List.of(A), List.of("aOffset"), List.of(step));
    Kernel other = SampleKernels.kernel(new Store(A, Index.of(9), new Constant(7, 1)));
    List<KernelCall> calls =
        List.of(
            new KernelCall("copy", copy, List.of(0)),
            new KernelCall(other.name(), other, List.of()),
            new KernelCall("copy_2", copy, List.of(1)));
    Program program = new Program("Shared", 1, List.of(copy, other), calls, List.of());
    Map<String, float[]> actual = buffers(10, 1);
    float[] before = actual.get("a").clone();

    EmittedPrograms java = EmittedPrograms.compile(program);
    java.run("Shared", actual);

    assertThat(java.sources())
        .contains("    return new Pass.Kernel[] {\n      copy(0),\n")
        .contains("      // copy_2\n      copy(1)\n")
        .contains("    return (a, _, _, _, _) -> copy(a, aOffset);\n");
    assertThat(actual.get("a")).contains(before[0], atIndex(2)).contains(before[1], atIndex(3));
    assertThat(java.kernels("Shared").stream().map(Object::getClass).distinct()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8, 16})
  void comparesAndTakesMaximaOfWhatIsNoOrdinaryNumber(int lanes) {
    float[] specials = {
      Float.NaN, 0f, -0f, 1, -1, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e-45f
    };
    int count = specials.length * specials.length;
    List<Statement> steps = new ArrayList<>();
    for (int i = 0; i < count; i += lanes) {
      Expression left = new Load(A, Index.of(i), lanes);
      Expression right = new Load(A, Index.of(count + i), lanes);
      Expression maximum = new Binary(Operator.MAXIMUM, left, right);
      steps.add(new Store(A, Index.of(2 * count + i), maximum));
      for (Comparison comparison : Comparison.values()) {
        Index at = Index.of((3 + comparison.ordinal()) * count + i);
        Expression one = new Constant(1, lanes);
        Expression two = new Constant(-2, lanes);
        steps.add(new Store(A, at, new Select(comparison, left, right, one, two)));
      }
      Expression rectified = new Binary(Operator.MAXIMUM, left, new Constant(-0f, lanes));
      steps.add(new Store(A, Index.of(5 * count + i), rectified));
      Expression quotient = new Binary(Operator.DIVIDE, left, right);
      steps.add(new Store(A, Index.of(6 * count + i), quotient));
    }
    Program program = program("Special", lanes, kernel(steps.toArray(Statement[]::new)));
    Map<String, float[]> expected = buffers(7 * count, 1);
    Map<String, float[]> actual = buffers(7 * count, 1);
    for (int i = 0; i < count; i++) {
      expected.get("a")[i] = actual.get("a")[i] = specials[i / specials.length];
      expected.get("a")[count + i] = actual.get("a")[count + i] = specials[i % specials.length];
    }
    LoopInterpreter.run(program, expected);
    EmittedPrograms.compile(program).run("Special", actual);
    assertThat(actual.get("a")).isEqualTo(expected.get("a"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8, 16})
  void callsTheRuntimesFunctions(int lanes) {
    List<Statement> steps = new ArrayList<>();
    int results = 16;
    for (Function function : Function.values()) {
      if (function == Function.LOG && lanes > 1) {
        continue;
      }
      for (int i = 0; i < 16; i += lanes) {
        Expression value = new Load(A, Index.of(i), lanes);
        steps.add(new Store(A, Index.of(results + i), new Unary(function, value)));
      }
      results += 16;
    }
    Program program = program("Functions", lanes, kernel(steps.toArray(Statement[]::new)));
    Map<String, float[]> expected = buffers(results, 1);
    Map<String, float[]> actual = buffers(results, 1);
    for (int i = 0; i < 16; i++) {
      expected.get("a")[i] = actual.get("a")[i] = (i + 1) / 5f;
    }
    LoopInterpreter.run(program, expected);
    EmittedPrograms.compile(program).run("Functions", actual);
    for (int i = 0; i < results; i++) {
      float value = expected.get("a")[i];
      assertThat(actual.get("a")[i]).isEqualTo(value, within(1e-6f * Math.max(1, Math.abs(value))));
    }
  }

  @Test
  void manyKernelsRunInOrder() {
    List<Kernel> kernels = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      Expression previous = new Load(A, Index.of(i), 1);
      Expression next = new Binary(Operator.ADD, previous, new Constant(1, 1));
      Store store = new Store(A, Index.of(i + 1), next);
      kernels.add(new Kernel("k" + i, List.of("Adds."), List.of(A), List.of(store)));
    }
    Program program = new Program("Many", 1, kernels);
    Map<String, float[]> buffers = buffers(251, 1);
    buffers.get("a")[0] = 0;
    EmittedPrograms java = EmittedPrograms.compile(program);
    java.run("Many", buffers);
    assertThat(buffers.get("a")[250]).isEqualTo(250);
    assertThat(java.bytecodes("Many", "kernels")).isLessThan(8_000);
  }

  @Test
  void layersMayHaveTheNamesOfTheClassesOwnMethods() {
    List<Buffer> buffers = SampleKernels.kernel().buffers();
    Store store = new Store(A, Index.of(0), new Constant(7, 1));
    Program program =
        new Program(
            "Run",
            1,
            List.of(
                new Kernel("kernels", List.of("A layer."), buffers, List.of(store)),
                new Kernel("plan", List.of("A layer."), buffers, List.of(store)),
                new Kernel("weights", List.of("A layer."), buffers, List.of(store))));
    Map<String, float[]> floats = buffers(1, 1);
    EmittedPrograms.compile(program).run("Run", floats);
    assertThat(floats.get("a")).containsExactly(7);
  }

  @Test
  void refusesBuffersThatAPassHasNot() {
    Kernel kernel = new Kernel("k", List.of("A test."), List.of(Buffer.array("x")), List.of());
    Program program = program("Net", 1, kernel);
    assertThatThrownBy(() -> KernelEmitter.emit("generated", program, EmittedPrograms.PLAN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "kernel k takes Buffer[name=x, storage=ARRAY], but a pass has only");
  }

  private static Map<String, float[]> buffers(int arena, int weights) {
    Random random = new Random(arena);
    Map<String, float[]> buffers = new HashMap<>();
    for (String name : List.of("a", "w", "k", "g")) {
      float[] floats = new float[name.equals("a") ? arena : weights];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = random.nextFloat() - 0.5f;
      }
      buffers.put(name, floats);
    }
    return buffers;
  }
}
