package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.Figures;
import dev.lathe.processor.declaration.WindowDeclaration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Checks the figures of one annotation by themselves, and spreads them over the spatial axes. What
 * is wrong becomes unknown.
 */
final class FigureChecker {
  private final Report report;
  private final String layer;
  private final String annotation;
  private final Optional<PartialShape> input;
  private final int rank;

  /**
   * Checks the figures of an annotation.
   *
   * @param input absent if not even the number of spatial axes is known: then nothing is spread
   */
  FigureChecker(Report report, String layer, String annotation, Optional<PartialShape> input) {
    this.report = report;
    this.layer = layer;
    this.annotation = annotation;
    this.input = input;
    this.rank = input.map(PartialShape::spatialRank).orElse(0);
  }

  /** A count: at least 1. */
  OptionalLong count(String element, Optional<Figure<Integer>> figure) {
    return figure.map(value -> atLeast(1, element, value)).orElse(OptionalLong.empty());
  }

  /** A window; a pool without strides steps by its extents. */
  WindowFigures window(WindowDeclaration window) {
    List<OptionalLong> kernel = window.kernel().map(this::positive).orElse(unknown());
    List<OptionalLong> stride =
        window.stride().entries().isEmpty() && window.sideBySide()
            ? kernel
            : positive(window.stride());
    List<OptionalLong> dilation = positive(window.dilation());
    List<OptionalLong> ends = padding(window.padding());
    return new WindowFigures(
        kernel, stride, ends.subList(0, rank), ends.subList(rank, 2 * rank), dilation);
  }

  /** One figure an axis, each at least 1. */
  List<OptionalLong> positive(Figures figures) {
    return spread(figures, atLeast(1, figures));
  }

  /** One figure an axis, each at least 0. */
  List<OptionalLong> nonNegative(Figures figures) {
    return spread(figures, atLeast(0, figures));
  }

  /** Two figures an axis, each at least 0: all the begins, then all the ends. */
  private List<OptionalLong> padding(Figures figures) {
    List<OptionalLong> valid = atLeast(0, figures);
    if (rank > 0 && valid.size() == 2 * rank) {
      return valid;
    }
    List<OptionalLong> oneEnd = spread(figures, valid);
    List<OptionalLong> ends = new ArrayList<>(oneEnd);
    ends.addAll(oneEnd);
    return ends;
  }

  /**
   * Two figures an axis of either sign: all the begins, then all the ends; empty if there are too
   * many or too few, or nobody knows the number of axes.
   */
  List<Integer> ends(Optional<Figures> figures) {
    if (figures.isEmpty() || rank == 0) {
      return List.of();
    }
    List<Integer> values = figures.get().values();
    if (values.size() == 2 * rank) {
      return values;
    }
    List<OptionalLong> oneEnd =
        spread(figures.get(), values.stream().map(value -> OptionalLong.of(value)).toList());
    if (oneEnd.stream().anyMatch(OptionalLong::isEmpty)) {
      return List.of();
    }
    List<Integer> ends = new ArrayList<>(WindowFigures.ints(oneEnd));
    ends.addAll(WindowFigures.ints(oneEnd));
    return ends;
  }

  private List<OptionalLong> spread(Figures figures, List<OptionalLong> valid) {
    if (rank == 0) {
      return List.of();
    }
    if (valid.size() == 1) {
      return Collections.nCopies(rank, valid.getFirst());
    }
    if (valid.size() == rank) {
      return valid;
    }
    report.add(
        Message.ENTRIES,
        figures.place(),
        layer,
        annotation,
        figures.element(),
        Wording.entries(valid.size()),
        input.orElseThrow(),
        Wording.spatialAxes(rank),
        figures.element().equals("padding") || annotation.equals("Pad")
            ? ", or two an axis: all the begins, then all the ends"
            : "");
    return unknown();
  }

  private List<OptionalLong> atLeast(int minimum, Figures figures) {
    return figures.entries().stream()
        .map(entry -> atLeast(minimum, figures.element(), entry))
        .toList();
  }

  private OptionalLong atLeast(int minimum, String element, Figure<Integer> figure) {
    if (figure.value() >= minimum) {
      return OptionalLong.of(figure.value());
    }
    Message message = minimum == 1 ? Message.NOT_POSITIVE : Message.NEGATIVE;
    report.add(message, figure.place(), layer, annotation, element, figure.value());
    return OptionalLong.empty();
  }

  private List<OptionalLong> unknown() {
    return Collections.nCopies(rank, OptionalLong.empty());
  }
}
