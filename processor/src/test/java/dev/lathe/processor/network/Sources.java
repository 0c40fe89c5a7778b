package dev.lathe.processor.network;

/** Networks as users write them. */
final class Sources {
  static final String LENET_5 =
      """
      @Network(input = {1, 32, 32})
      @Trainable
      interface LeNet5 extends Classifier {
        @Conv(filters = 6, kernel = 5) @Relu Layer c1();
        @MaxPool(2) Layer s2();
        @Conv(filters = 16, kernel = 5) @Relu Layer c3();
        @MaxPool(2) Layer s4();
        @Conv(filters = 120, kernel = 5) @Relu Layer c5();
        @Dense(84) @Relu Layer f6();
        @Dense(10) @LogSoftmax Layer output();
      }
      """;

  static final String PYTORCH_EXAMPLE =
      """
      @Network(input = {1, 28, 28})
      interface Example extends Classifier {
        @Conv(filters = 20, kernel = 5) @Relu Layer conv1();
        @MaxPool(2) Layer pool1();
        @Conv(filters = 50, kernel = 5) @Relu Layer conv2();
        @MaxPool(2) Layer pool2();
        @Dense(500) @Relu Layer fc1();
        @Dense(10) @LogSoftmax Layer fc2();
      }
      """;

  static final String EVERY_FIGURE =
      """
      @Network(input = {2, 10, 9})
      interface Figures extends Classifier {
        @Conv(
            filters = 4,
            kernel = {3, 2},
            stride = {2, 1},
            padding = {0, 1, 2, 3},
            dilation = {1, 2},
            bias = false,
            flip = true)
        Layer conv();

        @AvgPool(value = {3, 2}, stride = {1, 2}, padding = {1, 0}, countPadding = false)
        Layer mean();

        @TransposedConv(
            filters = 3,
            kernel = {3, 4},
            stride = {2, 3},
            padding = 1,
            outputPadding = {1, 2})
        Layer up();

        @MaxPool({2, 4}) @Tanh Layer max();

        @Sigmoid Layer output();
      }
      """;

  private Sources() {}
}
