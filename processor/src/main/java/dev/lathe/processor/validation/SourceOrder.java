package dev.lathe.processor.validation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;

/**
 * The order in which elements stand in their source: stages find mistakes in their own order, and
 * people mend them from top to bottom. Elements of other outermost types, such as blocks in files
 * of their own, follow in the order in which they were found.
 */
final class SourceOrder {

  /** By outermost type, in the order of what was found first. */
  private final Map<Element, Integer> types = new HashMap<>();

  private SourceOrder() {}

  /** The same findings; those of one element keep their order. */
  static List<Finding> sorted(List<Finding> findings) {
    SourceOrder order = new SourceOrder();
    Map<Element, List<Integer>> places = new HashMap<>();
    for (Finding finding : findings) {
      places.computeIfAbsent(finding.place().element(), order::place);
    }
    Comparator<Finding> byPlace =
        Comparator.comparing(
            finding -> places.getOrDefault(finding.place().element(), List.of()),
            SourceOrder::compare);
    return findings.stream().sorted(byPlace).toList();
  }

  /** The number of its outermost type, then its number in each element around it. */
  private List<Integer> place(Element element) {
    List<Integer> place = new ArrayList<>();
    Element at = element;
    Element around = at.getEnclosingElement();
    while (around != null && around.getKind() != ElementKind.PACKAGE) {
      place.addFirst(around.getEnclosedElements().indexOf(at));
      at = around;
      around = at.getEnclosingElement();
    }
    Integer type = types.get(at);
    if (type == null) {
      type = types.size();
      types.put(at, type);
    }
    place.addFirst(type);
    return place;
  }

  /** What stands around others comes before them. */
  private static int compare(List<Integer> a, List<Integer> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
