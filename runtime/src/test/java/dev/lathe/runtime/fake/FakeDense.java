package dev.lathe.runtime.fake;

import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/** The interface of a user, for the network {@link FakeDenseNetwork}. */
public interface FakeDense extends Classifier {

  int INPUTS = 4;
  int OUTPUTS = 3;

  Layer output();
}
