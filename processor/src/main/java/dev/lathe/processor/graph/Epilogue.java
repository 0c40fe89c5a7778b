package dev.lathe.processor.graph;

import java.util.Optional;

/**
 * What a convolution does to its sums before it stores them: add the bias (the node's third
 * operand), add another value (its last operand), apply an activation, keep the maximum of each
 * pooling window. Absent parts are skipped.
 *
 * @param bias whether the node has a bias operand
 * @param addend whether the node has another value of its own shape for an operand
 * @param activation the function applied to every sum
 * @param maxPool the pooling window, whose stride equals its kernel and which has no padding
 */
public record Epilogue(
    boolean bias, boolean addend, Optional<Activation> activation, Optional<Window> maxPool) {

  public static final Epilogue NONE =
      new Epilogue(false, false, Optional.empty(), Optional.empty());

  /** Whether sums get a bias at most, and are else stored as they are. */
  public boolean isPlain() {
    return !addend && activation.isEmpty() && maxPool.isEmpty();
  }

  public Epilogue withBias() {
    return new Epilogue(true, addend, activation, maxPool);
  }

  public Epilogue withAddend() {
    return new Epilogue(bias, true, activation, maxPool);
  }

  public Epilogue withActivation(Activation function) {
    return new Epilogue(bias, addend, Optional.of(function), maxPool);
  }

  public Epilogue withMaxPool(Window window) {
    return new Epilogue(bias, addend, activation, Optional.of(window));
  }
}
