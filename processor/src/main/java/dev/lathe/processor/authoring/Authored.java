package dev.lathe.processor.authoring;

import java.util.List;
import java.util.Optional;

/**
 * What became of a file.
 *
 * @param source of the interface; absent if there are problems
 */
public record Authored(
    Optional<String> source, List<Tensors.Entry> tensors, List<Problem> problems) {

  public Authored {
    tensors = List.copyOf(tensors);
    problems = List.copyOf(problems);
  }

  /**
   * What cannot be said.
   *
   * @param node of the file
   */
  public record Problem(String node, String what) {}
}
