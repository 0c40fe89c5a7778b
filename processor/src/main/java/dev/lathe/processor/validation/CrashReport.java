package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;

/** Turns a crash of the processor into an error on the user's interface. */
public final class CrashReport {
  private static final int FRAMES = 5;
  private static final int CAUSES = 4;

  private CrashReport() {}

  /** Reports that {@code crash} happened while {@code network} was compiled. */
  public static void add(Report report, TypeElement network, Throwable crash) {
    report.add(
        Message.CRASH, Place.of(network), network.getQualifiedName().toString(), describe(crash));
  }

  /** The exception, its causes, and the frames on top: enough to find the line. */
  static String describe(Throwable crash) {
    List<String> links = new ArrayList<>();
    Throwable link = crash;
    while (link != null && links.size() < CAUSES) {
      String frames =
          Arrays.stream(link.getStackTrace())
              .limit(FRAMES)
              .map(StackTraceElement::toString)
              .collect(Collectors.joining(", "));
      links.add("%s (at %s)".formatted(link, frames));
      link = link.getCause();
    }
    return String.join(", caused by ", links);
  }
}
