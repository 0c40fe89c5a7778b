package dev.lathe.processor.testing;

import dev.lathe.processor.testing.Safetensors.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A gradient case of a loss, cut into images: their targets, and what each image's loss weighs.
 *
 * <p>A network's loss is the mean over the positions of one image. The reductions over a batch are
 * made of it here, as a trainer makes the mean. Without a reduction each position is an image of
 * its own.
 *
 * @param loss the constant of {@code Loss}
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

  private static final List<String> OPERATIONS =
      List.of("cross_entropy", "cross_entropy_soft", "mse_loss");

  /** Whether the case's operation is a loss that networks can have. */
  public static boolean isLoss(GradientCase test) {
    return OPERATIONS.contains(test.op());
  }

  /** Why no network has the case's loss: the variant of it that is not built. */
  public static Optional<String> missing(GradientCase test) {
    int axes = test.tensor("in.x").shape().length;
    if (test.has("in.class_weight")) {
      return Optional.of(test.op() + " with class weights");
    }
    if (!test.attributeIn("ignore_index")) {
      return Optional.of(test.op() + " with ignore_index");
    }
    if (axes < 2 || axes > 5) {
      return Optional.of(test.op() + " of " + axes + " axes");
    }
    return test.op().equals("mse_loss") && test.text("reduction").equals("none")
        ? Optional.of("mse_loss with reduction=none")
        : Optional.empty();
  }

  /** The images and targets of a case that is not {@link #missing}. */
  public static LossCase of(GradientCase test) {
    Tensor x = test.tensor("in.x");
    float[] values = x.toFloats().values();
    float[] target = target(test, x.shape());
    String loss = test.op().equals("mse_loss") ? "MEAN_SQUARED_ERROR" : "CROSS_ENTROPY";
    int[] map = Arrays.copyOfRange(x.shape(), 1, x.shape().length);
    int images = x.shape()[0];
    int positions = values.length / images / map[0];
    String reduction = test.text("reduction");
    if (reduction.equals("none")) {
      return new LossCase(
          loss,
          List.of(map[0]),
          positions(values, images, map[0]),
          positions(target, images, map[0]),
          1,
          false);
    }
    int summands = loss.equals("CROSS_ENTROPY") ? positions : positions * map[0];
    return new LossCase(
        loss,
        IntStream.of(map).boxed().toList(),
        images(values, images),
        images(target, images),
        reduction.equals("sum") ? summands : 1.0 / images,
        true);
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
    if (!test.op().equals("cross_entropy")) {
      return target.toFloats().values();
    }
    double smoothing = test.number("label_smoothing", 0);
    double[] labels = target.elements();
    int classes = shape[1];
    int positions = labels.length / shape[0];
    float[] probabilities = new float[labels.length * classes];
    Arrays.fill(probabilities, (float) (smoothing / classes));
    for (int k = 0; k < labels.length; k++) {
      int channel = (k / positions) * classes + (int) labels[k];
      probabilities[channel * positions + k % positions] =
          (float) (1 - smoothing + smoothing / classes);
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
