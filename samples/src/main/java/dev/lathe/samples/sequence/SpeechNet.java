package dev.lathe.samples.sequence;

import dev.lathe.annotations.Concat;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Layer;

/**
 * A speech network with limited weight sharing, after O. Abdel-Hamid et al., "Convolutional Neural
 * Networks for Speech Recognition" (2014): 15 frames of static, delta and acceleration coefficients
 * are 45 maps along 40 frequency bands. A formant may move by a few bands, but what it means hangs
 * on where it lies: every section of the bands has filters of its own. The sections' windows of
 * maxima are heterogeneous, as in L. Deng et al. (2013): narrow where the bands are low.
 */
@Network(input = {45, 40})
@Trainable
public interface SpeechNet extends Classifier {
  @Bands(first = 0, end = 9, from = "input")
  Layer section1();

  @Bands(first = 2, end = 12, from = "input")
  Layer section2();

  @Bands(first = 5, end = 16, from = "input")
  Layer section3();

  @Bands(first = 9, end = 21, from = "input")
  Layer section4();

  @Bands(first = 14, end = 28, from = "input")
  Layer section5();

  @Bands(first = 24, end = 40, from = "input")
  Layer section6();

  @Concat({"section1", "section2", "section3", "section4", "section5", "section6"})
  Layer sections();

  @Dense(512)
  @Relu
  Layer hidden1();

  @Dense(512)
  @Relu
  Layer hidden2();

  @Dense(183)
  Layer states();
}
