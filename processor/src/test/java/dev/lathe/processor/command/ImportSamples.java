package dev.lathe.processor.command;

import dev.lathe.processor.testing.OnnxText;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files of a layer or two, and the annotations that say them. */
final class ImportSamples {
  private ImportSamples() {}

  /**
   * A file.
   *
   * @param says what its interface has to say
   */
  @SuppressWarnings("ArrayRecordComponent") // plain data between tests
  record Sample(byte[] file, String... says) {}

  static Map<String, Sample> all() {
    Map<String, Sample> samples = new LinkedHashMap<>();
    normalisations(samples);
    softmax(samples);
    sizes(samples);
    axes(samples);
    formulas(samples);
    return samples;
  }

  private static void normalisations(Map<String, Sample> samples) {
    samples.put(
        "LayerNormOfAll",
        sample(
            image(3, 5, 4)
                + OnnxText.floats("w", 3, 5, 4)
                + OnnxText.floats("b", 3, 5, 4)
                + OnnxText.nodeWith(
                    OnnxText.integer("axis", 1), "LayerNormalization", "y", "x", "w", "b"),
            "@LayerNorm\n"));
    samples.put(
        "LayerNormOfRows",
        sample(
            image(7, 6)
                + OnnxText.floats("w", 6)
                + OnnxText.floats("b", 6)
                + OnnxText.nodeWith(
                    OnnxText.integer("axis", -1) + OnnxText.decimal("epsilon", 1e-3),
                    "LayerNormalization",
                    "y",
                    "x",
                    "w",
                    "b"),
            "@LayerNorm(axis = Axis.WIDTH, epsilon = 0.001)"));
    samples.put("LayerNormOfChannels", channelsLast(5, 4, 3));
    samples.put("LayerNormOfOneCell", channelsLast(5, 1, 1));
    samples.put(
        "InstanceNorms",
        sample(
            image(3, 5, 4)
                + OnnxText.floats("w", 3)
                + OnnxText.floats("b", 3)
                + OnnxText.node("InstanceNormalization", "y", "x", "w", "b"),
            "@InstanceNorm(affine = true)"));
    samples.put(
        "GroupNorms",
        sample(
            image(6, 3, 3)
                + OnnxText.floats("w", 6)
                + OnnxText.floats("b", 6)
                + OnnxText.nodeWith(
                    OnnxText.integer("num_groups", 2), "GroupNormalization", "y", "x", "w", "b"),
            "@GroupNorm(groups = 2)"));
    samples.put(
        "GroupNormOfPyTorch",
        sample(
            image(6, 3, 3)
                + OnnxText.integers("grouped", 0, 2, -1)
                + OnnxText.integers("whole", 1, 6, 3, 3)
                + ones("ones", 2)
                + zeros("zeros", 2)
                + OnnxText.floats("w", 6, 1, 1)
                + OnnxText.floats("b", 6, 1, 1)
                + OnnxText.node("Reshape", "g", "x", "grouped")
                + OnnxText.node("InstanceNormalization", "n", "g", "ones", "zeros")
                + OnnxText.node("Reshape", "m", "n", "whole")
                + OnnxText.node("Mul", "s", "m", "w")
                + OnnxText.node("Add", "y", "s", "b"),
            "@GroupNorm(groups = 2)"));
    samples.put(
        "LayerNormOfFormulas",
        sample(
            image(4, 6)
                + OnnxText.floats("w", 6)
                + OnnxText.floats("b", 6)
                + OnnxText.scalar("two", 2)
                + OnnxText.scalar("epsilon", 1e-5)
                + OnnxText.nodeWith(OnnxText.ints("axes", -1), "ReduceMean", "mean", "x")
                + OnnxText.node("Sub", "centred", "x", "mean")
                + OnnxText.node("Pow", "squares", "centred", "two")
                + OnnxText.nodeWith(OnnxText.ints("axes", -1), "ReduceMean", "spread", "squares")
                + OnnxText.node("Add", "more", "spread", "epsilon")
                + OnnxText.node("Sqrt", "root", "more")
                + OnnxText.node("Div", "standard", "centred", "root")
                + OnnxText.node("Mul", "scaled", "standard", "w")
                + OnnxText.node("Add", "y", "scaled", "b"),
            "@LayerNorm(axis = Axis.WIDTH)"));
  }

  /** A normalisation of every pixel, for which the channels come last. */
  private static Sample channelsLast(long... extents) {
    return sample(
        image(extents)
            + OnnxText.floats("w", extents[0])
            + OnnxText.floats("b", extents[0])
            + transpose("t", "x", 0, 2, 3, 1)
            + OnnxText.nodeWith(
                OnnxText.integer("axis", -1), "LayerNormalization", "n", "t", "w", "b")
            + transpose("y", "n", 0, 3, 1, 2),
        "@LayerNorm");
  }

  private static void softmax(Map<String, Sample> samples) {
    samples.put(
        "SoftmaxOfRows",
        sample(
            image(3, 4, 5) + OnnxText.nodeWith(OnnxText.integer("axis", -1), "Softmax", "y", "x"),
            "@Softmax(axis = Axis.WIDTH)"));
    samples.put(
        "LogSoftmaxOfColumns",
        sample(
            image(3, 4, 5) + OnnxText.nodeWith(OnnxText.integer("axis", 2), "LogSoftmax", "y", "x"),
            "@LogSoftmax(axis = Axis.HEIGHT)"));
    samples.put(
        "SoftmaxOfOldFiles",
        new Sample(
            OnnxText.file(
                "ir_version: 8 opset_import { version: 11 } graph { name: \"g\" "
                    + image(3, 4, 5)
                    + output(3, 4, 5)
                    + OnnxText.nodeWith(OnnxText.integer("axis", 2), "Softmax", "y", "x")
                    + " }"),
            "@Softmax(axis = Axis.WIDTH)"));
  }

  private static void sizes(Map<String, Sample> samples) {
    samples.put(
        "LinearTwice",
        sample(
            image(2, 3, 4) + resize("linear", "half_pixel", 1, 1, 2, 2),
            "@Upsample(value = 2, mode = UpsampleMode.LINEAR)"));
    samples.put(
        "LinearAligned",
        sample(
            image(2, 3, 4) + resize("linear", "align_corners", 1, 1, 3, 2),
            "mode = UpsampleMode.LINEAR",
            "alignCorners = true"));
    samples.put(
        "LinearByHalf",
        sample(image(2, 4, 4) + resize("linear", "half_pixel", 1, 1, 1.5, 1), "@Conv("));
    samples.put(
        "CubicTwice", sample(image(2, 4, 5) + resize("cubic", "half_pixel", 1, 1, 2, 2), "@Conv("));
    samples.put(
        "NearestByHalf",
        sample(image(2, 4, 4) + resize("nearest", "asymmetric", 1, 1, 1.5, 2), "@Conv("));
    samples.put(
        "DepthToSpaces",
        sample(
            image(8, 2, 3)
                + OnnxText.nodeWith(OnnxText.integer("blocksize", 2), "DepthToSpace", "y", "x"),
            "@PixelShuffle(2)",
            "@ChannelShuffle(groups = 4)"));
    samples.put(
        "DepthToSpaceOfRows",
        sample(
            image(8, 2, 3)
                + OnnxText.nodeWith(
                    OnnxText.integer("blocksize", 2) + OnnxText.text("mode", "CRD"),
                    "DepthToSpace",
                    "y",
                    "x"),
            "@PixelShuffle(2)"));
    samples.put(
        "SpaceToDepths",
        sample(
            image(2, 4, 6)
                + OnnxText.nodeWith(OnnxText.integer("blocksize", 2), "SpaceToDepth", "y", "x"),
            "@PixelUnshuffle(2)",
            "@ChannelShuffle(groups = 2)"));
    samples.put(
        "EverySecondCell",
        sample(
            image(2, 6, 7)
                + OnnxText.integers("starts", 1, 0)
                + OnnxText.integers("ends", 6, 7)
                + OnnxText.integers("axes", 2, 3)
                + OnnxText.integers("steps", 2, 3)
                + OnnxText.node("Slice", "y", "x", "starts", "ends", "axes", "steps"),
            "@MaxPool(value = 1, stride = {2, 3})"));
  }

  private static void axes(Map<String, Sample> samples) {
    samples.put(
        "Turned", sample(image(3, 4, 5) + transpose("y", "x", 0, 3, 2, 1), "@ChannelShuffle"));
    samples.put(
        "Reversed",
        sample(
            image(3, 4)
                + OnnxText.integers("starts", -1)
                + OnnxText.integers("ends", -100)
                + OnnxText.integers("axes", 2)
                + OnnxText.integers("steps", -1)
                + OnnxText.node("Slice", "y", "x", "starts", "ends", "axes", "steps"),
            "@Conv("));
    samples.put(
        "MeanOfChannels",
        sample(
            image(3, 4, 5) + OnnxText.nodeWith(OnnxText.ints("axes", 1), "ReduceMean", "y", "x"),
            "@AvgPool("));
    samples.put(
        "SumApart",
        sample(
            image(3, 4, 5)
                + OnnxText.integers("axes", 1, 3)
                + OnnxText.node("ReduceSum", "y", "x", "axes"),
            "@GlobalSumPool",
            "@SumPool("));
    samples.put(
        "LpPools",
        sample(
            image(3, 5, 5)
                + OnnxText.nodeWith(
                    OnnxText.ints("kernel_shape", 2, 2) + OnnxText.integer("p", 3),
                    "LpPool",
                    "y",
                    "x"),
            "@LpPool(value = 2, stride = 1, p = 3.0)"));
  }

  private static void formulas(Map<String, Sample> samples) {
    samples.put(
        "Difference",
        sample(
            image(3, 4, 5) + OnnxText.node("Relu", "r", "x") + OnnxText.node("Sub", "y", "x", "r"),
            "@Add("));
    samples.put(
        "Square", sample(image(3, 4, 5) + OnnxText.node("Mul", "y", "x", "x"), "@Multiply("));
    samples.put(
        "StraightLeak",
        sample(
            image(3, 4)
                + OnnxText.nodeWith(OnnxText.decimal("alpha", 1), "LeakyRelu", "l", "x")
                + OnnxText.node("Relu", "y", "l"),
            "@Relu"));
    samples.put(
        "NothingAtAll",
        sample(image(3, 4) + OnnxText.node("Identity", "y", "x"), "@Reshape({3, 4})"));
  }

  private static Sample sample(String fields, String... says) {
    return new Sample(
        OnnxText.file(
            "ir_version: 8 opset_import { version: 17 } graph { name: \"g\" "
                + fields
                + "output { name: \"y\" } }"),
        says);
  }

  private static String image(long... extents) {
    return OnnxText.value("input", "x", batch(extents));
  }

  private static String output(long... extents) {
    return OnnxText.value("output", "y", batch(extents));
  }

  private static long[] batch(long... extents) {
    long[] all = new long[extents.length + 1];
    all[0] = 1;
    System.arraycopy(extents, 0, all, 1, extents.length);
    return all;
  }

  private static String transpose(String output, String input, long... order) {
    return OnnxText.nodeWith(OnnxText.ints("perm", order), "Transpose", output, input);
  }

  private static String resize(String mode, String coordinates, double... scales) {
    StringBuilder tensor =
        new StringBuilder("initializer { name: \"scales\" data_type: 1 dims: 4 ");
    for (double scale : scales) {
      tensor.append("float_data: ").append(scale).append(' ');
    }
    return tensor
        + "}\n"
        + OnnxText.nodeWith(
            OnnxText.text("mode", mode)
                + OnnxText.text("coordinate_transformation_mode", coordinates),
            "Resize",
            "y",
            "x",
            "",
            "scales");
  }

  private static String ones(String name, int count) {
    return same(name, count, 1);
  }

  private static String zeros(String name, int count) {
    return same(name, count, 0);
  }

  private static String same(String name, int count, double figure) {
    return "initializer { name: \"%s\" data_type: 1 dims: %d %s}\n"
        .formatted(name, count, ("float_data: " + figure + " ").repeat(count));
  }
}
