package dev.lathe.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.NetworkModels;
import dev.lathe.processor.testing.SampleSources;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers that the lectures and papers give for their networks. */
class SampleNumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          samples.nyu.Net1                  |       2570 |     2570
          samples.nyu.Net2                  |       3214 |     3214
          samples.nyu.Net3                  |       1226 |     1226
          samples.nyu.Net4                  |       1132 |     2266
          samples.nyu.Net5                  |       1060 |     5194
          samples.nyu.ZipCode1989           |       9760 |    64660
          samples.LeNet5                    |      61706 |
          samples.PyTorchExampleNet         |     431080 |
          samples.TorchExampleNet           |     693954 |
          samples.vision.NetworkInNetwork   |     966986 |
          zoo.alexnet.AlexNet               |   60965224 |
          zoo.vgg.VggA                      |  132863336 |
          zoo.vgg.VggALrn                   |  132863336 |
          zoo.vgg.VggB                      |  133047848 |
          zoo.vgg.VggC                      |  133638952 |
          zoo.vgg.Vgg16                     |  138357544 |
          zoo.vgg.Vgg19                     |  143667240 |
          zoo.resnet.ResNet18               |   11689512 |
          zoo.resnet.ResNet34               |   21797672 |
          zoo.resnet.ResNet50               |   25557032 |
          zoo.resnet.ResNet101              |   44549160 |
          zoo.resnet.ResNet152              |   60192808 |
          zoo.densenet.DenseNet121          |    7978856 |
          """)
  void weightsAndLinks(String name, long weights, Long links) {
    NetworkModel network = NetworkModels.ofSample("dev.lathe." + name);

    assertThat(total(network, Census::weights)).isEqualTo(weights).isEqualTo(network.weights());
    if (links != null) {
      assertThat(total(network, Census::links)).isEqualTo(links);
    }
  }

  @Test
  void leNet5AsItWas() {
    NetworkModel network = NetworkModels.ofSample("dev.lathe.samples.nyu.LeNet5Original");

    assertThat(each(network, Census::weights))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "c1", 156L, "s2", 12L, "c3", 1516L, "s4", 32L, "c5", 48120L, "f6", 10164L, "output",
                840L));
    assertThat(each(network, Census::units)).containsEntry("c1", 4704L).containsEntry("c3", 1600L);
    // As the paper counts connections.
    assertThat(each(network, Census::links))
        .containsEntry("c1", 122304L)
        .containsEntry("s2", 5880L)
        .containsEntry("c3", 151600L)
        .containsEntry("s4", 2000L);
    assertThat(field(network, "c1")).isEqualTo("5x5, step 1x1");
    assertThat(field(network, "s2")).isEqualTo("6x6, step 2x2");
    assertThat(field(network, "c3")).isEqualTo("14x14, step 2x2");
    assertThat(field(network, "s4")).isEqualTo("16x16, step 4x4");
    assertThat(field(network, "c5")).isEqualTo("32x32, step 4x4");
  }

  @Test
  void alexNet() {
    NetworkModel network = NetworkModels.ofSample("dev.lathe.zoo.alexnet.AlexNet");

    Map<String, Long> units = each(network, Census::units);
    // The paper says 253,440: by its own arithmetic, of 224x224 pixels.
    assertThat(units)
        .containsEntry("conv1", 290400L)
        .containsEntry("conv2", 186624L)
        .containsEntry("conv3", 64896L)
        .containsEntry("conv4", 64896L)
        .containsEntry("conv5", 43264L)
        .containsEntry("classifier.fc6", 4096L)
        .containsEntry("classifier.fc7", 4096L)
        .containsEntry("classifier.fc8", 1000L);
    assertThat(field(network, "pool5")).isEqualTo("195x195, step 32x32");
  }

  @Test
  void googLeNetWithoutItsAuxiliaryHeads() {
    NetworkModel network = NetworkModels.ofSample("dev.lathe.zoo.googlenet.GoogLeNet");

    Map<String, Long> weights = each(network, Census::weights);
    long auxiliary =
        weights.entrySet().stream()
            .filter(layer -> layer.getKey().startsWith("aux"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertThat(auxiliary).isEqualTo(6_379_728);
    assertThat(network.weights() - auxiliary).isEqualTo(6_998_552);
  }

  @Test
  void receptiveFieldsOfDeepNetworks() {
    NetworkModel vgg = NetworkModels.ofSample("dev.lathe.zoo.vgg.Vgg16");
    assertThat(field(vgg, "conv1.1.conv")).isEqualTo("5x5, step 1x1");
    assertThat(field(vgg, "pool5")).isEqualTo("212x212, step 32x32");
    NetworkModel residual = NetworkModels.ofSample("dev.lathe.zoo.resnet.ResNet50");
    assertThat(field(residual, "layer4.2.output")).isEqualTo("427x427, step 32x32");
    NetworkModel up = NetworkModels.ofSample("dev.lathe.samples.vision.UNet");
    assertThat(field(up, "bottom.conv2")).endsWith("step 8x8");
    assertThat(field(up, "output")).endsWith("step 1x1");
  }

  @ParameterizedTest
  @CsvSource({
    "zoo.vgg.Vgg16, 40",
    "zoo.resnet.ResNet50, 60",
    "zoo.googlenet.GoogLeNet, 70",
    "zoo.densenet.DenseNet121, 50"
  })
  void fitOnAScreenOrTwo(String name, int most) {
    assertThat(SampleSources.annotationLines("dev.lathe." + name)).isBetween(10, most);
  }

  private static long total(NetworkModel network, ToLongFunction<Census> count) {
    return network.layers().stream().map(Census::of).mapToLong(count).sum();
  }

  private static Map<String, Long> each(NetworkModel network, ToLongFunction<Census> count) {
    return network.layers().stream()
        .collect(Collectors.toMap(LayerModel::name, layer -> count.applyAsLong(Census.of(layer))));
  }

  private static String field(NetworkModel network, String layer) {
    List<String> names = network.layers().stream().map(LayerModel::name).toList();
    return ReceptiveFields.of(network).get(names.indexOf(layer)).toString();
  }
}
