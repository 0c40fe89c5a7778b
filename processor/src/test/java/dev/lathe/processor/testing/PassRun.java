package dev.lathe.processor.testing;

import dev.lathe.runtime.Tensor;
import java.util.List;
import java.util.Map;

/** A training pass over a whole batch, of which everything can be looked at afterwards. */
public interface PassRun {

  /** Runs forward, loss and backward; forgets the batch before. */
  void run(List<float[]> images, List<float[]> targets);

  /** The scores of an image. */
  float[] scores(int image);

  /** The loss of an image. */
  float loss(int image);

  /** The derivative of the sum of all losses in an image. */
  float[] inputGradient(int image);

  /** The derivatives of the sum of all losses in each parameter that is learned. */
  Map<String, Tensor> gradients();
}
