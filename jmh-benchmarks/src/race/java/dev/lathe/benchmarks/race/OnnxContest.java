package dev.lathe.benchmarks.race;

import ai.onnxruntime.OrtException;
import dev.lathe.benchmarks.Images;
import dev.lathe.benchmarks.Summary;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.WarmUp;
import java.util.Arrays;

/**
 * A network against ONNX Runtime. What is timed are calls with one image in a {@code float[]},
 * until its scores are in a {@code float[]}: for either the copy of the image into memory of its
 * own, the computation, and the copy of the scores out of it.
 */
abstract class OnnxContest implements Contest {

  private final String title;
  private final Group group;
  private final Class<?> type;
  private final CompiledNetwork compiled;
  private final OnnxPeer[] peers;
  private final double peerStart;
  private final float[][] images;
  private final float[][] ownScores;
  private final float[][] peerScores;

  /** Has the peer read a model. */
  @FunctionalInterface
  interface Opening {
    OnnxPeer open() throws OrtException;
  }

  /**
   * Opens the peer's side, which answers once.
   *
   * @param type the interface
   * @param images how many there are
   * @param atOnce how many of them threads may give to the peer at the same time
   */
  OnnxContest(
      String title,
      Group group,
      Class<?> type,
      CompiledNetwork compiled,
      int images,
      int atOnce,
      Opening opening) {
    this.title = title;
    this.group = group;
    this.type = type;
    this.compiled = compiled;
    int size = compiled.blueprint().inputSize();
    float[] pixels = Images.pixels(compiled.blueprint(), images, 2);
    this.images = new float[images][];
    Arrays.setAll(this.images, i -> Arrays.copyOfRange(pixels, i * size, (i + 1) * size));
    this.ownScores = new float[images][compiled.blueprint().outputSize()];
    this.peerScores = new float[images][compiled.blueprint().outputSize()];
    long begin = System.nanoTime();
    this.peers = new OnnxPeer[atOnce];
    try {
      peers[0] = opening.open();
      for (int i = 1; i < atOnce; i++) {
        peers[i] = peers[0].twin();
      }
    } catch (OrtException e) {
      throw new IllegalStateException(title, e);
    }
    peer(0);
    this.peerStart = (System.nanoTime() - begin) / 1e6;
  }

  /** Has Lathe compute the scores of an image. */
  abstract void scores(int image, float[] pixels, float[] scores);

  /** How far a score may be off. */
  abstract double tolerance(float[] peerScores);

  /** One of the images, by Lathe. */
  final void own(int image) {
    scores(image, images[image], ownScores[image]);
  }

  /** One of the images, by ONNX Runtime. */
  final void peer(int image) {
    peers[image % peers.length].scores(images[image], peerScores[image]);
  }

  final float[] image() {
    return images[0];
  }

  @Override
  public final Subject subject() {
    return new Subject(
        title, group, "ONNX Runtime", peers[0].version(), compiled.path().toString());
  }

  @Override
  public final WarmUp warmUp() {
    return compiled.warmUp();
  }

  @Override
  public final double peerStartMillis() {
    return peerStart;
  }

  @Override
  public final double difference() {
    double largest = 0;
    for (int image = 0; image < images.length; image++) {
      own(image);
      peer(image);
      double tolerance = tolerance(peerScores[image]);
      for (int i = 0; i < ownScores[image].length; i++) {
        double distance = Math.abs(ownScores[image][i] - peerScores[image][i]);
        // Negated, so that a NaN is a difference.
        if (!(distance <= tolerance)) {
          throw new IllegalStateException(
              "%s, image %d, score %d: Lathe has %s, ONNX Runtime %s, the tolerance is %s"
                  .formatted(
                      title, image, i, ownScores[image][i], peerScores[image][i], tolerance));
        }
        largest = Math.max(largest, distance);
      }
    }
    return largest;
  }

  @Override
  public final long multiplyAdds() {
    return Summary.multiplyAdds(type);
  }

  @Override
  public final long bytes() {
    long parameters =
        compiled.blueprint().parameters().stream().mapToLong(parameter -> parameter.size()).sum();
    long values = (long) compiled.blueprint().inputSize() + compiled.blueprint().outputSize();
    return (parameters + values) * Float.BYTES;
  }

  @Override
  public void close() {
    try {
      // The first one, which has the session, at the end.
      for (OnnxPeer peer : Arrays.asList(peers).reversed()) {
        peer.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
