package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Place;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;

/** Turns a crash of the processor into an error on the user's interface. */
public final class CrashReport {
  private static final int FRAMES = 5;

  private CrashReport() {}

  /** Reports that {@code crash} happened while {@code network} was compiled. */
  public static void add(Report report, TypeElement network, Throwable crash) {
    report.add(
        Message.CRASH, Place.of(network), network.getQualifiedName().toString(), describe(crash));
  }

  /** The exception, its causes, and the frames on top: enough to find the line. */
  static String describe(Throwable crash) {
    String frames =
        Arrays.stream(crash.getStackTrace())
            .limit(FRAMES)
            .map(StackTraceElement::toString)
            .collect(Collectors.joining(", "));
    Throwable cause = crash.getCause();
    return crash
        + " (at "
        + frames
        + ")"
        + (cause == null || cause == crash ? "" : ", caused by " + describe(cause));
  }
}
