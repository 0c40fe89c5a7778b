package dev.lathe.runtime;

public interface Classifier {
  float[] scores(float[] image);

  void scores(float[] image, float[] scores);

  int classify(float[] image);

  void scores(float[] images, int count, float[] scores);
}
