package dev.lathe.processor.loop;

import static dev.lathe.processor.loop.SampleKernels.A;
import static dev.lathe.processor.loop.SampleKernels.G;
import static dev.lathe.processor.loop.SampleKernels.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.processor.loop.Expression.Binary;
import dev.lathe.processor.loop.Expression.Broadcast;
import dev.lathe.processor.loop.Expression.Carried;
import dev.lathe.processor.loop.Expression.Carrier;
import dev.lathe.processor.loop.Expression.Comparison;
import dev.lathe.processor.loop.Expression.Constant;
import dev.lathe.processor.loop.Expression.Load;
import dev.lathe.processor.loop.Expression.MultiplyAdd;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Expression.PairSum;
import dev.lathe.processor.loop.Expression.Read;
import dev.lathe.processor.loop.Expression.Reduce;
import dev.lathe.processor.loop.Expression.Select;
import dev.lathe.processor.loop.Expression.Spread;
import dev.lathe.processor.loop.Expression.Unary;
import dev.lathe.processor.loop.Expression.Unzip;
import dev.lathe.processor.loop.Statement.Assign;
import dev.lathe.processor.loop.Statement.Copy;
import dev.lathe.processor.loop.Statement.Define;
import dev.lathe.processor.loop.Statement.Fill;
import dev.lathe.processor.loop.Statement.LimitedLoop;
import dev.lathe.processor.loop.Statement.Loop;
import dev.lathe.processor.loop.Statement.ReadAhead;
import dev.lathe.processor.loop.Statement.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopInterpreterTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16})
  void convolvesLikeItsDefinition(int lanes) {
    float[] a = new float[64 + 36 * lanes];
    for (int i = 0; i < 64; i++) {
      a[i] = i * 37 % 23 - 11;
    }
    float[] w = new float[10 * lanes];
    for (int i = 0; i < w.length; i++) {
      w[i] = i * 29 % 17 - 8;
    }
    Kernel convolution = SampleKernels.convolution(lanes);

    LoopInterpreter.run(convolution, Map.of("a", a, lanes == 1 ? "k" : "w", w));

    for (int y = 0; y < 6; y++) {
      for (int x = 0; x < 6; x++) {
        for (int channel = 0; channel < lanes; channel++) {
          float sum = w[9 * lanes + channel];
          for (int tap = 0; tap < 9; tap++) {
            sum += w[tap * lanes + channel] * a[(y + tap / 3) * 8 + x + tap % 3];
          }
          assertThat(a[64 + (y * 6 + x) * lanes + channel]).isEqualTo(Math.max(0, sum));
        }
      }
    }
  }

  @Test
  void multipliesAndAddsWithOneRounding() {
    float x = 1 + 0x1p-12f;
    float[] a = {x, 0};
    Expression factor = new Load(A, Index.of(0), 1);
    run(a, new Store(A, Index.of(1), new MultiplyAdd(factor, factor, new Constant(-1, 1), false)));
    assertThat(a[1]).isEqualTo(0x1p-11f + 0x1p-24f);
  }

  @Test
  void comparesLanesAsJavaComparesFloats() {
    float[] a = {Float.NaN, -0f, 0, 3, 1, 0, -0f, 2, 0, 0, 0, 0};
    Expression left = new Load(A, Index.of(0), 4);
    Expression right = new Load(A, Index.of(4), 4);
    run(a, new Store(A, Index.of(8), select(Comparison.GREATER, left, right)));
    assertThat(a).endsWith(0f, 0f, 0f, 1f);
    run(a, new Store(A, Index.of(8), select(Comparison.EQUAL, left, right)));
    assertThat(a).endsWith(0f, 1f, 1f, 0f);
    run(a, new Store(A, Index.of(8), new Binary(Operator.MAXIMUM, left, right)));
    assertThat(a).endsWith(Float.NaN, 0f, 0f, 3f);
  }

  @Test
  void reducesSpreadsFillsAndCopies() {
    float[] a = {1, 2, 3, 4, 0, 0, 0, 0, 0, 0};
    Local sum = new Local("sum", 1);
    run(
        a,
        new Define(sum, new Reduce(Operator.ADD, new Load(A, Index.of(0), 4))),
        new Store(A, Index.of(4), new Spread(sum, 4)),
        new Fill(A, Index.of(5), 2, 7),
        new Copy(A, Index.of(6), A, Index.of(8), 2));
    assertThat(a).containsExactly(1, 2, 3, 4, 10, 7, 7, 10, 7, 10);
  }

  /** Four vectors become one whose lanes are their sums. */
  @Test
  void addsPairsOfLanes() {
    float[] a = {1, 2, 3, 4, 10, 20, 30, 40, 100, 200, 300, 400, 0, 0, 0, 7};
    List<Statement> statements = new ArrayList<>();
    List<Read> vectors = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Local vector = new Local("v" + i, 4);
      statements.add(new Define(vector, new Load(A, Index.of(4 * i), 4)));
      vectors.add(new Read(vector));
    }
    for (int distance = 2; distance > 0; distance /= 2) {
      for (int i = 0; i < distance; i++) {
        Expression sums = new PairSum(distance, vectors.get(i), vectors.get(i + distance));
        statements.add(new Assign(vectors.get(i).local(), sums));
      }
    }
    statements.add(new Store(A, Index.of(0), vectors.getFirst()));

    run(a, statements.toArray(Statement[]::new));

    assertThat(a).startsWith(10, 100, 1000, 7);
  }

  @Test
  void picksEverySecondLane() {
    float[] a = {1, 2, 3, 4, 10, 20, 30, 40};
    Local front = new Local("front", 4);
    Local behind = new Local("behind", 4);
    run(
        a,
        new Define(front, new Load(A, Index.of(0), 4)),
        new Define(behind, new Load(A, Index.of(4), 4)),
        new Store(A, Index.of(0), new Unzip(0, new Read(front), new Read(behind))),
        new Store(A, Index.of(4), new Unzip(1, new Read(front), new Read(behind))));
    assertThat(a).containsExactly(1, 3, 10, 30, 2, 4, 20, 40);
  }

  @Test
  void takesWordsApart() {
    float[] a = new float[10];
    for (int lane = 0; lane < 2; lane++) {
      a[lane] = word(0x3f80003f + lane);
      a[2 + lane] = word(0xc1230080);
      a[4 + lane] = word(0x42000001);
    }
    List<Local> words = new ArrayList<>();
    List<Statement> body = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Local local = new Local("word" + i, 2);
      words.add(local);
      body.add(new Define(local, new Load(A, Index.of(2 * i), 2)));
    }
    List<Read> read = words.stream().map(Read::new).toList();
    Expression carried = new Carried(read.get(0), read.get(1), read.get(2));
    body.add(new Store(A, Index.of(6), new Carrier(read.get(1))));
    body.add(new Store(A, Index.of(8), carried));
    run(a, body.toArray(Statement[]::new));
    assertThat(List.of(a[6], a[7])).containsOnly(word(0xc1230000));
    assertThat(a[8]).isEqualTo(word(0x3f000000 ^ 0x00800000 ^ 0x00000100));
    assertThat(a[9]).isEqualTo(word(0x40000000 ^ 0x00800000 ^ 0x00000100));
  }

  private static float word(int bits) {
    return Float.intBitsToFloat(bits);
  }

  @Test
  void computesFunctionsOfOneValue() {
    float[] a = {0.5f, 0, 0, 0, 0};
    Expression value = new Load(A, Index.of(0), 1);
    run(
        a,
        new Store(A, Index.of(1), new Unary(Expression.Function.EXP, value)),
        new Store(A, Index.of(2), new Unary(Expression.Function.LOG, value)),
        new Store(A, Index.of(3), new Unary(Expression.Function.TANH, value)),
        new Store(A, Index.of(4), new Unary(Expression.Function.SIGMOID, value)));
    assertThat(a).containsExactly(0.5f, 1.6487212f, -0.6931472f, 0.46211717f, 0.62245935f);
  }

  @Test
  void aLimitedLoopRunsWhatTwoBoundsAdmit() {
    Index y = Index.variable("y");
    Index at = y.times(4).plus("k", 1);
    LimitedLoop taps =
        new LimitedLoop(
            "k",
            y.times(-1).plus(1),
            y.times(-1).plus(4),
            3,
            List.of(new Store(A, at, new Constant(1, 1))));
    float[] a = new float[24];
    run(a, new Loop("y", 0, 6, 1, List.of(taps)));
    assertThat(a)
        .containsExactly(
            0, 1, 1, 0, //
            1, 1, 1, 0, //
            1, 1, 0, 0, //
            1, 0, 0, 0, //
            0, 0, 0, 0, //
            0, 0, 0, 0);
  }

  @Test
  void namesAnAccessOutsideItsBuffer() {
    Expression pixel = new Broadcast(A, Index.variable("y").times(2), 1);
    Loop loop = new Loop("y", 0, 4, 1, List.of(new Store(A, Index.of(0), pixel)));
    assertThatThrownBy(() -> run(new float[5], loop))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage(
            "kernel kernel, statement 'a[0] = a[2 * y]' with {y=3}: buffer a has 5 floats,"
                + " index 2 * y = 6 with 1 floats is outside");
    assertThatThrownBy(() -> run(new float[16], new ReadAhead(A, Index.of(0), 2)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("index 0 = 0 with 17 floats is outside");
    run(new float[17], new ReadAhead(A, Index.of(0), 2));
    assertThatThrownBy(() -> run(new float[5], new Fill(A, Index.of(-1), 2, 0)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("index -1 = -1 with 2 floats is outside");
  }

  @Test
  void refusesWhatHasNoValue() {
    Store undefined = new Store(A, Index.of(0), new Read(new Local("x", 1)));
    assertThatThrownBy(() -> run(new float[1], undefined))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("variable x has no value");
    assertThatThrownBy(() -> LoopInterpreter.run(kernel(), Map.of("a", new float[1])))
        .hasMessage("kernel kernel: no floats for buffer w, only for [a]");
  }

  private static Expression select(Comparison comparison, Expression a, Expression b) {
    return new Select(comparison, a, b, new Constant(1, 4), new Constant(0, 4));
  }

  private static void run(float[] a, Statement... statements) {
    float[] w = {1, 2, 3, 4, 4, 5, 6, 7};
    Map<String, float[]> buffers =
        Map.of("a", a, "w", w, "k", new float[1], G.name(), new float[1]);
    LoopInterpreter.run(kernel(statements), buffers);
  }
}
