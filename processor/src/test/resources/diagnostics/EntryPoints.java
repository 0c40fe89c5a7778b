package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Methods that take data. */
class EntryPoints {

  @Network(input = 1)
  // ERROR [LATHE-301] EntryPoints.None: no method takes an image. Extend
  //   dev.lathe.runtime.Classifier, or declare float[] scores(float[] image);
  // AT interface None
  interface None {
    @Dense(2) Layer output();
  }

  @Network(input = 1)
  // ERROR [LATHE-302] EntryPoints.Unsupported: double applyAsDouble(float[]) (inherited from
  //   ToDoubleFunction) is neither a layer nor a supported entry point. Supported are float[] m(float[]
  //   image), void m(float[] image, float[] scores), int m(float[] image) and void m(float[] images,
  //   int count, float[] scores);
  //   several inputs are an array each, several outputs a record of float[].
  // AT interface Unsupported
  interface Unsupported extends ToDoubleFunction<float[]> {
    @Dense(2) Layer output();

    // ERROR [LATHE-302] EntryPoints.Unsupported: java.util.List<java.lang.Float>
    //   scores(java.util.List<float[]>) is neither a layer nor a supported entry point. Supported are
    //   float[] m(float[] image), void m(float[] image, float[] scores), int m(float[] image) and void
    //   m(float[] images, int count, float[] scores);
    //   several inputs are an array each, several outputs a record of float[].
    // AT scores
    List<Float> scores(List<float[]> images);

    // ERROR [LATHE-302] EntryPoints.Unsupported: <T> float[] generic(float[]) is neither a layer nor a
    //   supported entry point. Supported are float[] m(float[] image), void m(float[] image, float[]
    //   scores), int m(float[] image) and void m(float[] images, int count, float[] scores);
    //   several inputs are an array each, several outputs a record of float[].
    // AT generic
    <T> float[] generic(float[] image);
  }
}
