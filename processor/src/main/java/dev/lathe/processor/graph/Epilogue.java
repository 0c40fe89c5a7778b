package dev.lathe.processor.graph;

import java.util.Optional;

/**
 * What a convolution does to its sums before it stores them: add the bias (the node's third
 * operand), apply an activation, keep the maximum of each pooling window. Absent parts are skipped.
 *
 * @param bias whether the node has a bias operand
 * @param activation the function applied to every sum
 * @param maxPool the pooling window, whose stride equals its kernel and which has no padding
 */
public record Epilogue(boolean bias, Optional<Activation> activation, Optional<Window> maxPool) {

  public static final Epilogue NONE = new Epilogue(false, Optional.empty(), Optional.empty());

  /** Whether sums get a bias at most, and are else stored as they are. */
  public boolean isPlain() {
    return activation.isEmpty() && maxPool.isEmpty();
  }

  public Epilogue withBias() {
    return new Epilogue(true, activation, maxPool);
  }

  public Epilogue withActivation(Activation function) {
    return new Epilogue(bias, Optional.of(function), maxPool);
  }

  public Epilogue withMaxPool(Window window) {
    return new Epilogue(bias, activation, Optional.of(window));
  }
}
