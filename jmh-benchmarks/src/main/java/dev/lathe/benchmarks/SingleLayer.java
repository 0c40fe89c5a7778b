package dev.lathe.benchmarks;

import dev.lathe.benchmarks.Operation.Convolution;
import dev.lathe.benchmarks.Operation.Dense;
import dev.lathe.benchmarks.layers.Conv1x1Maps2048To512At7;
import dev.lathe.benchmarks.layers.Conv1x1Maps256To64At56;
import dev.lathe.benchmarks.layers.Conv1x1Maps64To256At56;
import dev.lathe.benchmarks.layers.Conv3x3Maps128At28;
import dev.lathe.benchmarks.layers.Conv3x3Maps256At14;
import dev.lathe.benchmarks.layers.Conv3x3Maps512At7;
import dev.lathe.benchmarks.layers.Conv3x3Maps64At224;
import dev.lathe.benchmarks.layers.Conv3x3Maps64At56;
import dev.lathe.benchmarks.layers.Conv7x7Stride2At224;
import dev.lathe.benchmarks.layers.Dense4096To4096;
import dev.lathe.benchmarks.layers.Depthwise3x3Maps144At56;
import dev.lathe.benchmarks.layers.DirectConv3x3Maps128At28;
import dev.lathe.benchmarks.layers.DirectConv3x3Maps256At14;
import dev.lathe.benchmarks.layers.DirectConv3x3Maps512At7;
import dev.lathe.benchmarks.layers.DirectConv3x3Maps64At224;
import dev.lathe.benchmarks.layers.DirectConv3x3Maps64At56;
import java.util.List;

/** The layers that large networks spend their time in, each as a network of its own. */
// Each constant holds an immutable record.
@SuppressWarnings("ImmutableEnumChecker")
public enum SingleLayer implements Model {
  /** {@link Conv3x3Maps64At56}. */
  CONV_3X3_64_AT_56("conv 3x3 64@56x56", Conv3x3Maps64At56.class, convolution(1, 1)),
  /** {@link Conv3x3Maps128At28}. */
  CONV_3X3_128_AT_28("conv 3x3 128@28x28", Conv3x3Maps128At28.class, convolution(1, 1)),
  /** {@link Conv3x3Maps256At14}. */
  CONV_3X3_256_AT_14("conv 3x3 256@14x14", Conv3x3Maps256At14.class, convolution(1, 1)),
  /** {@link Conv3x3Maps512At7}. */
  CONV_3X3_512_AT_7("conv 3x3 512@7x7", Conv3x3Maps512At7.class, convolution(1, 1)),
  /** {@link Conv3x3Maps64At224}. */
  CONV_3X3_64_AT_224("conv 3x3 64@224x224", Conv3x3Maps64At224.class, convolution(1, 1)),
  /** {@link DirectConv3x3Maps64At56}. */
  DIRECT_3X3_64_AT_56("direct 3x3 64@56x56", DirectConv3x3Maps64At56.class, convolution(1, 1)),
  /** {@link DirectConv3x3Maps128At28}. */
  DIRECT_3X3_128_AT_28("direct 3x3 128@28x28", DirectConv3x3Maps128At28.class, convolution(1, 1)),
  /** {@link DirectConv3x3Maps256At14}. */
  DIRECT_3X3_256_AT_14("direct 3x3 256@14x14", DirectConv3x3Maps256At14.class, convolution(1, 1)),
  /** {@link DirectConv3x3Maps512At7}. */
  DIRECT_3X3_512_AT_7("direct 3x3 512@7x7", DirectConv3x3Maps512At7.class, convolution(1, 1)),
  /** {@link DirectConv3x3Maps64At224}. */
  DIRECT_3X3_64_AT_224("direct 3x3 64@224x224", DirectConv3x3Maps64At224.class, convolution(1, 1)),
  /** {@link Conv1x1Maps256To64At56}. */
  CONV_1X1_256_TO_64("conv 1x1 256->64@56x56", Conv1x1Maps256To64At56.class, convolution(1, 0)),
  /** {@link Conv1x1Maps64To256At56}. */
  CONV_1X1_64_TO_256("conv 1x1 64->256@56x56", Conv1x1Maps64To256At56.class, convolution(1, 0)),
  /** {@link Conv1x1Maps2048To512At7}. */
  CONV_1X1_2048_TO_512("conv 1x1 2048->512@7x7", Conv1x1Maps2048To512At7.class, convolution(1, 0)),
  /** {@link Conv7x7Stride2At224}. */
  CONV_7X7_STRIDE_2("conv 7x7/2 3->64@224x224", Conv7x7Stride2At224.class, convolution(2, 3)),
  /** {@link Depthwise3x3Maps144At56}. */
  DEPTHWISE_3X3(
      "depthwise 3x3 144@56x56",
      Depthwise3x3Maps144At56.class,
      new Convolution("layer", 1, 1, 144)),
  /** {@link Dense4096To4096}. */
  DENSE_4096("dense 4096->4096", Dense4096To4096.class, new Dense("layer"));

  private final String title;
  private final Class<?> type;
  private final Operation operation;

  SingleLayer(String title, Class<?> type, Operation operation) {
    this.title = title;
    this.type = type;
    this.operation = operation;
  }

  private static Operation convolution(int stride, int padding) {
    return new Convolution("layer", stride, padding);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Class<?> type() {
    return type;
  }

  @Override
  public List<Operation> operations() {
    return List.of(operation);
  }

  @Override
  public boolean reconstructs() {
    return false;
  }
}
