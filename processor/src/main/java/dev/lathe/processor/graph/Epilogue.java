package dev.lathe.processor.graph;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import java.util.Optional;

/**
 * What a convolution does to its sums before it stores them: add the bias (the node's third
 * operand), add another value (its last operand), apply a function, keep the maximum of each
 * pooling window. Absent parts are skipped.
 *
 * @param bias whether the node has a bias operand
 * @param addend whether the node has another value of its own shape for an operand
 * @param function a formula of one operand, the sum; where there is a pooling window, RELU, since
 *     maxima are taken first
 * @param maxPool the pooling window, whose stride equals its kernel and which has no padding
 */
public record Epilogue(
    boolean bias, boolean addend, Optional<Formula> function, Optional<Window> maxPool) {

  /** RELU, as the formula that it is. */
  public static final Formula RELU = Formulas.maximum(Formulas.operand(0), Formulas.ZERO);

  public static final Epilogue NONE =
      new Epilogue(false, false, Optional.empty(), Optional.empty());

  /** Whether sums get a bias at most, and are else stored as they are. */
  public boolean isPlain() {
    return !addend && function.isEmpty() && maxPool.isEmpty();
  }

  public Epilogue withBias() {
    return new Epilogue(true, addend, function, maxPool);
  }

  public Epilogue withAddend() {
    return new Epilogue(bias, true, function, maxPool);
  }

  public Epilogue withFunction(Formula formula) {
    return new Epilogue(bias, addend, Optional.of(formula), maxPool);
  }

  public Epilogue withMaxPool(Window window) {
    return new Epilogue(bias, addend, function, Optional.of(window));
  }
}
