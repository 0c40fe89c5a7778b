package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.function.UnaryOperator;

/** Nothing is wrong here. */
class Valid {

  @Network(input = {1, 32, 32})
  @Trainable(inputGradient = true)
  interface LeNet5 extends Classifier {
    @Conv(filters = 6, kernel = 5) @Relu Layer c1();
    @MaxPool(2) Layer s2();
    @Conv(filters = 16, kernel = 5) @Relu Layer c3();
    @MaxPool(2) Layer s4();
    @Conv(filters = 120, kernel = 5) @Relu Layer c5();
    @Dense(84) @Relu Layer f6();
    @Dense(10) @LogSoftmax Layer output();
  }

  @Target(ElementType.TYPE_USE)
  @interface Fresh {}

  /** Entry points by their signatures alone, and what is the user's own. */
  @Network(input = 7)
  protected interface EntryPoints extends UnaryOperator<float[]> {
    @Tanh Layer squash();
    @Dense(1) Layer output();

    void into(float[] image, float[] scores);

    int best(float[] image);

    void all(float[] images, int count, float... scores);

    float @Fresh [] annotated(float @Fresh [] image);

    @Override
    String toString();

    default float first(float[] image) {
      return apply(image)[0];
    }

    static int answer() {
      return 42;
    }
  }

  /** A layer asked for by another interface. */
  interface HasFeatures {
    Layer features();
  }

  @Network(input = {2, 9})
  @Trainable(loss = Loss.MEAN_SQUARED_ERROR)
  interface Every extends Classifier, HasFeatures {
    @Conv(
        filters = 4,
        kernel = {3},
        stride = 2,
        padding = {1, 2},
        dilation = {2},
        bias = false,
        flip = true)
    Layer conv();

    @AvgPool(value = 3, stride = 1, padding = 1, countPadding = false) Layer mean();

    @TransposedConv(filters = 2, kernel = 3, stride = 2, outputPadding = 1, padding = 1)
    Layer up();

    @TransposedConv(filters = 2, kernel = 2, outputPadding = 2, dilation = 3) Layer spread();

    @MaxPool(value = 2, stride = {}) Layer max();

    @Sigmoid @Override
    Layer features();

    @Dense(value = 1, from = "features") Layer output();
  }

  @Network(input = {8, 6, 6})
  interface Moved extends Classifier {
    @Conv(filters = 8, kernel = 3) @LeakyRelu(0.2) Layer c();

    @GroupNorm(groups = 4) @Gelu(approximate = true) Layer n();

    @Pad(value = {1, 2, -1, 0}, mode = PadMode.REPLICATE) @HardTanh(min = -2) Layer padded();

    @PixelShuffle(2) Layer up();

    @Upsample(value = {1, 2}, mode = UpsampleMode.LINEAR, alignCorners = true) Layer wide();

    @LocalResponseNorm(size = 2) Layer response();

    @ParametricRelu Layer slope();

    @Maxout(2) @Softmax(axis = Axis.WIDTH) Layer scores();
  }

  @Network(input = {1, 4, 6, 8})
  interface Volume {
    @Conv(filters = 2, kernel = {1, 2, 3}, padding = {0, 1, 2, 1, 0, 0}) @Softmax Layer scores();

    float[] scores(float[] image);
  }

  /** Every way of connecting maps. */
  @Network(input = {4, 8, 8})
  @Trainable
  interface Connected extends Classifier {
    @Conv(filters = 8, kernel = 3, groups = 4, biasPerUnit = true) Layer grouped();

    @Conv(filters = 2, kernel = 3, table = {@Maps({0, 7}), @Maps({3, 2, 5})}) Layer some();

    @LocallyConnected(filters = 2, kernel = {2, 3}, stride = 2, padding = 1, flip = true)
    Layer local();

    @TransposedConv(filters = 4, kernel = 2, groups = 2) Layer up();

    @Dense(3) Layer output();
  }

  /** Every pooling. */
  @Network(input = {4, 29, 29})
  @Trainable
  interface Pooled extends Classifier {
    @MaxPool(value = 3, stride = 2, padding = 1, dilation = 2, ceil = true) Layer max();

    @AvgPool(value = 2, stride = 1, padding = {0, 0, 1, 1}, ceil = true, divisor = 3) Layer mean();

    @SumPool(value = {1, 2}, stride = 1) Layer sum();

    @LpPool(value = 2, p = 1.5, stride = 1) Layer norm();

    @LogSumExpPool(value = 2, beta = 3, mean = false, stride = 1) Layer soft();

    @Subsample(value = 2, stride = 1) @Tanh Layer subsampled();

    @AdaptiveMaxPool({5, 4}) Layer most();

    @AdaptiveAvgPool(3) Layer adaptive();

    @GlobalAvgPool Layer global();

    @GlobalSumPool Layer one();

    @GlobalMaxPool @LogSoftmax Layer output();
  }

  /** Every padding. */
  @Network(input = {1, 9, 9})
  @Trainable
  interface Padded extends Classifier {
    @Conv(filters = 2, kernel = 4, stride = 2, padSize = PadSize.SAME, padValue = -1) Layer same();

    @Conv(filters = 2, kernel = 3, padSize = PadSize.FULL, padMode = PadMode.CIRCULAR)
    Layer full();

    @Conv(filters = 2, kernel = 3, padSize = PadSize.VALID) Layer valid();

    @Conv(filters = 3, kernel = 3, padding = {0, 1, 2, 1}, padMode = PadMode.REFLECT)
    Layer reflected();

    @Conv(filters = 3, kernel = 3, padding = 7, padMode = PadMode.REPLICATE) Layer replicated();

    @Dense(3) Layer output();
  }
}
