package dev.lathe.processor.declaration;

import java.util.ArrayList;
import java.util.List;

/** What a layer with several inputs reads. */
final class Sources {
  private Sources() {}

  /** The layers that are named; before a single one stands the preceding layer. */
  static List<Figure<String>> of(Place place, List<Figure<String>> named) {
    if (named.size() > 1) {
      return named;
    }
    List<Figure<String>> sources = new ArrayList<>();
    sources.add(new Figure<>("", place));
    sources.addAll(named);
    return sources;
  }
}
