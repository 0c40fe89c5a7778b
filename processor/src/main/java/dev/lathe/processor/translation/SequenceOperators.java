package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.onnx.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists of values whose length is known now, and values that may be absent. */
final class SequenceOperators {
  private SequenceOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("SequenceEmpty", Operator.single(_ -> new Term.Sequence(List.of())));
    operators.put("SequenceConstruct", Operator.single(use -> new Term.Sequence(use.all())));
    operators.put("SequenceAt", Operator.single(SequenceOperators::at));
    operators.put("SequenceInsert", Operator.single(SequenceOperators::inserted));
    operators.put("SequenceErase", Operator.single(SequenceOperators::erased));
    operators.put("SequenceLength", Operator.single(SequenceOperators::length));
    operators.put("SplitToSequence", Operator.single(SequenceOperators::split));
    operators.put("ConcatFromSequence", Operator.single(SequenceOperators::joined));
    operators.put("Optional", Operator.single(use -> use.in(0)));
    operators.put("OptionalGetElement", Operator.single(use -> use.in(0)));
    operators.put(
        "OptionalHasElement",
        Operator.single(
            use -> Term.Known.scalar(ElementType.BOOL, use.optional(0).isPresent() ? 1 : 0)));
  }

  static Term.Sequence sequence(Use use, int index) {
    if (use.in(index) instanceof Term.Sequence sequence) {
      return sequence;
    }
    throw new TranslationException("a sequence of values, got " + use.in(index).shape());
  }

  /**
   * A place in a sequence, which counts from its end if it is negative.
   *
   * @param places there are so many
   */
  private static int place(long place, int count, int places) {
    long found = place < 0 ? place + count : place;
    if (found < 0 || found >= places) {
      throw new TranslationException("the place %d of a sequence of %d".formatted(place, count));
    }
    return (int) found;
  }

  private static Term at(Use use) {
    List<Term> elements = sequence(use, 0).elements();
    int count = elements.size();
    return elements.get(place((long) use.requiredFigure(1), count, count));
  }

  private static Term inserted(Use use) {
    List<Term> elements = new ArrayList<>(sequence(use, 0).elements());
    int count = elements.size();
    use.nodes().allow(count);
    long place = use.figure(2).map(Double::longValue).orElse((long) count);
    elements.add(place(place, count, count + 1), use.in(1));
    return new Term.Sequence(elements);
  }

  private static Term erased(Use use) {
    List<Term> elements = new ArrayList<>(sequence(use, 0).elements());
    int count = elements.size();
    use.nodes().allow(count);
    elements.remove(place(use.figure(1).map(Double::longValue).orElse(-1L), count, count));
    return new Term.Sequence(elements);
  }

  private static Term length(Use use) {
    return Term.Known.scalar(ElementType.INT64, sequence(use, 0).elements().size());
  }

  /** Parts of one element without the axis, of as many as a number says, or of those listed. */
  private static Term split(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    int axis = x.axis(use.integer("axis", 0));
    Optional<Term.Known> given = use.optional(1).map(_ -> use.known(1));
    List<Integer> sizes = new ArrayList<>();
    if (given.isPresent() && given.get().rank() > 0) {
      Use.numbers(given.get()).forEach(size -> sizes.add(Tables.extent(size)));
    } else {
      int size = given.map(each -> Tables.figure("split", (long) each.element(0), 1)).orElse(1);
      for (int from = 0; from < x.extent(axis); from = Sizes.sum(from, size)) {
        sizes.add(Math.min(size, x.extent(axis) - from));
      }
    }
    boolean bare = given.isEmpty() && !use.flag("keepdims", true);
    // Each part is read by a table as long as the axis.
    nodes.allow((long) sizes.size() * x.extent(axis));
    List<Term> parts = new ArrayList<>();
    int from = 0;
    for (int size : sizes) {
      Term part = nodes.reindex(x, axis, Relocation.range(from, Sizes.sum(from, size)));
      parts.add(bare ? ReductionOperators.without(nodes, part, List.of(axis)) : part);
      from += size;
    }
    if (from != x.extent(axis)) {
      throw new TranslationException("parts of %d together, of %s".formatted(from, x.shape()));
    }
    return new Term.Sequence(parts);
  }

  private static Term joined(Use use) {
    List<Term> elements = sequence(use, 0).elements();
    if (elements.isEmpty()) {
      throw new TranslationException("a sequence that is not empty");
    }
    boolean fresh = use.flag("new_axis", false);
    int rank = elements.getFirst().rank() + (fresh ? 1 : 0);
    long named = use.requiredInteger("axis");
    long axis = named < 0 ? named + rank : named;
    if (axis < 0 || axis >= rank) {
      throw new TranslationException("axis %d of %d".formatted(named, rank));
    }
    return fresh
        ? ControlFlow.stacked(use.nodes(), (int) axis, elements)
        : use.nodes().concatenate((int) axis, elements);
  }
}
