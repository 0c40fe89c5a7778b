package dev.lathe.processor.lowering;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKind;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.testing.GraphChecks;
import dev.lathe.processor.testing.RandomTensorGraph;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random graphs of the operations on values of any rank. */
class TensorPropertyTest {
  @Property(tries = 1000)
  void forwardPass(@ForAll long seed) {
    checkForward(seed);
  }

  /** A line with a number of three axes, behind a reshape to three axes of a product of one. */
  @Example
  void lineBehindAReshapeThatAddsAxes() {
    checkForward(-7_995_452);
  }

  private static void checkForward(long seed) {
    Random random = new Random(seed);
    GraphChecks.lower(seed, RandomTensorGraph.of(random), random);
  }

  @Property(tries = 1000)
  void trainingPass(@ForAll long seed) {
    checkTraining(seed);
  }

  /** A convolution of a map of one column, whose data gradient does not read its outer taps. */
  @Example
  void gradientOfTapsInPadding() {
    checkTraining(-7_682_984);
  }

  private static void checkTraining(long seed) {
    Random random = new Random(seed);
    Graph forward = RandomTensorGraph.of(random);
    GraphChecks.lower(seed, training(forward), random);
  }

  @Property(tries = 400)
  void derivatives(@ForAll long seed) {
    Random random = new Random(seed);
    GraphChecks.derivatives(seed, training(RandomTensorGraph.of(random)), random);
  }

  private static Graph training(Graph forward) {
    return Gradient.of(forward, LossKind.SQUARED_ERROR, true);
  }
}
