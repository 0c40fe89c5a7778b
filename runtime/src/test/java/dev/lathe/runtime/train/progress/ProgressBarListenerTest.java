package dev.lathe.runtime.train.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.runtime.train.EpochSummary;
import dev.lathe.runtime.train.Evaluation;
import dev.lathe.runtime.train.Progress;
import dev.lathe.runtime.train.TrainingListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgressBarListenerTest {

  private static final Progress HALF = new Progress(1, 2, 10, 40, 50, 100, 0.5, 0.75, 0.1f, 12_345);
  private static final EpochSummary SUMMARY =
      new EpochSummary(
          new Progress(1, 2, 20, 40, 100, 100, 0.25, 0.875, 0.1f, 12_345),
          new Evaluation(10, 0.9, 0.2),
          true);

  private static String shown(boolean terminal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    ProgressBarListener listener = new ProgressBarListener(out, terminal);
    listener.started();
    listener.epochStarted(1, 2, 100);
    for (int i = 0; i < 1000; i++) {
      listener.stepDone(HALF);
    }
    listener.epochDone(SUMMARY);
    listener.bestSaved(SUMMARY, Path.of("some", "file"));
    listener.epochStarted(2, 2, 100);
    listener.ended();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesALineAnEpochWhereThereIsNoTerminal() {
    assertThat(shown(false).lines())
        .containsExactly(
            "Epoch 1/2: loss 0.2500, accuracy 87.50 %, 12,345 images/s; held out: loss 0.2000,"
                + " accuracy 90.00 % (best so far)",
            "Best weights: " + Path.of("some", "file"));
  }

  @Test
  void drawsABarOnATerminalAndLeavesTheLine() {
    assertThat(shown(true)).contains("\r").contains("Epoch 1/2").contains("Epoch 1/2: loss 0.2500");
  }

  @Test
  void doesWithoutTheLibraryAndSaysSo() throws ReflectiveOperationException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    TrainingListener listener =
        (TrainingListener)
            new WithoutLibrary()
                .loadClass(ProgressBarListener.class.getName())
                .getConstructor(PrintStream.class, boolean.class)
                .newInstance(out, true);
    listener.epochStarted(1, 2, 100);
    listener.stepDone(HALF);
    listener.epochDone(SUMMARY);
    listener.epochStarted(2, 2, 100);
    listener.ended();

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("add me.tongfei:progressbar"),
            line -> assertThat(line).startsWith("Epoch 1/2: loss 0.2500"));
  }

  /** Defines this package's classes anew, and has none of the library's. */
  private static final class WithoutLibrary extends ClassLoader {

    WithoutLibrary() {
      super(ProgressBarListener.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("me.tongfei.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith(ProgressBarListener.class.getPackageName() + ".")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] code = in.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Progress unlabelled = new Progress(1, 1, 1, 1, 5, 5, 0.5, Double.NaN, 0.1f, 10);

    new ProgressBarListener(out, false).epochDone(new EpochSummary(unlabelled, null, true));

    assertThat(bytes.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("Epoch 1/1: loss 0.5000, 10 images/s");
  }
}
