package dev.lathe.runtime;

import dev.lathe.runtime.spi.Workspace;
import java.util.ConcurrentModificationException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Working memory of a network for one thread at a time. Calls on the network itself use memory that
 * is bound to the calling thread; a session is for programs that would rather hold it themselves:
 * one for each worker, or a pool of them that virtual threads borrow from.
 *
 * <p>Every call computes with the weights that the network has at that moment, and allocates
 * nothing. A session may wander from thread to thread, as long as one call has ended before the
 * next begins; a call that meets another one throws {@link ConcurrentModificationException} before
 * it has written anything. It needs no closing.
 *
 * <p>Of a network with several inputs the image is all of them, one behind the other in the order
 * of their declaration; of one with several outputs the scores are the first.
 */
public final class Session {

  private final CompiledNetwork network;
  private final Inference inference;
  private final Workspace work;
  private final AtomicBoolean busy = new AtomicBoolean();

  Session(CompiledNetwork network) {
    this.network = network;
    this.inference = network.inference();
    this.work = inference.newWorkspace();
  }

  /** As {@link Classifier#scores(float[])}. */
  public float[] scores(float[] image) {
    float[] scores = new float[inference.outputSize()];
    scores(image, scores);
    return scores;
  }

  /** As {@link Classifier#scores(float[], float[])}. */
  public void scores(float[] image, float[] scores) {
    inference.checkOne(image, scores);
    enter();
    try {
      inference.compute(image, 0, scores, 0, network.packed(), work);
    } finally {
      busy.setRelease(false);
    }
  }

  /** As {@link Classifier#scores(float[], int, float[])}. */
  public void scores(float[] images, int count, float[] scores) {
    inference.checkBatch(images, count, scores);
    enter();
    try {
      inference.computeBatch(images, count, scores, network.packed(), work);
    } finally {
      busy.setRelease(false);
    }
  }

  /** As {@link Classifier#classify}. */
  public int classify(float[] image) {
    inference.checkImage(image);
    enter();
    try {
      return inference.argMax(image, network.packed(), work);
    } finally {
      busy.setRelease(false);
    }
  }

  private void enter() {
    // Some nanoseconds a call, against wrong scores that nobody would notice.
    if (!busy.compareAndSet(false, true)) {
      throw new ConcurrentModificationException(
          network.blueprint().network()
              + ": two threads are in one Session; give each its own, by newSession()");
    }
  }
}
