package dev.lathe.processor.testing;

import dev.lathe.processor.testing.Safetensors.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A gradient case of a loss, cut into images: their targets, and what each image's loss weighs.
 *
 * <p>A network's loss is the mean over the images of a batch. Without a reduction each position, or
 * each element where the loss is of elements, is an image of its own.
 *
 * @param loss the elements of {@code @Trainable}
 * @param image the shape of one image, which is that of the scores
 * @param x the images
 * @param targets of the images
 * @param factor what an image's loss is multiplied with before it is summed up or compared
 * @param reduced whether the losses are summed up
 */
@SuppressWarnings("ArrayRecordComponent") // plain data between two classes of tests
public record LossCase(
    String loss,
    List<Integer> image,
    List<float[]> x,
    List<float[]> targets,
    double factor,
    boolean reduced) {

  private static final List<String> OF_LABELS =
      List.of("cross_entropy", "nll_loss", "multi_margin_loss", "lenet_map_loss");
  private static final List<String> OF_ELEMENTS =
      List.of("mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "bce_with_logits");

  /** Whether the case's operation is a loss that networks can have. */
  public static boolean isLoss(GradientCase test) {
    return OF_LABELS.contains(test.op())
        || OF_ELEMENTS.contains(test.op())
        || test.op().equals("cross_entropy_soft");
  }

  /** Why no network has the case's loss: the variant of it that is not built. */
  public static Optional<String> missing(GradientCase test) {
    int axes = test.tensor("in.x").shape().length;
    return axes > 5 ? Optional.of(test.op() + " of " + axes + " axes") : Optional.empty();
  }

  /** Whether the network may end in a softmax, or its logarithm, as well. */
  boolean isOfLogits() {
    return loss.contains("Loss.CROSS_ENTROPY");
  }

  /** The images and targets of a case that is not {@link #missing}. */
  public static LossCase of(GradientCase test) {
    Tensor x = test.tensor("in.x");
    int[] shape = shape(x.shape());
    float[] values = x.toFloats().values();
    float[] target = target(test, shape);
    int[] map = Arrays.copyOfRange(shape, 1, shape.length);
    int images = shape[0];
    String reduction = test.text("reduction");
    boolean sum = !reduction.isEmpty() && !reduction.equals("mean");
    String loss = loss(test) + (sum ? ", reduction = Reduction.SUM" : "");
    if (reduction.equals("none")) {
      int parts = OF_ELEMENTS.contains(test.op()) ? 1 : map[0];
      return new LossCase(
          loss,
          List.of(parts),
          parts == 1 ? images(values, values.length) : positions(values, images, parts),
          parts == 1 ? images(target, target.length) : positions(target, images, parts),
          1,
          false);
    }
    return new LossCase(
        loss,
        IntStream.of(map).boxed().toList(),
        images(values, images),
        images(target, images),
        sum ? 1 : 1.0 / images,
        true);
  }

  /** A case without a batch has one image. */
  static int[] shape(int[] x) {
    return x.length == 1 ? new int[] {1, x[0]} : x;
  }

  private static String loss(GradientCase test) {
    return "loss = Loss."
        + switch (test.op()) {
          case "cross_entropy" ->
              "CROSS_ENTROPY, labelSmoothing = " + test.number("label_smoothing", 0) + labels(test);
          case "nll_loss" -> "NEGATIVE_LOG_LIKELIHOOD" + labels(test);
          case "cross_entropy_soft" -> "CROSS_ENTROPY";
          case "mse_loss" -> "MEAN_SQUARED_ERROR";
          case "l1_loss" -> "MEAN_ABSOLUTE_ERROR";
          case "smooth_l1_loss" -> "SMOOTH_L1, beta = " + test.number("beta", 1);
          case "huber_loss" -> "HUBER, delta = " + test.number("delta", 1);
          case "bce_with_logits" -> "BINARY_CROSS_ENTROPY";
          case "multi_margin_loss" ->
              "MULTI_MARGIN, margin = %s, power = %d"
                  .formatted(test.number("margin", 1), (int) test.number("p", 1));
          case "lenet_map_loss" -> "MAXIMUM_A_POSTERIORI, floor = " + test.number("j", 1);
          default -> throw new IllegalArgumentException(test.toString());
        };
  }

  private static String labels(GradientCase test) {
    String ignored =
        test.attributeIn("ignore_index") || test.number("ignore_index", -1) < 0
            ? ""
            : ", ignoredClass = " + (int) test.number("ignore_index", -1);
    // Positions without any label are not counted where labels have weights.
    boolean unlabelled = DoubleStream.of(test.tensor("in.target").elements()).anyMatch(t -> t < 0);
    if (!test.has("in.class_weight") && !unlabelled) {
      return ignored;
    }
    double[] ones = new double[shape(test.tensor("in.x").shape())[1]];
    Arrays.fill(ones, 1);
    return ignored
        + DoubleStream.of(
                test.has("in.class_weight") ? test.tensor("in.class_weight").elements() : ones)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", ", ", classWeights = {", "}"));
  }

  /** Puts images, cut by {@link #of}, together again. */
  float[] join(List<float[]> images, int batch) {
    int channels = image.get(0);
    int size = images.get(0).length;
    float[] joined = new float[images.size() * size];
    int positions = reduced ? 1 : images.size() / batch;
    for (int k = 0; k < images.size(); k++) {
      for (int c = 0; c < size; c++) {
        int at =
            reduced ? k * size + c : ((k / positions) * channels + c) * positions + k % positions;
        joined[at] = images.get(k)[c];
      }
    }
    return joined;
  }

  /** The wanted values, in x's shape: for labels the probabilities of the classes. */
  private static float[] target(GradientCase test, int[] shape) {
    Tensor target = test.tensor("in.target");
    if (!OF_LABELS.contains(test.op())) {
      return target.toFloats().values();
    }
    double[] labels = target.elements();
    int classes = shape[1];
    int positions = labels.length / shape[0];
    float[] probabilities = new float[labels.length * classes];
    for (int k = 0; k < labels.length; k++) {
      // A label outside of all classes, such as -100, is ignored: it has no probability.
      if (labels[k] >= 0) {
        int channel = (k / positions) * classes + (int) labels[k];
        probabilities[channel * positions + k % positions] = 1;
      }
    }
    return probabilities;
  }

  private static List<float[]> images(float[] batch, int images) {
    Slices slices = new Slices(batch, images);
    return IntStream.range(0, images).mapToObj(slices::get).toList();
  }

  /** Every position of every image as a vector of its channels. */
  private static List<float[]> positions(float[] batch, int images, int channels) {
    int positions = batch.length / images / channels;
    return IntStream.range(0, images * positions)
        .mapToObj(
            k -> {
              float[] vector = new float[channels];
              for (int c = 0; c < channels; c++) {
                vector[c] = batch[((k / positions) * channels + c) * positions + k % positions];
              }
              return vector;
            })
        .toList();
  }
}
