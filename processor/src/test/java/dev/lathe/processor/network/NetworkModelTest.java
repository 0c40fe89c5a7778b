package dev.lathe.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.annotations.Loss;
import dev.lathe.processor.NetworkModels;
import dev.lathe.processor.graph.Shape;
import org.junit.jupiter.api.Test;

final class NetworkModelTest {

  @Test
  void leNet5() {
    NetworkModel network = NetworkModels.of(Sources.LENET_5);

    assertThat(network.packageName()).isEqualTo("nets");
    assertThat(network.name()).isEqualTo("LeNet5");
    assertThat(network.generated().facade()).isEqualTo("LeNet5Network");
    assertThat(network.input()).isEqualTo(Shape.of(1, 32, 32));
    assertThat(network.vectorModule()).isTrue();
    assertThat(network.training())
        .hasValue(new Training(Loss.CROSS_ENTROPY, /* inputGradient= */ false));
    assertThat(network.layers())
        .extracting(layer -> layer.name() + ": " + layer.title() + " -> " + layer.output())
        .containsExactly(
            "c1: conv 5x5, 6 filters, relu -> 6x28x28",
            "s2: max pool 2x2 -> 6x14x14",
            "c3: conv 5x5, 16 filters, relu -> 16x10x10",
            "s4: max pool 2x2 -> 16x5x5",
            "c5: conv 5x5, 120 filters, relu -> 120x1x1",
            "f6: dense 84, relu -> 84x1x1",
            "output: dense 10, log-softmax -> 10x1x1");
    assertThat(network.layers())
        .extracting(layer -> layer.sources().getFirst())
        .containsExactly(-1, 0, 1, 2, 3, 4, 5);
    assertThat(network.parameters())
        .extracting(p -> p.name() + " " + p.stored().extents() + " " + p.fanIn())
        .containsExactly(
            "c1.weight [6, 1, 5, 5] 25",
            "c1.bias [6] 25",
            "c3.weight [16, 6, 5, 5] 150",
            "c3.bias [16] 150",
            "c5.weight [120, 16, 5, 5] 400",
            "c5.bias [120] 400",
            "f6.weight [84, 120] 120",
            "f6.bias [84] 120",
            "output.weight [10, 84] 84",
            "output.bias [10] 84");
    assertThat(network.weights()).isEqualTo(61_706);
    assertThat(network.entryPoints())
        .extracting(entry -> entry.kind() + " " + entry.method())
        .containsExactlyInAnyOrder(
            "SCORES scores", "SCORES_INTO scores", "CLASSIFY classify", "BATCH scores");
    assertThat(network.entryPoints()).allMatch(EntryPoint::inherited);
  }

  @Test
  void aDenseLayerBehindAMap() {
    NetworkModel network = NetworkModels.of(Sources.PYTORCH_EXAMPLE);

    ParameterModel weight = network.parameters().get(4);
    assertThat(weight.name()).isEqualTo("fc1.weight");
    assertThat(weight.stored()).isEqualTo(Shape.of(500, 800));
    assertThat(weight.computed()).isEqualTo(Shape.of(500, 50, 4, 4));
    assertThat(weight.fanIn()).isEqualTo(800);
    assertThat(network.weights()).isEqualTo(431_080);
  }

  @Test
  void everyFigureFindsItsAxis() {
    NetworkModel network = NetworkModels.of(Sources.EVERY_FIGURE);

    assertThat(network.layers())
        .extracting(layer -> layer.title() + " -> " + layer.output())
        .containsExactly(
            "conv 3x2, 4 filters, stride 2x1, padding 0x1 to 2x3, dilation 1x2, no bias, flipped"
                + " -> 4x5x11",
            "average pool 3x2, stride 1x2, padding 1x0, padding not counted -> 4x5x5",
            "transposed conv 3x4, 3 filters, stride 2x3, padding 1x1, output padding 1x2"
                + " -> 3x10x16",
            "max pool 2x4, tanh -> 3x5x4",
            "sigmoid -> 3x5x4");
    // PyTorch counts the second extent of a transposed weight too, although that is the outputs'.
    assertThat(network.parameters())
        .extracting(p -> p.name() + " " + p.stored().extents() + " " + p.fanIn())
        .containsExactly(
            "conv.weight [4, 2, 3, 2] 12", "up.weight [4, 3, 3, 4] 36", "up.bias [3] 36");
  }

  @Test
  void nestedInterfacesAndOwnEntryPoints() {
    NetworkModel network =
        NetworkModels.of(
            """
            interface HasType {
              class Pass {}
            }

            class Outer {
              @Network(input = 5)
              @Trainable(loss = Loss.MEAN_SQUARED_ERROR, inputGradient = true)
              interface Net extends java.util.function.UnaryOperator<float[]>, HasType {
                enum Weights {}

                @Dense(value = 2, bias = false) Layer f1();

                void run(float[] in, float... out);
              }
            }
            """);

    assertThat(network.simpleNames()).containsExactly("Outer", "Net");
    assertThat(network.memberTypes()).containsExactly("Pass", "Weights");
    assertThat(network.generated().all(/* trainable= */ true))
        .contains("Outer_NetNetwork", "Outer_NetScalar", "Outer_NetTrainingVector256");
    assertThat(network.output().output()).isEqualTo(Shape.of(2));
    assertThat(network.training()).hasValue(new Training(Loss.MEAN_SQUARED_ERROR, true));
    assertThat(network.entryPoints())
        .containsExactly(
            new EntryPoint("apply", EntryPoint.Kind.SCORES, false, "Function", true),
            new EntryPoint("run", EntryPoint.Kind.SCORES_INTO, true, "Net", false));
  }
}
