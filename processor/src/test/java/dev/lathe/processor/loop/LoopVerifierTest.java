package dev.lathe.processor.loop;

import static dev.lathe.processor.loop.SampleKernels.A;
import static dev.lathe.processor.loop.SampleKernels.W;
import static dev.lathe.processor.loop.SampleKernels.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lathe.processor.loop.Expression.Binary;
import dev.lathe.processor.loop.Expression.Carrier;
import dev.lathe.processor.loop.Expression.Constant;
import dev.lathe.processor.loop.Expression.Load;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Expression.PairSum;
import dev.lathe.processor.loop.Expression.Read;
import dev.lathe.processor.loop.Expression.Reduce;
import dev.lathe.processor.loop.Expression.Spread;
import dev.lathe.processor.loop.Expression.Unzip;
import dev.lathe.processor.loop.Statement.Assign;
import dev.lathe.processor.loop.Statement.Copy;
import dev.lathe.processor.loop.Statement.Define;
import dev.lathe.processor.loop.Statement.Fill;
import dev.lathe.processor.loop.Statement.LimitedLoop;
import dev.lathe.processor.loop.Statement.Loop;
import dev.lathe.processor.loop.Statement.ReadAhead;
import dev.lathe.processor.loop.Statement.Store;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopVerifierTest {

  private static final Local VECTOR = new Local("v", 4);
  private static final Local SCALAR = new Local("s", 1);
  private static final Expression VECTOR_ZERO = new Constant(0, 4);
  private static final Expression ZERO = new Constant(0, 1);

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8, 16})
  void acceptsAConvolution(int lanes) {
    Program program = SampleKernels.program("Net", lanes, SampleKernels.convolution(lanes));
    assertThat(LoopVerifier.violations(program)).isEmpty();
  }

  @Test
  void acceptsNamesAgainInSiblingLoops() {
    Loop loop = new Loop("y", 0, 2, 1, List.of(new Define(SCALAR, ZERO)));
    assertThatViolations(loop, loop).isEmpty();
  }

  @Test
  void refusesNamesBeforeTheirDefinitionAndAfterTheirScope() {
    assertThatViolations(new Assign(SCALAR, ZERO), new Define(SCALAR, ZERO))
        .containsExactly("kernel kernel, s = 0.0: Local[name=s, lanes=1] is not defined here");
    assertThatViolations(new Loop("y", 0, 2, 1, List.of()), new Fill(A, Index.variable("y"), 1, 0))
        .containsExactly("kernel kernel, a[y] = all 0.0: index y is not defined here");
    assertThatViolations(new LimitedLoop("t", Index.variable("y"), Index.of(2), 3, List.of()))
        .containsExactly(
            "kernel kernel, for t = max(y, 0) .. min(2, 3): index y is not defined here");
    assertThatViolations(new Fill(Buffer.array("b"), Index.of(0), 1, 0))
        .singleElement()
        .asString()
        .endsWith("Buffer[name=b, storage=ARRAY] is not defined here");
  }

  @Test
  void refusesNamesThatAreTakenOrNone() {
    assertThatViolations(new Define(SCALAR, ZERO), new Define(new Local("s", 4), VECTOR_ZERO))
        .containsExactly("kernel kernel, float4 s = all4(0.0): the name s is taken already");
    assertThatViolations(new Loop("a", 0, 1, 1, List.of()))
        .containsExactly("kernel kernel, for a = 0 .. 1: the name a is taken already");
    assertThatViolations(new Define(new Local("float", 1), ZERO))
        .containsExactly("kernel kernel, float float = 0.0: 'float' is not an identifier");
    Program twice = SampleKernels.program("Net", 4, kernel(), kernel());
    assertThat(LoopVerifier.violations(twice))
        .containsExactly("kernel kernel: there are two of this name");
  }

  @Test
  void refusesLanesThatDisagree() {
    assertThatViolations(new Define(SCALAR, VECTOR_ZERO))
        .containsExactly("kernel kernel, float s = all4(0.0): 4 lanes are given to s, which has 1");
    assertThatViolations(new Define(VECTOR, new Binary(Operator.ADD, VECTOR_ZERO, ZERO)))
        .singleElement()
        .asString()
        .endsWith("(all4(0.0) + 0.0): its operands have 1 and 4 lanes");
    assertThatViolations(new Define(new Local("v", 8), new Constant(0, 8)))
        .singleElement()
        .asString()
        .endsWith("all8(0.0): it has 8 lanes, vectors 4");
    assertThatViolations(
            new Define(VECTOR, VECTOR_ZERO), new Store(A, Index.of(0), new Spread(VECTOR, 4)))
        .singleElement()
        .asString()
        .endsWith("v is not a scalar");
    assertThatViolations(new Store(A, Index.of(0), new Reduce(Operator.ADD, ZERO))).hasSize(1);
    assertThatViolations(
            new Define(VECTOR, VECTOR_ZERO),
            new Assign(VECTOR, new Unzip(2, new Read(VECTOR), new Read(VECTOR))))
        .singleElement()
        .asString()
        .contains("only vectors are unzipped");
    Local single = new Local("word", 1);
    assertThatViolations(
            new Define(single, new Constant(0, 1)),
            new Assign(single, new Carrier(new Read(single))))
        .singleElement()
        .asString()
        .contains("only vectors of words are taken apart");
    for (int distance : new int[] {0, 3, 4}) {
      assertThatViolations(
              new Define(VECTOR, VECTOR_ZERO),
              new Assign(VECTOR, new PairSum(distance, new Read(VECTOR), new Read(VECTOR))))
          .singleElement()
          .asString()
          .contains("no lanes are " + distance + " apart");
    }
  }

  @Test
  void refusesWhatTheMachineCannotDo() {
    assertThatViolations(new Store(W, Index.of(0), ZERO))
        .containsExactly("kernel kernel, w[0] = 0.0: segments are read only, but w is written to");
    assertThatViolations(
            new ReadAhead(W, Index.of(0), 2), new Define(new Local("ahead", 4), VECTOR_ZERO))
        .singleElement()
        .asString()
        .endsWith("the name ahead is taken already");
    assertThatIllegalArgumentException().isThrownBy(() -> new ReadAhead(W, Index.of(0), 0));
    assertThatViolations(new ReadAhead(A, Index.of(0), 2))
        .containsExactly(
            "kernel kernel, read ahead 2 lines from a[0]: only segments are read ahead");
    assertThatViolations(new Copy(W, Index.of(0), A, Index.of(0), 1))
        .singleElement()
        .asString()
        .endsWith("only arrays are copied from");
    assertThatViolations(new Fill(A, Index.of(0), 0, 0))
        .singleElement()
        .asString()
        .endsWith("nothing of a is accessed: 0 floats");
  }

  @Test
  void readsAndLoadsAreChecked() {
    assertThatViolations(new Store(A, Index.of(0), new Read(VECTOR))).hasSize(1);
    assertThatViolations(new Store(A, Index.of(0), new Load(A, Index.variable("x"), 4))).hasSize(1);
  }

  private static ListAssert<String> assertThatViolations(Statement... statements) {
    return assertThat(LoopVerifier.violations(kernel(statements), 4));
  }
}
