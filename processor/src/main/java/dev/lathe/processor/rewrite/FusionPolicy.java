package dev.lathe.processor.rewrite;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;

/**
 * Decides where a possible fusion pays: a question of the schedule, which the rewrites know nothing
 * of.
 */
@FunctionalInterface
public interface FusionPolicy {
  /** Fuses whatever can be fused. */
  FusionPolicy ALWAYS = (_, _, _) -> true;

  /** Fuses nothing but biases and RELU. */
  FusionPolicy NEVER =
      new FusionPolicy() {
        @Override
        public boolean fusesMaxPool(Graph graph, Node convolution, Node pool) {
          return false;
        }

        @Override
        public boolean fusesAddend(
            Graph graph, Node convolution, Node addend, boolean byTransform) {
          return false;
        }

        @Override
        public boolean fusesFunction(
            Graph graph, Node convolution, Formula formula, boolean byTransform) {
          return false;
        }
      };

  /**
   * Whether the convolution should keep the maxima of {@code pool}'s windows instead of storing its
   * map.
   *
   * @param graph holds both
   * @param convolution what may take the pooling into its epilogue; bias and function are there
   *     already
   * @param pool its only user; the windows lie side by side, without padding and dilation
   */
  boolean fusesMaxPool(Graph graph, Node convolution, Node pool);

  /**
   * Whether the convolution should add another value to its sums.
   *
   * @param graph holds both
   * @param convolution what may take the sum into its epilogue; the bias is there already
   * @param addend of the convolution's shape
   * @param byTransform whether the convolution is computed by transforms of tiles
   */
  default boolean fusesAddend(Graph graph, Node convolution, Node addend, boolean byTransform) {
    return true;
  }

  /**
   * Whether the convolution should apply a function to its sums.
   *
   * @param graph holds it
   * @param convolution what may take the function into its epilogue; bias and addend are there
   *     already
   * @param formula of one operand; never RELU, which is always taken
   * @param byTransform whether the convolution is computed by transforms of tiles
   */
  default boolean fusesFunction(
      Graph graph, Node convolution, Formula formula, boolean byTransform) {
    return true;
  }
}
