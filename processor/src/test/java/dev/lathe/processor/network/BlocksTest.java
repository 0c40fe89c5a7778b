package dev.lathe.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.NetworkModels;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Blocks become layers under PyTorch's names. */
final class BlocksTest {

  private static final String BLOCKS =
      """
      @Block
      @interface Basic {
        int WIDTH = Parameter.A;
        int width();
        int repeat() default 1;

        interface Layers {
          @Conv(filters = WIDTH, kernel = 3, padding = 1) @Relu Layer conv1();
          @Conv(filters = WIDTH, kernel = 3, padding = 1) Layer conv2();
          @Add({"conv2", "input"}) @Relu Layer output();
        }
      }

      @Block
      @interface Projected {
        int WIDTH = Parameter.A, STRIDE = Parameter.B;
        int width();
        int stride();

        interface Layers {
          @Conv(filters = WIDTH, kernel = 3, stride = STRIDE, padding = 1) Layer conv1();
          @Shortcut(outputs = WIDTH, stride = STRIDE, from = "input") Layer downsample();
          @Add({"conv1", "downsample"}) @Relu Layer output();
        }
      }

      @Block
      @interface Shortcut {
        int OUTPUTS = Parameter.F, STRIDE = Parameter.E;
        int outputs();
        int stride() default 1;
        String from();

        interface Layers {
          @Conv(filters = OUTPUTS, kernel = 1, stride = STRIDE, bias = false) Layer _0();
        }
      }

      @Block
      @interface Stage {
        int WIDTH = Parameter.B, REST = Parameter.A;
        int width();
        int rest();

        interface Layers {
          @Projected(width = WIDTH, stride = 2) Layer _0();
          @Basic(width = WIDTH, repeat = REST) Layer _1();
        }
      }

      """;

  @Test
  void residualStages() {
    NetworkModel network =
        NetworkModels.of(
            BLOCKS
                + """
                @Network(input = {3, 8, 8})
                interface Net extends Classifier {
                  @Conv(filters = 4, kernel = 3, padding = 1) Layer conv1();
                  @Basic(width = 4, repeat = 2) Layer layer1();
                  @Stage(width = 8, rest = 2) Layer layer2();
                  @Basic(width = 8) Layer last();
                  @Dense(2) Layer fc();
                }
                """);

    assertThat(network.parameters().stream().map(ParameterModel::name).filter(n -> n.endsWith("t")))
        .containsExactly(
            "conv1.weight",
            "layer1.0.conv1.weight",
            "layer1.0.conv2.weight",
            "layer1.1.conv1.weight",
            "layer1.1.conv2.weight",
            "layer2.0.conv1.weight",
            "layer2.0.downsample.0.weight",
            "layer2.1.conv1.weight",
            "layer2.1.conv2.weight",
            "layer2.2.conv1.weight",
            "layer2.2.conv2.weight",
            "last.conv1.weight",
            "last.conv2.weight",
            "fc.weight");
    assertThat(network.methods())
        .extracting(method -> method.method() + " " + network.layers().get(method.layer()).name())
        .containsExactly(
            "conv1 conv1",
            "layer1 layer1.1.output",
            "layer2 layer2.2.output",
            "last last.output",
            "fc fc");
    assertThat(layer(network, "layer1.1.output").sources())
        .extracting(source -> network.layers().get(source).name())
        .containsExactly("layer1.1.conv2", "layer1.0.output");
    assertThat(layer(network, "layer2.0.downsample.0").title())
        .isEqualTo("conv 1x1, 8 filters, stride 2x2, no bias");
    assertThat(network.output().output().extents()).isEqualTo(List.of(2, 1, 1));
  }

  @Test
  void aBlockReadsFurtherLayersByName() {
    NetworkModel network =
        NetworkModels.of(
            """
            @Block
            @interface Meet {
              int WIDTH = Parameter.A;
              int width();
              String other();

              interface Layers {
                @Conv(filters = WIDTH / 2 + 1, kernel = 1) Layer mine();
                @Conv(filters = WIDTH / 2 + 1, kernel = 1, from = "other") Layer theirs();
                @Add("mine") Layer sum();
              }
            }

            @Network(input = {3, 8, 8})
            interface Net extends Classifier {
              @Basic(width = 3) Layer first();
              @Relu Layer second();
              @Meet(width = 6, other = "first.conv1") Layer meet();
            }
            """
                + BLOCKS);

    assertThat(layer(network, "meet.theirs").sources())
        .extracting(source -> network.layers().get(source).name())
        .containsExactly("first.conv1");
    assertThat(layer(network, "meet.sum").sources())
        .extracting(source -> network.layers().get(source).name())
        .containsExactly("meet.theirs", "meet.mine");
    assertThat(network.output().output().extents()).isEqualTo(List.of(4, 8, 8));
  }

  private static LayerModel layer(NetworkModel network, String name) {
    return network.layers().stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }
}
