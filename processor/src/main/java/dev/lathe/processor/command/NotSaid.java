package dev.lathe.processor.command;

import dev.lathe.processor.authoring.Authored;
import dev.lathe.processor.translation.Imported;
import dev.lathe.processor.validation.FileMessage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What no annotation says of a file, a line for each of its nodes. */
final class NotSaid {
  private NotSaid() {}

  /**
   * The messages: a node is called as in the file, with its operator behind.
   *
   * @param layers the file's nodes that compute something
   */
  static List<String> of(List<Authored.Problem> problems, List<Imported.Layer> layers) {
    Map<String, String> nodes =
        layers.stream()
            .collect(
                Collectors.toMap(
                    Imported.Layer::name,
                    layer -> "%s (%s)".formatted(layer.node(), layer.operator()),
                    (first, _) -> first));
    Map<String, Set<String>> reasons = new LinkedHashMap<>();
    for (Authored.Problem problem : problems) {
      reasons.computeIfAbsent(problem.layer(), _ -> new LinkedHashSet<>()).add(problem.what());
    }
    return reasons.entrySet().stream()
        .map(
            layer ->
                FileMessage.COMMAND_NOT_SAID.format(
                    nodes.getOrDefault(layer.getKey(), layer.getKey()),
                    String.join(", nor ", layer.getValue())))
        .toList();
  }
}
