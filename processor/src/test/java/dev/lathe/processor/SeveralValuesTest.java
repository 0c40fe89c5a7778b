package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.annotations.Loss;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Entry points of networks with several inputs and outputs, through generated code. */
class SeveralValuesTest {
  private static CompiledInterface compiled;

  @BeforeAll
  static void compile() {
    compiled =
        CompiledInterface.compile(
            "Two",
            """
            @Network(input = {2})
            public interface Two {
              record Both(float[] right, float[] sum) {}

              float[] sum(float[] left, float[] right);

              int best(float[] left, float... right);

              void sumInto(float[] left, float[] right, float[] sum);

              Both both(float[] left, float[] right);

              void both(float[] left, float[] right, Both both);

              @Dense(value = 2, bias = false) Layer left();

              @Input({2, 2}) Layer more();

              @Dense(value = 2, bias = false) Layer right();

              @Reshape({2}) Layer flat();

              @Add({"left", "flat"}) Layer sum();
            }
            """);
  }

  private static Object network(VectorPath path) {
    return compiled.loadAny(
        path,
        Weights.of(
            Map.of(
                "left.weight", new Tensor(new int[] {2, 2}, new float[] {1, 0, 0, 1}),
                "right.weight",
                    new Tensor(new int[] {2, 4}, new float[] {1, 0, 0, 0, 0, 0, 0, 10}))));
  }

  private static final float[] LEFT = {1, 2};
  private static final float[] RIGHT = {3, 4, 5, 6};

  @Test
  void everySignatureGivesTheSame() throws ReflectiveOperationException {
    for (VectorPath path : CompiledInterface.paths()) {
      Object network = network(path);
      float[] sum = {1 + 3, 2 + 60};
      assertThat((float[]) call(network, "sum", LEFT, RIGHT)).containsExactly(sum);
      assertThat(call(network, "best", LEFT, RIGHT)).isEqualTo(1);
      float[] into = new float[2];
      call(network, "sumInto", LEFT, RIGHT, into);
      assertThat(into).containsExactly(sum);
      Object both = call(network, "both", LEFT, RIGHT);
      assertThat(component(both, "right")).containsExactly(3, 60);
      assertThat(component(both, "sum")).containsExactly(sum);
      component(both, "right")[0] = -1;
      call(network, "both", LEFT, RIGHT, both);
      assertThat(component(both, "right")).containsExactly(3, 60);
    }
  }

  @Test
  void wrongLengthsAreNamed() {
    Object network = network(VectorPath.SCALAR);

    assertThatThrownBy(() -> call(network, "sum", LEFT, LEFT))
        .hasMessageContaining("Two: the array of the input more has 2 values")
        .hasMessageContaining("[2, 2]");
  }

  @Test
  void partsAreDescribed() {
    CompiledNetwork network = CompiledNetwork.of(network(VectorPath.SCALAR));

    assertThat(network.blueprint().inputs())
        .extracting(part -> part.name() + part.offset())
        .isEqualTo(List.of("input0", "more2"));
    assertThat(network.blueprint().outputs())
        .extracting(part -> part.name() + part.offset())
        .isEqualTo(List.of("sum0", "right2"));
    assertThat(network.layers()).extracting(layer -> layer.name()).contains("more");
  }

  private static float[] component(Object record, String name) throws ReflectiveOperationException {
    return (float[]) call(record, name);
  }

  private static Object call(Object target, String name, Object... arguments)
      throws ReflectiveOperationException {
    for (var method : target.getClass().getMethods()) {
      if (method.getName().equals(name)
          && method.getParameterCount() == arguments.length
          && !method.isBridge()
          && (arguments.length > 0 || !method.getReturnType().getSimpleName().equals("Layer"))) {
        try {
          method.setAccessible(true);
          Object result = method.invoke(target, arguments);
          return result == null ? target : result;
        } catch (InvocationTargetException e) {
          if (e.getCause() instanceof RuntimeException cause) {
            throw cause;
          }
          throw e;
        }
      }
    }
    throw new NoSuchMethodException(name);
  }

  /** Losses that are summed by reductions to a lone number. */
  @ParameterizedTest
  @EnumSource(Loss.class)
  void eachLossMayBeOneOfTwo(Loss loss) {
    String name = "TwoHeads" + loss;
    CompiledInterface heads =
        CompiledInterface.compile(
            name,
            """
            @Network(input = {30})
            @Trainable(of = "label", loss = Loss.%s)
            @Trainable(of = "box")
            public interface %s {
              record Found(float[] label, float[] box) {}
              Found find(float[] image);
              @Dense(9) @Relu Layer u();
              @Dense(3) %s Layer label();
              @Dense(value = 4, from = "u") Layer box();
            }
            """
                .formatted(loss, name, loss == Loss.NEGATIVE_LOG_LIKELIHOOD ? "@LogSoftmax" : ""));

    assertThat(heads.loadAny(VectorPath.SCALAR, Weights.random(1))).isNotNull();
  }
}
