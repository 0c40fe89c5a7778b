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
   * @param layer the graph's name of what the file has as one node
   * @param what in a few words, such as "a minimum"
   */
  public record Problem(String layer, String what) {}
}
