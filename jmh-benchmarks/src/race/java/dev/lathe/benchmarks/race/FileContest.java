package dev.lathe.benchmarks.race;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Session;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * A network of a file on one thread or two. A call of Lathe never leaves its thread: two threads
 * compute two images. The time is that of an image: of all of them, divided by their number.
 */
final class FileContest extends OnnxContest {

  /** Of the largest score: sums of thousands of products, in dozens of layers. */
  private static final double TOLERANCE = 1e-3;

  /** What the threads do. */
  enum Way {
    /** One thread, one image. */
    ALONE("", 1, 1),
    /**
     * Two images: Lathe computes both at once, the peer one after the other, each on two threads.
     */
    SHARED(", two threads", 2, 2),
    /** Two images, both at once on one thread each, on either side. */
    AT_ONCE(", two at once", 2, 1);

    private final String suffix;
    private final int images;
    private final int peerThreads;

    Way(String suffix, int images, int peerThreads) {
      this.suffix = suffix;
      this.images = images;
      this.peerThreads = peerThreads;
    }

    String title(FileModel model) {
      return model.title() + suffix;
    }

    private int peersAtOnce() {
      return images / peerThreads;
    }
  }

  private final Way way;
  private final Session[] sessions;
  private final Beside beside = new Beside();

  FileContest(FileModel model, Way way) {
    this(model, way, model.load());
  }

  private FileContest(FileModel model, Way way, CompiledNetwork compiled) {
    super(
        way.title(model),
        way == Way.ALONE ? Group.FILE : Group.FILE_THREADS,
        model.type(),
        compiled,
        way.images,
        way.peersAtOnce(),
        () -> OnnxPeer.of(model.file(), way.peerThreads));
    this.way = way;
    this.sessions = new Session[way.images];
    Arrays.setAll(sessions, _ -> compiled.newSession());
  }

  @Override
  void scores(int image, float[] pixels, float[] scores) {
    sessions[image].scores(pixels, scores);
  }

  @Override
  double tolerance(float[] peerScores) {
    double most = 0;
    for (float score : peerScores) {
      most = Math.max(most, Math.abs(score));
    }
    return TOLERANCE * most;
  }

  @Override
  public void ours() {
    all(this::own, way.images > 1);
  }

  @Override
  public void theirs() {
    all(this::peer, way.peersAtOnce() > 1);
  }

  /** The first image in this thread, the second one, if there is one, beside it or behind it. */
  private void all(IntConsumer call, boolean atOnce) {
    if (!atOnce) {
      for (int image = 0; image < way.images; image++) {
        call.accept(image);
      }
      return;
    }
    beside.run(() -> call.accept(1), () -> call.accept(0));
  }

  @Override
  public int stepsPerCall() {
    return way.images;
  }

  @Override
  public void close() {
    beside.close();
    super.close();
  }
}
