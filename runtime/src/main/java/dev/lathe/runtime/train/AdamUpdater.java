package dev.lathe.runtime.train;

/** What {@link Adam} and {@link AdamW} have in common: they differ in where the decay goes. */
final class AdamUpdater implements Optimizer.Updater {

  private final Moments moments;
  private final float epsilon;
  private final float gradientDecay;
  private final float directDecay;

  /** The largest squares so far; empty without AMSGrad. */
  private final float[] largest;

  /**
   * @param gradientDecay the parameter's share in its gradient
   * @param directDecay what the parameter loses of itself beside the gradient's step
   */
  AdamUpdater(
      float beta1,
      float beta2,
      float epsilon,
      float gradientDecay,
      float directDecay,
      boolean amsgrad,
      int parameters) {
    this.moments = new Moments(beta1, beta2, parameters);
    this.epsilon = epsilon;
    this.gradientDecay = gradientDecay;
    this.directDecay = directDecay;
    this.largest = new float[amsgrad ? parameters : 0];
  }

  @Override
  public void update(long step, float learningRate, float[] p, float[] g, int from, int to) {
    float rate = (float) (learningRate / Moments.bias(moments.beta1, step));
    float correction = (float) (1 / Math.sqrt(Moments.bias(moments.beta2, step)));
    float kept = 1 - learningRate * directDecay;
    boolean amsgrad = largest.length > 0;
    for (int i = from; i < to; i++) {
      float gradient = g[i] + gradientDecay * p[i];
      float m = moments.mean(i, gradient);
      float v = moments.square(i, gradient);
      if (amsgrad) {
        v = Math.max(largest[i], v);
        largest[i] = v;
      }
      p[i] = p[i] * kept - rate * m / ((float) Math.sqrt(v) * correction + epsilon);
    }
  }
}
