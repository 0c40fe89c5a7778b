package dev.lathe.benchmarks.race;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.lathe.benchmarks.Model;
import dev.lathe.benchmarks.Operation;
import dev.lathe.benchmarks.Operation.Convolution;
import dev.lathe.benchmarks.Operation.Dense;
import dev.lathe.benchmarks.Operation.MaxPool;
import dev.lathe.benchmarks.Operation.TransposedConvolution;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.spi.ParameterSpec;
import java.util.List;

/** Trains a network with DJL's blocks on libtorch, one thread, from the same weights. */
final class TorchTraining implements AutoCloseable {

  private static final String ENGINE = "PyTorch";

  private final ai.djl.Model model;
  private final Trainer trainer;
  private final Loss loss = Loss.softmaxCrossEntropyLoss();
  private final Dataset data;
  private final Shape shape;
  private final float[] images;
  private final float[] labels;

  static {
    // Set before the engine starts: it reads them once.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
  }

  TorchTraining(Model network, CompiledNetwork compiled, Dataset data, int batch) {
    this.data = data;
    int[] input = compiled.blueprint().inputShape();
    this.shape = new Shape(batch, input[0], input[1], input[2]);
    this.images = new float[batch * data.imageSize()];
    this.labels = new float[batch];
    this.model = ai.djl.Model.newInstance(network.title(), Device.cpu(), ENGINE);
    SequentialBlock block = new SequentialBlock();
    network.operations().forEach(operation -> add(block, operation, compiled));
    model.setBlock(block);
    this.trainer =
        model.newTrainer(
            new DefaultTrainingConfig(loss)
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(
                    Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(0))
                        .optMomentum(0.9f)
                        .build()));
    trainer.initialize(shape);
    List<Parameter> parameters = block.getParameters().values();
    List<ParameterSpec> specs = compiled.blueprint().parameters();
    for (int i = 0; i < specs.size(); i++) {
      float[] values = compiled.weights().tensor(specs.get(i).name()).values();
      parameters.get(i).getArray().set(values);
    }
  }

  private static void add(SequentialBlock block, Operation operation, CompiledNetwork compiled) {
    switch (operation) {
      case Convolution(String name, int stride, int padding, int groups) -> {
        int[] weight = compiled.weights().tensor(name + ".weight").shape();
        block.add(
            Conv2d.builder()
                .setFilters(weight[0])
                .setKernelShape(new Shape(weight[2], weight[3]))
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(padding, padding))
                .optGroups(groups)
                .build());
      }
      case TransposedConvolution convolution ->
          throw new IllegalArgumentException("Not needed so far: " + convolution);
      case MaxPool(int size) ->
          block.add(Pool.maxPool2dBlock(new Shape(size, size), new Shape(size, size)));
      case Dense(String name) -> {
        block.add(Blocks.batchFlattenBlock());
        int units = compiled.weights().tensor(name + ".weight").shape()[0];
        block.add(Linear.builder().setUnits(units).build());
      }
      case Operation.Activation activation -> {
        switch (activation) {
          case RELU -> block.add(Activation.reluBlock());
          case TANH -> block.add(Activation.tanhBlock());
          case SIGMOID -> block.add(Activation.sigmoidBlock());
          case LOG_SOFTMAX -> {
            // The loss has it.
          }
        }
      }
    }
  }

  String version() {
    return Engine.getEngine(ENGINE).getVersion();
  }

  /** One step on the images from this one on; returns their mean loss before it. */
  double step(int first) {
    for (int i = 0; i < labels.length; i++) {
      data.copyImage(first + i, images, i * data.imageSize());
      labels[i] = data.label(first + i);
    }
    double value;
    try (NDManager manager = trainer.getManager().newSubManager();
        GradientCollector collector = trainer.newGradientCollector()) {
      NDArray input = manager.create(images, shape);
      NDArray target = manager.create(labels, new Shape(labels.length));
      NDArray mean = loss.evaluate(new NDList(target), trainer.forward(new NDList(input)));
      collector.backward(mean);
      value = mean.getFloat();
    }
    trainer.step();
    return value;
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
