package dev.lathe.runtime.train;

/**
 * A rule by which gradients change parameters. An optimizer itself holds numbers such as the
 * momentum only, and may serve any number of trainings; what it remembers of one is in its {@link
 * Updater}.
 */
@FunctionalInterface
public interface Optimizer {

  /**
   * Begins a training.
   *
   * @param parameters how many there are
   */
  Updater start(int parameters);

  /** One training's memory, such as running means of the gradients. */
  @FunctionalInterface
  interface Updater {

    /**
     * Changes a range of the parameters. Every step calls it once for every parameter, in ranges
     * that may be worked on by several threads at once; what one parameter becomes must not depend
     * on any other. They lie in an order that suits the generated code, with numbers between them
     * that are no parameters and mean nothing.
     *
     * @param step the step's number, from 1
     * @param learningRate of this step
     * @param parameters all of them; {@code from} to {@code to - 1} are changed
     * @param gradients the loss's derivatives, in the parameters' order; not changed
     */
    void update(
        long step, float learningRate, float[] parameters, float[] gradients, int from, int to);
  }
}
