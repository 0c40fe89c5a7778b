package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Names;
import dev.lathe.processor.declaration.Place;
import dev.lathe.processor.declaration.Unresolved;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/** Reports what keeps a network from being read, and what was probably meant. */
public final class UnresolvedChecker {

  /** Annotations that users write, by their simple names. */
  private static final Map<String, String> ANNOTATIONS =
      new TreeMap<>(
          Stream.of(Names.ON_NETWORKS, Names.ON_LAYERS, Names.ON_BLOCKS)
              .flatMap(List::stream)
              .filter(annotation -> annotation.getEnclosingClass() == null)
              .collect(Collectors.toMap(Class::getSimpleName, Class::getCanonicalName)));

  private UnresolvedChecker() {}

  /** Reports the names of {@code network} that are not resolved, all at its place. */
  public static void report(Report report, TypeElement network, Unresolved unresolved) {
    List<String> names =
        Stream.concat(
                unresolved.types().stream(), unresolved.annotations().stream().map("@"::concat))
            .toList();
    report.add(
        Message.UNRESOLVED,
        Place.of(network),
        network.getSimpleName().toString(),
        names.isEmpty() ? "" : " (" + Wording.list(names) + ")",
        meant(unresolved.annotations()));
  }

  private static String meant(List<String> annotations) {
    List<String> unimported =
        annotations.stream()
            .filter(ANNOTATIONS::containsKey)
            .map(name -> String.valueOf(ANNOTATIONS.get(name)))
            .toList();
    List<String> nearest =
        annotations.stream()
            .filter(name -> !ANNOTATIONS.containsKey(name))
            .map(name -> Suggestion.nearest(name, ANNOTATIONS.keySet()))
            .flatMap(Optional::stream)
            .map("@"::concat)
            .distinct()
            .toList();
    return (nearest.isEmpty() ? "" : " Did you mean " + Wording.list(nearest) + "?")
        + (unimported.isEmpty() ? "" : " Import " + Wording.list(unimported) + ".");
  }
}
