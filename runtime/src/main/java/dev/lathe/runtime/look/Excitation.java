package dev.lathe.runtime.look;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.LatheException;
import java.util.Random;

/**
 * Looks for the input of a given length that excites one unit of a network's output most, by
 * gradient ascent through the generated backward pass (Erhan, Bengio, Courville, Vincent 2009).
 *
 * <p>The network is annotated {@code @Trainable(loss = Loss.MEAN_SQUARED_ERROR, inputGradient =
 * true)}: the derivative of that loss, for a target that differs from the output in one unit, is
 * the unit's own derivative. A unit inside of a network is looked at through an interface that ends
 * there: see {@link Parts}. Where images of a batch depend on each other, as by batch
 * normalisation, the input is a batch of its own; nothing drops out.
 *
 * <pre>{@code
 * float[] image = Excitation.of(network, 3).steps(300).find().image();
 * }</pre>
 */
public final class Excitation {
  private static final int STEPS = 200;
  private static final double RATE = 0.1;

  /** So often another beginning is tried where the unit does not depend on the input. */
  private static final int BEGINNINGS = 20;

  private final CompiledNetwork network;
  private final int unit;
  private final int steps;
  private final double length;
  private final long seed;

  private Excitation(CompiledNetwork network, int unit, int steps, double length, long seed) {
    this.network = network;
    this.unit = unit;
    this.steps = steps;
    this.length = length;
    this.seed = seed;
  }

  /**
   * What was found.
   *
   * @param image row-major, channels first; a new array
   * @param activation the unit's output for it
   */
  // The image belongs to the caller.
  @SuppressWarnings("ArrayRecordComponent")
  public record Found(float[] image, float activation) {}

  /**
   * A search with 200 steps, for an input whose elements have the mean square 1.
   *
   * @param network what {@code Lathe.load} returned
   * @param unit the index of the unit in the output, row-major, channels first
   * @throws LatheException if the network's training pass is not what this needs
   * @throws IndexOutOfBoundsException if there is no such unit
   */
  public static Excitation of(Object network, int unit) {
    CompiledNetwork compiled = CompiledNetwork.of(network);
    UnitDerivative.check(compiled, unit);
    return new Excitation(compiled, unit, STEPS, Math.sqrt(compiled.blueprint().inputSize()), 1);
  }

  /** The same with another number of steps, at least 1. */
  public Excitation steps(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("A search takes at least one step, not " + number);
    }
    return new Excitation(network, unit, number, length, seed);
  }

  /** The same for inputs of another Euclidean length, greater than 0. */
  public Excitation length(double euclidean) {
    if (!(euclidean > 0) || !Double.isFinite(euclidean)) {
      throw new IllegalArgumentException("An input cannot have the length " + euclidean);
    }
    return new Excitation(network, unit, steps, euclidean, seed);
  }

  /** The same from another random beginning. */
  public Excitation seed(long number) {
    return new Excitation(network, unit, steps, length, number);
  }

  /**
   * Searches. Each step goes along the gradient, ever shorter, and back to the sphere of inputs of
   * the wanted length. Only a local maximum is found; other seeds may find others.
   *
   * @throws LatheException if the unit depends on no input that was tried
   */
  public Found find() {
    Random random = new Random(seed);
    UnitDerivative derivative =
        new UnitDerivative(network, unit, name -> network.weights().tensor(name).values());
    for (int beginning = 0; beginning < BEGINNINGS; beginning++) {
      float[] image = new float[network.blueprint().inputSize()];
      for (int k = 0; k < image.length; k++) {
        image[k] = (float) random.nextGaussian();
      }
      scale(image, length / length(image));
      if (climb(image, derivative)) {
        return new Found(image, derivative.activation(image));
      }
    }
    throw new LatheException(
        "Unit %d of %s has the derivative 0 for %d random inputs: it may be dead"
            .formatted(unit, network.blueprint().network(), BEGINNINGS));
  }

  /** Changes the image; whether there was any way up at its beginning. */
  private boolean climb(float[] image, UnitDerivative derivative) {
    for (int step = 0; step < steps; step++) {
      float[] gradient = derivative.of(image);
      double steepness = length(gradient);
      if (!(steepness > 0) || !Double.isFinite(steepness)) {
        return step > 0;
      }
      double size = RATE * length * (steps - step) / steps / steepness;
      for (int k = 0; k < image.length; k++) {
        image[k] += (float) (size * gradient[k]);
      }
      scale(image, length / length(image));
    }
    return true;
  }

  private static double length(float[] vector) {
    double sum = 0;
    for (float element : vector) {
      sum += (double) element * element;
    }
    return Math.sqrt(sum);
  }

  private static void scale(float[] vector, double factor) {
    for (int k = 0; k < vector.length; k++) {
      vector[k] *= (float) factor;
    }
  }
}
