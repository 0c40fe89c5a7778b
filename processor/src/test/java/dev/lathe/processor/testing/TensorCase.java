package dev.lathe.processor.testing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The layers of cases whose operation is composed of the graph's general ones. */
final class TensorCase {
  private static final List<String> AXES = List.of("WIDTH", "HEIGHT", "DEPTH");

  private static final Map<String, String> PLAIN =
      Map.ofEntries(
          Map.entry("abs", "@Abs"),
          Map.entry("hard_sigmoid", "@HardSigmoid"),
          Map.entry("hardswish", "@HardSwish"),
          Map.entry("log_sigmoid", "@LogSigmoid"),
          Map.entry("mish", "@Mish"),
          Map.entry("relu6", "@Relu6"),
          Map.entry("selu", "@Selu"),
          Map.entry("silu", "@Silu"),
          Map.entry("softsign", "@Softsign"));

  private static final List<String> OTHERS =
      List.of(
          "channel_shuffle",
          "elu",
          "gelu",
          "glu",
          "hardshrink",
          "group_norm",
          "hardtanh",
          "instance_norm",
          "layer_norm",
          "leaky_relu",
          "local_response_norm",
          "local_response_norm_within",
          "local_contrast_norm",
          "log_softmax",
          "kmax_pool",
          "maxout",
          "pad",
          "prelu",
          "pixel_shuffle",
          "pixel_unshuffle",
          "rbf",
          "softmax",
          "softplus",
          "softshrink",
          "tanh_scaled",
          "upsample");

  private TensorCase() {}

  static boolean isTensor(GradientCase test) {
    return PLAIN.containsKey(test.op()) || OTHERS.contains(test.op());
  }

  static CaseLayer of(GradientCase test) {
    int[] x = test.tensor("in.x").shape();
    boolean single =
        x.length == 1
            || alongBatch(test, x)
            || (test.op().equals("layer_norm") && test.ints("normalized_shape").length == x.length);
    CaseLayer batch = batch(test, x, single);
    return batch.with(annotation(test, x.length));
  }

  /** Whether the operation lets all elements of the first axis meet: there is one image then. */
  private static boolean alongBatch(GradientCase test, int[] x) {
    return List.of("softmax", "log_softmax", "glu").contains(test.op())
        && axis(test) == 0
        && x.length > 1;
  }

  /** The elements of which a layer norm knows nothing are images of their own. */
  private static CaseLayer batch(GradientCase test, int[] x, boolean single) {
    if (alongBatch(test, x)) {
      int rest = IntStream.of(x).skip(1).reduce(1, Math::multiplyExact);
      return new CaseLayer("", List.of(x[0], rest), 1, CaseLayer.parametersOf(test));
    }
    if (!test.op().equals("layer_norm")) {
      return CaseLayer.elementwise(x, CaseLayer.parametersOf(test));
    }
    int own = test.ints("normalized_shape").length;
    int images = IntStream.of(x).limit(x.length - own).reduce(1, Math::multiplyExact);
    List<Integer> image = IntStream.of(x).skip(x.length - own).boxed().toList();
    return new CaseLayer("", image, single ? 1 : images, CaseLayer.parametersOf(test));
  }

  private static String annotation(GradientCase test, int axes) {
    String plain = PLAIN.get(test.op());
    if (plain != null) {
      return plain;
    }
    return switch (test.op()) {
      case "softmax" -> "@Softmax(axis = Axis.%s)".formatted(axisName(test, axes));
      case "log_softmax" -> "@LogSoftmax(axis = Axis.%s)".formatted(axisName(test, axes));
      case "glu" -> "@Glu(axis = Axis.%s)".formatted(axisName(test, axes));
      case "elu" -> "@Elu(%s)".formatted(test.number("alpha", 1));
      case "leaky_relu" -> "@LeakyRelu(%s)".formatted(test.number("slope", 0.01));
      case "gelu" -> "@Gelu(approximate = %b)".formatted(test.text("approximate").equals("tanh"));
      case "softshrink" -> "@SoftShrink(%s)".formatted(test.number("lambd", 0.5));
      case "hardshrink" -> "@HardShrink(%s)".formatted(test.number("lambd", 0.5));
      case "hardtanh" ->
          "@HardTanh(min = %s, max = %s)".formatted(test.number("min", -1), test.number("max", 1));
      case "softplus" ->
          "@Softplus(beta = %s, threshold = %s)"
              .formatted(test.number("beta", 1), test.number("threshold", 20));
      case "tanh_scaled" ->
          "@ScaledTanh(amplitude = %s, slope = %s)"
              .formatted(test.number("a", 1), test.number("b", 1));
      case "kmax_pool" -> "@KMaxPool(%d)".formatted((int) test.number("k", 0));
      case "prelu" ->
          "@ParametricRelu(shared = %b)"
              .formatted(axes > 1 && test.tensor("in.weight").shape()[0] == 1);
      case "maxout" -> "@Maxout(%d)".formatted((int) test.number("pieces", 0));
      case "channel_shuffle" ->
          "@ChannelShuffle(groups = %d)".formatted((int) test.number("groups", 0));
      case "pixel_shuffle" -> "@PixelShuffle(%d)".formatted((int) test.number("factor", 0));
      case "pixel_unshuffle" -> "@PixelUnshuffle(%d)".formatted((int) test.number("factor", 0));
      case "pad" ->
          "@Pad(value = %s, mode = PadMode.%s, fill = %s)"
              .formatted(
                  CaseLayer.braces(
                      IntStream.concat(
                              IntStream.of(test.ints("pads_begin")),
                              IntStream.of(test.ints("pads_end")))
                          .toArray()),
                  test.text("mode").toUpperCase(Locale.ROOT),
                  test.attributeIn("value") ? 0 : test.number("value", 0));
      case "upsample" -> upsample(test);
      case "layer_norm" -> "@LayerNorm(%s)".formatted(norm(test));
      case "group_norm" ->
          "@GroupNorm(groups = %d, %s)".formatted((int) test.number("groups", 0), norm(test));
      case "instance_norm" -> "@InstanceNorm(%s)".formatted(norm(test));
      case "local_response_norm" -> "@LocalResponseNorm(%s)".formatted(response(test));
      case "local_response_norm_within" ->
          "@LocalResponseNorm(%s, withinChannels = true)".formatted(response(test));
      case "local_contrast_norm" -> contrast(test);
      case "rbf" -> "@Rbf(%d)".formatted(test.tensor("in.weight").shape()[0]);
      default -> throw new IllegalArgumentException(test.toString());
    };
  }

  private static String upsample(GradientCase test) {
    boolean linear = !test.text("mode").equals("nearest");
    String scale =
        DoubleStream.of(test.numbers("scale"))
            .mapToObj(factor -> String.valueOf((int) factor))
            .collect(Collectors.joining(", ", "{", "}"));
    boolean corners = linear && test.flag("align_corners");
    return "@Upsample(value = %s, mode = UpsampleMode.%s, alignCorners = %b)"
        .formatted(scale, linear ? "LINEAR" : "NEAREST", corners);
  }

  private static String norm(GradientCase test) {
    return "epsilon = %s, affine = %b".formatted(test.number("eps", 1e-5), test.has("in.weight"));
  }

  private static String response(GradientCase test) {
    return "size = %d, before = %d, alpha = %s, beta = %s, k = %s"
        .formatted(
            size(test),
            (int) test.number("channels_before", -1),
            test.number("alpha", 0),
            test.number("beta", 0),
            test.number("k", 0));
  }

  private static String contrast(GradientCase test) {
    double[] window = test.tensor("in.window").elements();
    String weights =
        DoubleStream.of(window)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", ", "{", "}"));
    return ("@LocalContrastNorm(value = %s, weights = %s, subtractive = %b, divisive = %b,"
            + " floor = %s, renormalise = %b)")
        .formatted(
            CaseLayer.braces(test.ints("window")),
            weights,
            test.flag("subtractive"),
            test.flag("divisive"),
            test.attributeIn("c", "\"mean\"") ? -1 : test.number("c", 0),
            test.text("border").equals("renormalise"));
  }

  private static int size(GradientCase test) {
    return (int) test.number("size", 0);
  }

  private static int axis(GradientCase test) {
    int axis = (int) test.number("axis", 1);
    return axis < 0 ? axis + test.tensor("in.x").shape().length : axis;
  }

  private static String axisName(GradientCase test, int axes) {
    int axis = axis(test);
    return axis <= 1 ? "CHANNELS" : AXES.get(axes - 1 - axis);
  }
}
