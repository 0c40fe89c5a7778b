package dev.lathe.processor.declaration;

import java.util.List;

/**
 * The value of an {@code int[]} element.
 *
 * @param element the annotation element's name: {@code kernel}
 * @param entries in order, each at its own place
 * @param place of the whole value
 */
public record Figures(String element, List<Figure<Integer>> entries, Place place) {

  public Figures {
    entries = List.copyOf(entries);
  }

  public List<Integer> values() {
    return entries.stream().map(Figure::value).toList();
  }
}
