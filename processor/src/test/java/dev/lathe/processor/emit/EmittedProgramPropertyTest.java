package dev.lathe.processor.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.loop.Budget;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.LoopInterpreter;
import dev.lathe.processor.loop.LoopVerifier;
import dev.lathe.processor.loop.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random programs mean the same to the interpreter and as Java, and cost what the budget says. */
class EmittedProgramPropertyTest {

  private static final int[] LANES = {1, 4, 8, 16};
  private static final int KERNELS = 6;

  @Property(tries = 25)
  void javaDoesWhatTheInterpreterDoes(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int statements) {
    Program[] programs = new Program[LANES.length];
    for (int i = 0; i < LANES.length; i++) {
      programs[i] = program(seed, LANES[i], statements);
      assertThat(LoopVerifier.violations(programs[i])).isEmpty();
    }
    EmittedPrograms java = EmittedPrograms.compile(programs);
    assertThat(java.sources().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Layout.COLUMNS));
    for (Program program : programs) {
      Map<String, float[]> expected = buffers(seed);
      LoopInterpreter.run(program, expected);
      Map<String, float[]> actual = buffers(seed);
      java.run(program.name(), actual);
      for (String name : RandomKernels.SIZES.keySet()) {
        assertEqualFloats(
            actual.get(name), expected.get(name), program.name() + " " + name, java.sources());
      }
      program.kernels().forEach(kernel -> checkBudget(java, program, kernel));
    }
  }

  private static void checkBudget(EmittedPrograms java, Program program, Kernel kernel) {
    Budget budget = Budget.of(kernel);
    String name = program.name() + "." + kernel.name();
    assertThat(budget.vectorCalls())
        .as(() -> "vector calls of " + name + " in\n" + java.sources())
        .isEqualTo(java.vectorCalls(program.name(), kernel.name()));
    int bytecodes = java.bytecodes(program.name(), kernel.name());
    assertThat(budget.bytecodes())
        .as(() -> "bytecodes of " + name + " in\n" + java.sources())
        // Loosely from above: javac folds what a random program computes from constants.
        .isBetween(bytecodes, 2 * bytecodes + 20);
  }

  private static Program program(long seed, int lanes, int statements) {
    RandomKernels random = new RandomKernels(new Random(seed), lanes);
    List<Kernel> kernels = new ArrayList<>();
    for (int i = 0; i < KERNELS; i++) {
      kernels.add(random.kernel("kernel" + i, statements));
    }
    return new Program("Lanes" + lanes, lanes, kernels);
  }

  private static Map<String, float[]> buffers(long seed) {
    Random random = new Random(seed);
    Map<String, float[]> buffers = new HashMap<>();
    for (String name : RandomKernels.SIZES.keySet().stream().sorted().toList()) {
      float[] floats = new float[RandomKernels.SIZES.get(name)];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = random.nextInt(9) - 4;
      }
      buffers.put(name, floats);
    }
    return buffers;
  }

  /** As numbers: the order of a reduction decides whether a sum of zeros is 0 or -0. */
  private static void assertEqualFloats(
      float[] actual, float[] expected, String what, String sources) {
    for (int i = 0; i < expected.length; i++) {
      int at = i;
      assertThat(actual[i] == expected[i])
          .as(() -> what + "[" + at + "]: " + actual[at] + ", not " + expected[at] + "\n" + sources)
          .isTrue();
    }
  }
}
