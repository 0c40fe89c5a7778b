package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.OnnxText;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.train.Schedule;
import dev.lathe.runtime.train.Sgd;
import dev.lathe.runtime.train.Trainer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entry points and losses of files with several inputs and outputs, by their names there. */
class FileEndsTest {
  private static final float[] LEFT = {1, 2};
  private static final float[] RIGHT = {3, 4, 5};
  private static final float[] BOTH = {1, 2, 3, 4, 5};

  /** {@code sum/0 = 2 left + (right's first two)}, {@code right.scaled = 3 right}. */
  private static final String FILE =
      value("input", "left", 1, 2)
          + value("input", "right:0", 1, 3)
          + value("output", "sum/0", 1, 2)
          + value("output", "right.scaled", 1, 3)
          + stored("two", "dims: 2", 2, 2)
          + stored("cut", "dims: 3 dims: 2", 1, 0, 0, 1, 0, 0)
          + stored("three", "dims: 1", 3)
          + node("Mul", "doubled", "left", "two")
          + node("MatMul", "first", "right:0", "cut")
          + node("Add", "sum/0", "doubled", "first")
          + node("Mul", "right.scaled", "right:0", "three");

  @TempDir Path folder;

  private static String stored(String name, String dims, double... elements) {
    StringBuilder fields = new StringBuilder(dims);
    for (double element : elements) {
      fields.append(" float_data: ").append(element);
    }
    return "initializer { name: \"%s\" data_type: 1 %s }\n".formatted(name, fields);
  }

  @BeforeEach
  void write() throws IOException {
    Path package_ = Files.createDirectories(folder.resolve(CompiledInterface.PACKAGE));
    Files.write(package_.resolve("ends.onnx"), OnnxText.graph(FILE));
  }

  private CompiledInterface compile(String name, String body) {
    return CompiledInterface.compileAll(Map.of(name, body), folder).getFirst();
  }

  @Test
  void everySignatureGivesTheSame() throws ReflectiveOperationException {
    CompiledInterface compiled =
        compile(
            "Ends",
            """
            @Onnx("ends.onnx")
            public interface Ends extends Classifier {
              record Both(float[] right_scaled, float[] sum_0) {}

              Both both(float[] left, float[] right);

              void both(float[] left, float[] right, Both both);

              float[] all(float[] left, float[] right);

              int best(float[] left, float... right);
            }
            """);
    float[] sum = {2 + 3, 4 + 4};
    float[] scaled = {9, 12, 15};
    float[] all = {2 + 3, 4 + 4, 9, 12, 15};
    for (VectorPath path : CompiledInterface.paths()) {
      Object network = compiled.load(path);
      Object both = call(network, "both", LEFT, RIGHT);
      assertThat(component(both, "sum_0")).containsExactly(sum);
      assertThat(component(both, "right_scaled")).containsExactly(scaled);
      Arrays.fill(component(both, "sum_0"), 0);
      call(network, "both", LEFT, RIGHT, both);
      assertThat(component(both, "sum_0")).containsExactly(sum);
      assertThat((float[]) call(network, "all", LEFT, RIGHT)).containsExactly(all);
      assertThat(call(network, "best", LEFT, RIGHT)).isEqualTo(4);
      // As one image, and one array of scores.
      assertThat((float[]) call(network, "scores", BOTH)).containsExactly(all);
      float[] scores = new float[5];
      call(network, "scores", BOTH, scores);
      assertThat(scores).containsExactly(all);
      assertThat(call(network, "classify", BOTH)).isEqualTo(4);
      float[] batch = new float[10];
      call(network, "scores", new float[] {1, 2, 3, 4, 5, 1, 2, 3, 4, 5}, 2, batch);
      assertThat(Arrays.copyOfRange(batch, 5, 10)).containsExactly(all);
    }
  }

  @Test
  void oneOutputIsARecordAsWell() throws ReflectiveOperationException, IOException {
    Files.write(
        folder.resolve(CompiledInterface.PACKAGE).resolve("one.onnx"),
        OnnxText.graph(
            value("input", "x", 1, 2) + value("output", "495", 1, 2) + node("Relu", "495", "x")));
    CompiledInterface compiled =
        compile(
            "One",
            """
            @Onnx("one.onnx")
            public interface One extends Classifier {
              record Only(float[] _495) {}

              Only only(float[] x);
            }
            """);
    Object only = call(compiled.load(VectorPath.SCALAR), "only", new float[] {-1, 2});
    assertThat(component(only, "_495")).containsExactly(0, 2);
  }

  /** The weighted sum of two losses: each of an output, with targets of their own. */
  @Test
  void everyOutputHasALoss() throws Exception {
    CompiledInterface compiled =
        compile(
            "Trained",
            """
            @Onnx("ends.onnx")
            @Trainable(of = "sum_0", loss = Loss.MEAN_SQUARED_ERROR, weight = 0.5)
            @Trainable(of = "right_scaled", loss = Loss.MEAN_SQUARED_ERROR)
            public interface Trained extends Classifier {}
            """);
    for (VectorPath path : CompiledInterface.paths()) {
      CompiledNetwork network = CompiledNetwork.of(compiled.load(path));
      Dataset data = Dataset.ofVectors(BOTH, new int[] {5}, new float[] {5, 7, 9, 12, 12}, 5);
      Trainer.of(network, data)
          .optimizer(Sgd.withMomentum(0))
          .schedule(Schedule.constant(0.1f))
          .batchSize(1)
          .epochs(1)
          .threads(1)
          .seed(1)
          .build()
          .train();
      // The second of the sum is 1 too large: its loss is half the mean of two squares.
      assertThat(network.weights().tensor("two").values()[0]).isEqualTo(2);
      assertThat(network.weights().tensor("two").values()[1]).isCloseTo(2 - 0.1f, within(1e-6f));
      // The third of the scaled is 3 too large, a mean of three squares.
      assertThat(network.weights().tensor("three").values()[0])
          .isCloseTo(3 - 0.1f * 2 * 3 * 5 / 3, within(1e-5f));
    }
  }

  private static Object call(Object network, String name, Object... arguments)
      throws ReflectiveOperationException {
    for (Method method : network.getClass().getMethods()) {
      if (method.getName().equals(name)
          && method.getParameterCount() == arguments.length
          && fits(method, arguments)) {
        method.setAccessible(true);
        return method.invoke(network, arguments);
      }
    }
    throw new NoSuchMethodException(name);
  }

  private static boolean fits(Method method, Object... arguments) {
    for (int k = 0; k < arguments.length; k++) {
      Class<?> type = method.getParameterTypes()[k];
      if (!type.isInstance(arguments[k])
          && !(type == int.class && arguments[k] instanceof Integer)) {
        return false;
      }
    }
    return true;
  }

  private static float[] component(Object heads, String name) throws ReflectiveOperationException {
    Method accessor = heads.getClass().getMethod(name);
    accessor.setAccessible(true);
    return (float[]) accessor.invoke(heads);
  }
}
