package dev.lathe.benchmarks;

import static dev.lathe.benchmarks.Operation.Activation.LOG_SOFTMAX;
import static dev.lathe.benchmarks.Operation.Activation.RELU;
import static dev.lathe.benchmarks.Operation.Activation.SIGMOID;
import static dev.lathe.benchmarks.Operation.Activation.TANH;

import dev.lathe.benchmarks.Operation.Convolution;
import dev.lathe.benchmarks.Operation.Dense;
import dev.lathe.benchmarks.Operation.MaxPool;
import dev.lathe.benchmarks.Operation.TransposedConvolution;
import dev.lathe.samples.AutoEncoder;
import dev.lathe.samples.LeNet5;
import dev.lathe.samples.PyTorchExampleNet;
import dev.lathe.samples.TorchExampleNet;
import dev.lathe.samples.ZipCodeNet;
import java.util.List;

/** The networks that are measured: those of the samples. */
// Each constant holds an immutable list of records.
@SuppressWarnings("ImmutableEnumChecker")
public enum SampleNetwork implements Model {
  /** {@link LeNet5}. */
  LENET_5(
      LeNet5.class,
      List.of(
          new Convolution("c1", 1, 0),
          RELU,
          new MaxPool(2),
          new Convolution("c3", 1, 0),
          RELU,
          new MaxPool(2),
          new Convolution("c5", 1, 0),
          RELU,
          new Dense("f6"),
          RELU,
          new Dense("f7"),
          LOG_SOFTMAX)),
  /** {@link PyTorchExampleNet}. */
  PYTORCH_EXAMPLE(
      PyTorchExampleNet.class,
      List.of(
          new Convolution("conv1", 1, 0),
          RELU,
          new MaxPool(2),
          new Convolution("conv2", 1, 0),
          RELU,
          new MaxPool(2),
          new Dense("fc1"),
          RELU,
          new Dense("fc2"),
          LOG_SOFTMAX)),
  /** {@link TorchExampleNet}. */
  TORCH_EXAMPLE(
      TorchExampleNet.class,
      List.of(
          new Convolution("conv1", 1, 0),
          TANH,
          new MaxPool(2),
          new Convolution("conv2", 1, 0),
          TANH,
          new MaxPool(2),
          new Dense("fc1"),
          TANH,
          new Dense("fc2"),
          LOG_SOFTMAX)),
  /** {@link ZipCodeNet}. */
  ZIP_CODE(
      ZipCodeNet.class,
      List.of(
          new Convolution("h1", 2, 2),
          TANH,
          new Convolution("h2", 2, 2),
          TANH,
          new Dense("h3"),
          TANH,
          new Dense("out"))),
  /** {@link AutoEncoder}, which answers with an image and is trained by the squared error. */
  AUTO_ENCODER(
      AutoEncoder.class,
      List.of(
          new Convolution("encoder1", 2, 1),
          RELU,
          new Convolution("encoder2", 2, 1),
          RELU,
          new TransposedConvolution("decoder1", 2, 1, 1),
          RELU,
          new TransposedConvolution("decoder2", 2, 1, 1),
          SIGMOID));

  private final Class<?> type;
  private final List<Operation> operations;

  SampleNetwork(Class<?> type, List<Operation> operations) {
    this.type = type;
    this.operations = operations;
  }

  @Override
  public Class<?> type() {
    return type;
  }

  @Override
  public List<Operation> operations() {
    return operations;
  }

  @Override
  public boolean reconstructs() {
    return this == AUTO_ENCODER;
  }
}
