package dev.lathe.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.lathe.processor.testing.SampleSources;
import dev.lathe.processor.testing.SummaryText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers that the lectures and papers give, in the summaries that javac writes. */
class SampleSummariesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          samples.nyu.Net1           |        2,570 |  2,570
          samples.nyu.Net2           |        3,214 |  3,214
          samples.nyu.Net3           |        1,226 |  1,226
          samples.nyu.Net4           |        1,132 |  2,266
          samples.nyu.Net5           |        1,060 |  5,194
          samples.nyu.ZipCode1989    |        9,760 | 64,660
          samples.LeNet5             |       61,706 |
          samples.PyTorchExampleNet  |      431,080 |
          samples.TorchExampleNet    |      693,954 |
          zoo.alexnet.AlexNet        |   60,965,224 |
          zoo.vgg.Vgg16              |  138,357,544 |
          zoo.resnet.ResNet50        |   25,557,032 |
          zoo.densenet.DenseNet121   |    7,978,856 |
          """)
  void weightsAndLinks(String name, String weights, String links) throws IOException {
    SummaryText summary = summary(name);

    assertThat(summary.sum("weights")).isEqualTo(weights);
    if (links != null) {
      assertThat(summary.sum("links")).isEqualTo(links);
    }
  }

  @Test
  void leNet5AsItWas() throws IOException {
    SummaryText summary = summary("samples.nyu.LeNet5Original");

    assertThat(summary.column("weights"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "c1", "156", "s2", "12", "c3", "1,516", "s4", "32", "c5", "48,120", "f6", "10,164",
                "output", "840"));
    assertThat(summary.column("units")).containsEntry("c1", "4,704").containsEntry("c3", "1,600");
    assertThat(summary.column("links"))
        .containsEntry("c1", "122,304")
        .containsEntry("s2", "5,880")
        .containsEntry("c3", "151,600")
        .containsEntry("s4", "2,000");
    assertThat(summary.column("sees"))
        .containsEntry("c1", "5x5, step 1x1")
        .containsEntry("s4", "16x16, step 4x4")
        .containsEntry("c5", "32x32, step 4x4");
  }

  @Test
  void alexNet() throws IOException {
    SummaryText summary = summary("zoo.alexnet.AlexNet");

    // The paper says 253,440: by its own arithmetic, of 224x224 pixels.
    assertThat(summary.column("units"))
        .containsEntry("conv1", "290,400")
        .containsEntry("conv2", "186,624")
        .containsEntry("conv3", "64,896")
        .containsEntry("conv4", "64,896")
        .containsEntry("conv5", "43,264")
        .containsEntry("classifier.fc6", "4,096")
        .containsEntry("classifier.fc7", "4,096")
        .containsEntry("classifier.fc8", "1,000");
    assertThat(summary.column("computed")).containsEntry("classifier.drop6", "training only");
  }

  @Test
  void googLeNetWithoutItsAuxiliaryHeads() throws IOException {
    SummaryText summary = summary("zoo.googlenet.GoogLeNet");

    assertThat(summary.sum("weights")).isEqualTo("6,998,552");
    assertThat(summary.sums("weights")).containsExactly("6,998,552", "6,379,728");
    assertThat(summary.sums("computed")).containsExactly("", "training only");
    assertThat(summary.column("computed"))
        .allSatisfy(
            (layer, computed) ->
                assertThat(computed.equals("training only"))
                    .as(layer)
                    .isEqualTo(layer.startsWith("aux") || layer.equals("dropout")));
  }

  @Test
  void zfNet() throws IOException {
    assertThat(summary("zoo.alexnet.ZfNet").column("output"))
        .containsEntry("conv1", "96x110x110")
        .containsEntry("conv2", "256x26x26")
        .containsEntry("conv3", "512x13x13")
        .containsEntry("conv4", "1024x13x13")
        .containsEntry("conv5", "512x13x13");
  }

  @Test
  void coordinatesOfBoxesAndJoints() throws IOException {
    // The two coordinates of four corners, and of 14 joints.
    assertThat(summary("samples.vision.BoxNet").column("output")).containsEntry("box", "8x1x1");
    assertThat(summary("samples.vision.PoseNet").column("output"))
        .containsEntry("output", "28x1x1");
  }

  @Test
  void normalisationIsFoldedIntoWeights() throws IOException {
    assertThat(summary("samples.vision.SmallResNet").column("computed"))
        .containsEntry("norm", "folded into conv")
        .containsEntry("stage2.norm3", "folded into stage2.shortcut");
  }

  /** What javac writes beside the classes; without vectors, whose passes take longer to plan. */
  private static SummaryText summary(String name) throws IOException {
    List<String> options = new ArrayList<>(SampleSources.sourcePath());
    options.addAll(List.of("-implicit:none", "-proc:only"));
    Compilation compilation =
        javac()
            .withProcessors(new LatheProcessor())
            .withOptions(options)
            .compile(SampleSources.file("dev.lathe." + name));
    assertThat(compilation.errors()).isEmpty();
    String path = "dev/lathe/" + name.replace('.', '/') + ".summary.txt";
    return SummaryText.of(
        compilation
            .generatedFile(StandardLocation.CLASS_OUTPUT, path)
            .orElseThrow()
            .getCharContent(false)
            .toString());
  }
}
