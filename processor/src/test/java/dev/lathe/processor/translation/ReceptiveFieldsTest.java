package dev.lathe.processor.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.network.ReceptiveField;
import dev.lathe.processor.onnx.Limits;
import dev.lathe.processor.onnx.OnnxException;
import dev.lathe.processor.onnx.OnnxReader;
import dev.lathe.processor.testing.OnnxText;
import org.junit.jupiter.api.Test;

/** What the nodes of a file see of its input. */
class ReceptiveFieldsTest {
  private static final String IMAGE = OnnxText.value("input", "x", 1, 3, 32, 32);
  private static final String OUTPUT = "output { name: \"y\" }";

  @Test
  void windowsAddUpAndStridesMultiply() throws OnnxException {
    ReceptiveFields fields =
        fields(
            IMAGE
                + OUTPUT
                + OnnxText.floats("w", 4, 3, 5, 5)
                + OnnxText.floats("v", 4, 4, 3, 3)
                + conv("a", "x", "w", 2)
                + conv("b", "a", "v", 2)
                + OnnxText.node("GlobalAveragePool", "y", "b"));

    assertThat(fields.of("a").map(ReceptiveField::toString)).contains("5x5, step 2x2");
    assertThat(fields.of("b").map(ReceptiveField::toString)).contains("9x9, step 4x4");
  }

  @Test
  void branchesSeeWhatTheLargestSees() throws OnnxException {
    ReceptiveFields fields =
        fields(
            IMAGE
                + OUTPUT
                + OnnxText.floats("w", 3, 3, 5, 5)
                + OnnxText.nodeWith(OnnxText.ints("pads", 2, 2, 2, 2), "Conv", "a", "x", "w")
                + OnnxText.node("Add", "y", "a", "x"));

    assertThat(fields.of("y").map(ReceptiveField::toString)).contains("5x5, step 1x1");
  }

  @Test
  void axesAreThoseOfTheFile() throws OnnxException {
    ReceptiveFields fields =
        fields(
            OnnxText.value("input", "x", 1, 20, 30, 3)
                + OUTPUT
                + OnnxText.floats("w", 4, 3, 3, 5)
                + OnnxText.nodeWith(OnnxText.ints("perm", 0, 3, 1, 2), "Transpose", "t", "x")
                + OnnxText.node("Conv", "c", "t", "w")
                + OnnxText.nodeWith(OnnxText.ints("perm", 0, 2, 3, 1), "Transpose", "y", "c"));

    assertThat(fields.of("c").map(ReceptiveField::toString)).contains("3x5, step 1x1");
  }

  @Test
  void ofSeveralInputsTheFirstCounts() throws OnnxException {
    ReceptiveFields fields =
        fields(
            OnnxText.value("input", "a", 1, 3, 12, 12)
                + OnnxText.value("input", "b", 1, 3, 12, 12)
                + OUTPUT
                + OnnxText.floats("w", 4, 3, 3, 5)
                + OnnxText.node("Conv", "ofb", "b", "w")
                + OnnxText.node("Conv", "ofa", "a", "w")
                + OnnxText.node("Add", "y", "ofb", "ofa"));

    assertThat(fields.of("ofa").map(ReceptiveField::toString)).contains("3x5, step 1x1");
    assertThat(fields.of("ofb")).isEmpty();
  }

  private static String conv(String output, String input, String weight, int stride) {
    return OnnxText.nodeWith(
        OnnxText.ints("strides", stride, stride), "Conv", output, input, weight);
  }

  private static ReceptiveFields fields(String graph) throws OnnxException {
    Translation translation =
        Translation.of(OnnxReader.read(OnnxText.graph(graph), Limits.DEFAULT), Wishes.NONE, false);
    return new ReceptiveFields(translation.imported().orElseThrow());
  }
}
