package dev.lathe.runtime.train.progress;

import dev.lathe.runtime.train.EpochSummary;
import dev.lathe.runtime.train.Evaluation;
import dev.lathe.runtime.train.Progress;
import dev.lathe.runtime.train.TrainingListener;
import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows a training as a progress bar an epoch, with loss, accuracy and images a second, and writes
 * a line at each epoch's end. Where the output is no terminal (a file, a build server's log) there
 * are the lines alone.
 *
 * <p>The bar needs {@code me.tongfei:progressbar} on the class path, and what that depends on;
 * without it there are the lines alone, too, and one that says so. A thread of that library draws
 * the bar; it is idle between trainings.
 */
public final class ProgressBarListener implements TrainingListener {

  private final PrintStream out;
  private boolean showsBar;
  private @Nullable Bar bar;
  private @Nullable Path saved;

  /** Shows it on standard output, as a bar if that is a terminal. */
  public ProgressBarListener() {
    this(System.out, isTerminal());
  }

  /** Since JDK 25 there again is no console without a terminal, unless an option says otherwise. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /**
   * Shows it on any stream.
   *
   * @param terminal whether carriage returns move back to the line's beginning there
   */
  public ProgressBarListener(PrintStream out, boolean terminal) {
    this.out = out;
    this.showsBar = terminal;
  }

  @Override
  public void epochStarted(int epoch, int epochs, int images) {
    if (showsBar) {
      try {
        bar = new Bar(out, "Epoch " + epoch + "/" + epochs, images);
      } catch (NoClassDefFoundError e) {
        showsBar = false;
        out.println(
            "No progress bar: add me.tongfei:progressbar, and what it depends on, to the class path"
                + " ("
                + e
                + ")");
      }
    }
  }

  @Override
  public void stepDone(Progress progress) {
    Bar shown = bar;
    if (shown != null) {
      shown.show(
          progress.images(),
          String.format(
              Locale.ROOT,
              " loss %.3f%s %,.0f img/s",
              progress.loss(),
              percent(" %.1f %%", progress.accuracy()),
              progress.imagesPerSecond()));
    }
  }

  @Override
  public void epochDone(EpochSummary summary) {
    closeBar();
    Progress last = summary.last();
    Evaluation evaluation = summary.evaluation();
    String evaluated =
        evaluation == null
            ? ""
            : String.format(
                Locale.ROOT,
                "; held out: loss %.4f%s%s",
                evaluation.loss(),
                percent(", accuracy %.2f %%", evaluation.accuracy()),
                summary.best() ? " (best so far)" : "");
    out.printf(
        Locale.ROOT,
        "Epoch %d/%d: loss %.4f%s, %,.0f images/s%s%n",
        last.epoch(),
        last.epochs(),
        last.loss(),
        percent(", accuracy %.2f %%", last.accuracy()),
        last.imagesPerSecond(),
        evaluated);
  }

  @Override
  public void bestSaved(EpochSummary summary, Path file) {
    saved = file;
  }

  @Override
  public void ended() {
    closeBar();
    // Also after a failure: what was learnt until then is not lost.
    if (saved != null) {
      out.println("Best weights: " + saved);
      saved = null;
    }
    out.flush();
  }

  private void closeBar() {
    Bar shown = bar;
    if (shown != null) {
      shown.close();
      bar = null;
    }
  }

  /** Nothing without labels. */
  private static String percent(String format, double accuracy) {
    return Double.isNaN(accuracy) ? "" : String.format(Locale.ROOT, format, 100 * accuracy);
  }
}
