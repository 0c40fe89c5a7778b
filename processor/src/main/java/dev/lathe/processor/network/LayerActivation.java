package dev.lathe.processor.network;

import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Operation;

/** What a layer does to its values at its end. */
public enum LayerActivation {
  RELU("relu", new Operation.Activate(Activation.RELU)),
  TANH("tanh", new Operation.Activate(Activation.TANH)),
  SIGMOID("sigmoid", new Operation.Activate(Activation.SIGMOID)),
  SOFTMAX("softmax", new Operation.Softmax()),
  LOG_SOFTMAX("log-softmax", new Operation.LogSoftmax());

  private final String title;
  private final Operation operation;

  LayerActivation(String title, Operation operation) {
    this.title = title;
    this.operation = operation;
  }

  public String title() {
    return title;
  }

  /** The graph's operation; its one operand and its value have the same shape. */
  public Operation operation() {
    return operation;
  }
}
