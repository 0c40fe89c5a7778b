package dev.lathe.processor.testing;

import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The layer, as a user writes it, that computes a gradient case's {@code y}, and how the case's
 * batch is cut into images for it.
 *
 * @param before layers that it reads, and blocks' declarations behind them
 * @param annotation of the layer method, {@code @Conv(...)}
 * @param image the shape of one image
 * @param operands the case's inputs that an image is made of, one behind the other
 * @param images how many of them there are
 * @param parameters {@code weight} and {@code bias}, as far as the layer has them
 * @param tensors what the case calls parameters that have other names
 */
public record CaseLayer(
    Surroundings before,
    String annotation,
    List<Integer> image,
    List<Operand> operands,
    int images,
    Weights parameters,
    Map<String, String> tensors) {

  /** What else is written: layers in front of the one, types behind the interface. */
  record Surroundings(String layers, String types) {}

  /**
   * An input of the case.
   *
   * @param name {@code x} of {@code in.x}
   * @param shared whether all images have the same one
   */
  record Operand(String name, boolean shared) {}

  /** The name of the one layer. */
  public static final String NAME = "y";

  private static final int MOST_AXES = 4;

  /** A layer that reads the image, which is a part of {@code in.x}. */
  CaseLayer(String annotation, List<Integer> image, int images, Weights parameters) {
    this(
        new Surroundings("", ""),
        annotation,
        image,
        List.of(new Operand("x", false)),
        images,
        parameters,
        Map.of());
  }

  /** Why no interface computes the case: the operation or the variant of it that is not built. */
  public static Optional<String> missing(GradientCase test) {
    return switch (test.op()) {
      case "conv", "conv_transpose", "conv_table", "locally_connected" -> Optional.empty();
      case "max_pool",
          "avg_pool",
          "sum_pool",
          "lp_pool",
          "lse_pool",
          "subsample",
          "adaptive_avg_pool",
          "adaptive_max_pool",
          "global_avg_pool",
          "global_max_pool",
          "global_sum_pool" ->
          Optional.empty();
      case "embedding" -> Optional.empty();
      case "batch_norm" ->
          test.tensor("in.x").shape().length < 2
              ? Optional.of("batch_norm without a batch")
              : Optional.empty();
      case "linear", "relu", "tanh", "sigmoid" -> Optional.empty();
      default ->
          TensorCase.isTensor(test) || JoinCase.isJoin(test)
              ? Optional.empty()
              : Optional.of(test.op());
    };
  }

  /** The layer of a case that is not {@link #missing}. */
  public static CaseLayer of(GradientCase test) {
    int[] x = test.has("in.x") ? test.tensor("in.x").shape() : new int[0];
    return switch (test.op()) {
      case "conv", "conv_table", "locally_connected" -> convolution(test, batch(test, x));
      case "conv_transpose" -> transposed(test, batch(test, x));
      case "max_pool" -> batch(test, x).with("@MaxPool(%s)".formatted(pool(test)));
      case "avg_pool" ->
          batch(test, x)
              .with(
                  "@AvgPool(%s, countPadding = %b, divisor = %d)"
                      .formatted(
                          pool(test),
                          test.flag("count_include_pad"),
                          test.attributeIn("divisor") ? 0 : (int) test.number("divisor", 0)));
      case "sum_pool" -> batch(test, x).with("@SumPool(%s)".formatted(pool(test)));
      case "lp_pool" ->
          batch(test, x).with("@LpPool(%s, p = %s)".formatted(pool(test), test.number("p", 2)));
      case "lse_pool" ->
          batch(test, x)
              .with(
                  "@LogSumExpPool(%s, beta = %s, mean = %b)"
                      .formatted(pool(test), test.number("beta", 1), test.flag("mean")));
      case "subsample" -> batch(test, x).with("@Subsample(%s)".formatted(pool(test)));
      case "adaptive_avg_pool" ->
          batch(test, x).with("@AdaptiveAvgPool(%s)".formatted(braces(test.ints("output"))));
      case "adaptive_max_pool" ->
          batch(test, x).with("@AdaptiveMaxPool(%s)".formatted(braces(test.ints("output"))));
      case "global_avg_pool" -> batch(test, x).with("@GlobalAvgPool");
      case "global_max_pool" -> batch(test, x).with("@GlobalMaxPool");
      case "global_sum_pool" -> batch(test, x).with("@GlobalSumPool");
      case "linear" -> {
        int inputs = x[x.length - 1];
        int outputs = test.tensor("in.weight").shape()[0];
        yield new CaseLayer("", List.of(inputs), product(x) / inputs, parametersOf(test))
            .with("@Dense(value = %d, bias = %b)".formatted(outputs, test.has("in.bias")));
      }
      case "embedding" -> embedding(test);
      case "batch_norm" ->
          new CaseLayer("", tail(x, 1), x[0], parametersOf(test))
              .with(
                  "@BatchNorm(epsilon = %s, momentum = %s, affine = %b, frozen = %b)"
                      .formatted(
                          test.number("eps", 1e-5),
                          test.number("momentum", 0.1),
                          test.flag("affine"),
                          !test.flag("training")));
      case "relu" -> elementwise(x).with("@Relu");
      case "tanh" -> elementwise(x).with("@Tanh");
      case "sigmoid" -> elementwise(x).with("@Sigmoid");
      default -> JoinCase.isJoin(test) ? JoinCase.of(test) : TensorCase.of(test);
    };
  }

  /** The interface's annotations, name and layer. */
  public String source(String name, String loss) {
    return interfaceSource(
        name, "@Trainable(loss = Loss.%s, inputGradient = true)\n".formatted(loss));
  }

  /** The same without a backward pass. */
  public String inferenceSource(String name) {
    return interfaceSource(name, "");
  }

  private String interfaceSource(String name, String trainable) {
    return """
    @Network(input = %s)
    %spublic interface %s extends Classifier {
    %s  %s Layer %s();
    }
    %s\
    """
        .formatted(
            braces(image), trainable, name, before.layers(), annotation, NAME, before.types());
  }

  /** An image's number of elements. */
  public int imageSize() {
    return image.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }

  static String braces(List<Integer> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
  }

  CaseLayer with(String text) {
    return new CaseLayer(before, text, image, operands, images, parameters, tensors);
  }

  /** What the case calls a parameter's gradient: {@code grad.weight}. */
  String gradient(String parameter) {
    return "grad."
        + tensors.getOrDefault(parameter, parameter.replaceFirst("^" + NAME + "\\.", ""));
  }

  /** The layer that tells the positions of a max-pooling case, if it has any. */
  public static Optional<CaseLayer> positions(GradientCase test) {
    return test.op().equals("max_pool") && test.has("out.indices")
        ? Optional.of(of(test).with("@MaxPoolPositions(%s)".formatted(pool(test))))
        : Optional.empty();
  }

  private static CaseLayer convolution(GradientCase test, CaseLayer batch) {
    int[] kernel = test.ints("kernel");
    String dilation = test.attributeIn("dilation") ? "1" : braces(test.ints("dilation"));
    String common =
        "filters = %d, %s, dilation = %s, bias = %b, flip = %b"
            .formatted(
                test.tensor("out.y")
                    .shape()[test.tensor("out.y").shape().length - kernel.length - 1],
                window("kernel", test),
                dilation,
                test.has("in.bias"),
                test.flag("flip"));
    return batch.with(
        switch (test.op()) {
          case "locally_connected" -> "@LocallyConnected(%s)".formatted(common);
          case "conv_table" -> "@Conv(%s, table = {%s})".formatted(common, rows(test.table()));
          default ->
              "@Conv(%s, groups = %d, padMode = PadMode.%s)"
                  .formatted(common, (int) test.number("groups", 1), padMode(test));
        });
  }

  private static String padMode(GradientCase test) {
    String mode = test.text("pad_mode");
    return mode.isEmpty() || mode.equals("zeros") ? "CONSTANT" : mode.toUpperCase(Locale.ROOT);
  }

  private static String rows(List<List<Integer>> table) {
    return table.stream()
        .map(row -> "@Maps(%s)".formatted(braces(row)))
        .collect(Collectors.joining(", "));
  }

  private static CaseLayer transposed(GradientCase test, CaseLayer batch) {
    return batch.with(
        ("@TransposedConv(filters = %d, kernel = %s, stride = %s, padding = %s,"
                + " outputPadding = %s, dilation = %s, groups = %d, bias = %b, flip = %b)")
            .formatted(
                test.tensor("in.weight").shape()[1] * (int) test.number("groups", 1),
                braces(test.ints("kernel")),
                braces(test.ints("stride")),
                braces(test.ints("padding")),
                braces(test.ints("output_padding")),
                braces(test.ints("dilation")),
                (int) test.number("groups", 1),
                test.has("in.bias"),
                test.flag("flip")));
  }

  private static String pool(GradientCase test) {
    String dilation = test.attributeIn("dilation") ? "1" : braces(test.ints("dilation"));
    return "%s, dilation = %s, ceil = %b"
        .formatted(window("value", test), dilation, test.flag("ceil_mode"));
  }

  private static String window(String kernel, GradientCase test) {
    String padding =
        test.attributeIn("pads_begin")
            ? "0"
            : braces(
                IntStream.concat(
                        IntStream.of(test.ints("pads_begin")), IntStream.of(test.ints("pads_end")))
                    .toArray());
    return "%s = %s, stride = %s, padding = %s"
        .formatted(kernel, braces(test.ints("kernel")), braces(test.ints("stride")), padding);
  }

  static String braces(int[] values) {
    return braces(IntStream.of(values).boxed().toList());
  }

  /** Maps of the window's rank; without a batch axis there is one image. */
  private static CaseLayer batch(GradientCase test, int[] x) {
    boolean batched = x.length == (int) test.number("rank", 0) + 2;
    return new CaseLayer("", tail(x, batched ? 1 : 0), batched ? x[0] : 1, parametersOf(test));
  }

  private static CaseLayer embedding(GradientCase test) {
    int[] numbers = test.tensor("in.indices").shape();
    int images = numbers.length > 1 ? numbers[0] : 1;
    int[] table = test.tensor("in.weight").shape();
    return new CaseLayer(
            new Surroundings("", ""),
            "",
            List.of(product(numbers) / images),
            List.of(new Operand("indices", false)),
            images,
            parametersOf(test),
            Map.of())
        .with(
            "@Embedding(vocabulary = %d, dimension = %d, padding = %d)"
                .formatted(table[0], table[1], (int) test.numberOr("padding_idx", -1)));
  }

  static CaseLayer elementwise(int[] x) {
    return elementwise(x, Weights.of(Map.of()));
  }

  /** The images of a batch, whatever their axes. */
  static CaseLayer elementwise(int[] x, Weights none) {
    if (x.length == 0 || x.length > MOST_AXES + 1) {
      return new CaseLayer("", List.of(product(x)), 1, none);
    }
    return x.length == 1
        ? new CaseLayer("", tail(x, 0), 1, none)
        : new CaseLayer("", tail(x, 1), x[0], none);
  }

  static Weights parametersOf(GradientCase test) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    for (String name : List.of("weight", "bias", "running_mean", "running_var")) {
      if (test.has("in." + name)) {
        parameters.put(NAME + "." + name, test.tensor("in." + name).toFloats());
      }
    }
    return Weights.of(parameters);
  }

  private static List<Integer> tail(int[] shape, int from) {
    return IntStream.of(Arrays.copyOfRange(shape, from, shape.length)).boxed().toList();
  }

  private static int product(int[] shape) {
    return IntStream.of(shape).reduce(1, Math::multiplyExact);
  }
}
