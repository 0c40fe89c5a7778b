package dev.lathe.samples.rows;

import dev.lathe.annotations.Network;
import dev.lathe.runtime.Layer;

/** The same layers, with the same weights, on a row of digits: 33 windows, four pixels apart. */
@Network(input = {1, 32, 160})
public interface Row {

  /** The logarithms of each position's probabilities: 11 classes of 33 positions. */
  float[] scores(float[] image);

  /** The logarithms of eleven probabilities at every position. */
  @WindowLayers
  Layer net();
}
