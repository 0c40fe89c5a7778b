package dev.lathe.processor.network;

import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Operation;

/** What a layer does to its values at its end. */
public enum LayerActivation {
  RELU("relu"),
  TANH("tanh"),
  SIGMOID("sigmoid"),
  SOFTMAX("softmax"),
  LOG_SOFTMAX("log-softmax");

  private final String title;

  LayerActivation(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /** The graph's operation; its one operand and its value have the same shape. */
  public Operation operation() {
    return switch (this) {
      case RELU -> new Operation.Activate(Activation.RELU);
      case TANH -> new Operation.Activate(Activation.TANH);
      case SIGMOID -> new Operation.Activate(Activation.SIGMOID);
      case SOFTMAX -> new Operation.Softmax();
      case LOG_SOFTMAX -> new Operation.LogSoftmax();
    };
  }
}
