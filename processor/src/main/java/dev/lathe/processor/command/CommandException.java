package dev.lathe.processor.command;

import dev.lathe.processor.validation.Diagnosis;
import java.util.List;

/**
 * What keeps a command from doing its work: one text or more for the user, without stack traces.
 */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> texts;

  private CommandException(List<String> texts) {
    super(String.join("\n", texts));
    this.texts = List.copyOf(texts);
  }

  /**
   * A single problem.
   *
   * @param subject what it is about
   */
  static CommandException of(Diagnosis message, String subject, Object... values) {
    return new CommandException(List.of(message.format(subject, values)));
  }

  /** Several problems, all at once. */
  static CommandException of(List<String> texts) {
    return new CommandException(texts);
  }

  List<String> texts() {
    return texts;
  }
}
