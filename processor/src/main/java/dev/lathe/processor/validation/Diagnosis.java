package dev.lathe.processor.validation;

import java.util.Arrays;
import java.util.Locale;
import javax.tools.Diagnostic.Kind;

/**
 * One thing that there is to say to a user. {@code docs/diagnostics.md} has an entry for each; an
 * id, once published, keeps its meaning.
 */
public sealed interface Diagnosis permits Message, FileMessage, ScheduleMessage {

  /** The id's number. */
  int number();

  /** Whether it is an error. */
  default Kind kind() {
    return Kind.ERROR;
  }

  /** What is wrong, with places for values. */
  String problem();

  /** What to do, a sentence with places for values. */
  String remedy();

  /** {@code LATHE-104}, as in {@code docs/diagnostics.md}. */
  default String id() {
    return "LATHE-%03d".formatted(number());
  }

  /**
   * The whole text: {@code [LATHE-104] c3: the kernel 5x5 is larger than the padded input 6x4x4.
   * Use a kernel of at most 4x4, or add padding.} Texts among the values may come from a file: what
   * a terminal would act upon is escaped, and what is longer than any name is cut.
   *
   * @param subject what it is about: a layer, an interface, an option, a file
   * @param values what the templates ask for
   */
  default String format(String subject, Object... values) {
    Object[] printed =
        Arrays.stream(values)
            .map(value -> value instanceof Number ? value : Printable.cut(String.valueOf(value)))
            .toArray();
    // A fixed locale: the text must not depend on the machine that compiles.
    return "[%s] %s: %s. %s"
        .formatted(
            id(),
            Printable.cut(subject),
            String.format(Locale.ROOT, problem(), printed),
            String.format(Locale.ROOT, remedy(), printed));
  }
}
