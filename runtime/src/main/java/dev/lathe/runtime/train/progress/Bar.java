package dev.lathe.runtime.train.progress;

import java.io.PrintStream;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** All that touches the library, in a class of its own: without it only this one cannot be used. */
final class Bar {

  /** Given to the library so that it does not load JLine, and native code, to ask the terminal. */
  private static final int WIDTH = 79;

  private final PrintStream out;
  private final ProgressBar bar;

  Bar(PrintStream out, String task, int images) {
    this.out = out;
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(images)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .hideEta()
            .clearDisplayOnFinish()
            .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
            .build();
  }

  void show(int images, String message) {
    bar.stepTo(images);
    bar.setExtraMessage(message);
  }

  void close() {
    bar.close();
  }

  /** The library's own console consumer leaves an empty line behind each bar. */
  private void draw(String line) {
    out.print("\r" + line);
    out.flush();
  }
}
