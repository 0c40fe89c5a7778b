package dev.lathe.processor.loop;

import static dev.lathe.processor.loop.SampleKernels.A;
import static dev.lathe.processor.loop.SampleKernels.W;
import static dev.lathe.processor.loop.SampleKernels.kernel;
import static dev.lathe.processor.loop.SampleKernels.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.loop.Expression.Binary;
import dev.lathe.processor.loop.Expression.Broadcast;
import dev.lathe.processor.loop.Expression.Constant;
import dev.lathe.processor.loop.Expression.Function;
import dev.lathe.processor.loop.Expression.Load;
import dev.lathe.processor.loop.Expression.MultiplyAdd;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Expression.Read;
import dev.lathe.processor.loop.Expression.Unary;
import dev.lathe.processor.loop.Statement.Assign;
import dev.lathe.processor.loop.Statement.Define;
import dev.lathe.processor.loop.Statement.Loop;
import dev.lathe.processor.loop.Statement.ReadAhead;
import dev.lathe.processor.loop.Statement.Store;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTest {

  @Test
  void aConvolutionIsWithinIt() {
    Program program = program("Net", 8, SampleKernels.convolution(8));
    assertThat(Budget.violations(program)).isEmpty();
    Budget budget = Budget.of(program.kernels().getFirst());
    // zero, three times load + broadcast + fma, load + add + max + store.
    assertThat(budget.vectorCalls()).isEqualTo(1 + 3 * 3 + 4);
    assertThat(budget.liveVectors()).isEqualTo(2);
  }

  /** 64 lines count as 192 calls. */
  @Test
  void linesAreReadAheadForAPrice() {
    Loop few = new Loop("i", 0, 9, 1, List.of(new ReadAhead(W, Index.variable("i"), 63)));
    Loop many = new Loop("i", 0, 9, 1, List.of(new ReadAhead(W, Index.variable("i"), 64)));

    assertThat(Budget.of(kernel(few)).linesAhead()).isEqualTo(63);
    assertThat(Budget.violations(program("Few", 8, kernel(few)))).isEmpty();
    assertThat(Budget.violations(program("Many", 8, kernel(many))))
        .containsExactly("kernel kernel: 192 calls weighted for C1, at most 190 are compiled well");
  }

  @Test
  void aTileMadeForManyRegistersSpillsWhereThereAreFew() {
    assertThat(Budget.violations(program("Wide", 16, tile(28, 16)))).isEmpty();
    assertThat(Budget.violations(program("Narrow", 8, tile(28, 8))))
        .containsExactly(
            "kernel kernel: 30 vectors live at one time, at most 16 are compiled well");
    assertThat(Budget.violations(program("Narrow", 8, tile(12, 8)))).isEmpty();
  }

  @Test
  void accumulatorsLiveAcrossALoopThatOnlyAddsToThem() {
    Local sum = new Local("sum", 4);
    Local other = new Local("other", 4);
    Expression loaded = new Load(A, Index.of(0), 4);
    Loop loop =
        new Loop(
            "i",
            0,
            4,
            1,
            List.of(
                new Define(other, loaded),
                new Assign(sum, new Binary(Operator.ADD, new Read(sum), new Read(other)))));
    assertThat(Budget.of(kernel(new Define(sum, loaded), loop)).liveVectors()).isEqualTo(2);
  }

  @Test
  void tooManyCallsAreRefusedWithOrWithoutALoop() {
    List<Statement> steps = new ArrayList<>();
    for (int i = 0; i < 71; i++) {
      steps.add(new Store(A, Index.of(4 * i), new Constant(0, 4)));
    }
    String violation = "kernel kernel: 142 calls of the Vector API, at most 140 are compiled well";
    Kernel straight = kernel(steps.toArray(Statement[]::new));
    assertThat(Budget.violations(program("Net", 4, straight))).containsExactly(violation);
    Kernel looped = kernel(new Loop("i", 0, 2, 1, steps));
    assertThat(Budget.violations(program("Net", 4, looped))).containsExactly(violation);
  }

  @Test
  void functionsCountAsWhatIsInlinedForThem() {
    Expression exp = new Unary(Function.EXP, new Load(A, Index.of(0), 4));
    assertThat(Budget.of(kernel(new Store(A, Index.of(0), exp))).vectorCalls()).isGreaterThan(15);
  }

  @Test
  void tooManyBytecodesAreRefused() {
    List<Statement> steps = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      steps.add(new Store(A, Index.of(i), new Constant(0.1f, 1)));
    }
    Kernel kernel = kernel(steps.toArray(Statement[]::new));
    assertThat(Budget.violations(program("Net", 1, kernel)))
        .singleElement()
        .asString()
        .matches("kernel kernel: \\d{4} bytecodes, at most 6000 are compiled well");
  }

  /** Two weight vectors, and accumulators that are added to in a loop. */
  private static Kernel tile(int accumulators, int lanes) {
    List<Statement> before = new ArrayList<>();
    List<Statement> step = new ArrayList<>();
    List<Statement> after = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      step.add(new Define(new Local("w" + i, lanes), new Load(A, Index.variable("c"), lanes)));
    }
    for (int i = 0; i < accumulators; i++) {
      Local sum = new Local("sum" + i, lanes);
      before.add(new Define(sum, new Constant(0, lanes)));
      Expression weight = new Read(new Local("w" + i % 2, lanes));
      Expression value = new Broadcast(A, Index.of(i), lanes);
      step.add(new Assign(sum, new MultiplyAdd(weight, value, new Read(sum), false)));
      after.add(new Store(A, Index.of(i), new Read(sum)));
    }
    before.add(new Loop("c", 0, 64, 1, step));
    before.addAll(after);
    return kernel(before.toArray(Statement[]::new));
  }
}
