package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.ONE;
import static dev.lathe.processor.formula.Formulas.ZERO;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.equal;
import static dev.lathe.processor.formula.Formulas.greater;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Recurrent layers over a sequence of a length that is known: their steps one after the other. The
 * products with the inputs are one matrix for all steps, those with the state one a step.
 *
 * <p>Values within: inputs {@code [T, N, I]}, states {@code [N, H]}; a state that is 0 at the
 * beginning is one figure.
 */
final class RecurrentOperators {
  private static final Set<String> DIRECTIONS = Set.of("forward", "reverse", "bidirectional");

  private final Use use;
  private final Nodes nodes;
  private final RecurrentCell.Kind kind;
  private final Term inputs;
  private final int hidden;
  private final boolean batchFirst;

  private RecurrentOperators(Use use, RecurrentCell.Kind kind) {
    this.use = use;
    this.nodes = use.nodes();
    this.kind = kind;
    long layout = use.integer("layout", 0);
    InvalidException.unless(layout == 0 || layout == 1, "the layout %d, and it is 0 or 1", layout);
    this.batchFirst = layout == 1;
    Term x = use.in(0);
    Term w = use.in(1);
    Term r = use.in(2);
    if (x.rank() != 3 || w.rank() != 3 || r.rank() != 3) {
      throw new InvalidException(
          "%s with weights %s and %s".formatted(x.shape(), w.shape(), r.shape()));
    }
    if (!DIRECTIONS.contains(direction())) {
      throw new InvalidException("the direction \"" + direction() + "\"");
    }
    this.inputs = batchFirst ? nodes.transpose(x, List.of(1, 0, 2)) : x;
    this.hidden = r.extent(2);
    boolean fits =
        w.extent(1) == kind.gates() * hidden
            && r.extent(1) == w.extent(1)
            && w.extent(2) == x.extent(2)
            && w.extent(0) == directions()
            && r.extent(0) == directions();
    if (!fits || x.size() == 0 || use.integer("hidden_size", hidden) != hidden) {
      throw new InvalidException(
          "weights %s and %s for %s".formatted(w.shape(), r.shape(), x.shape()));
    }
    int batch = inputs.extent(1);
    check(3, "biases", directions(), 2 * kind.gates() * hidden);
    check(4, "sequence lengths", batch);
    checkLengths();
    for (int state : List.of(5, 6)) {
      if (batchFirst) {
        check(state, "an initial state", batch, directions(), hidden);
      } else {
        check(state, "an initial state", directions(), batch, hidden);
      }
    }
    check(7, "peepholes", directions(), 3 * hidden);
  }

  private void checkLengths() {
    if (use.optional(4).orElse(RecurrentCell.NOTHING) instanceof Term.Known known) {
      for (long length : Use.numbers(known)) {
        InvalidException.unless(
            length >= 0 && length <= steps(),
            "a sequence of length %d among %d steps",
            length,
            steps());
      }
    }
  }

  /** An operand that may be left out has one shape. */
  private void check(int operand, String what, int... extents) {
    Shape wanted = Shape.of(extents);
    use.optional(operand)
        .filter(term -> !term.shape().equals(wanted))
        .ifPresent(
            term -> {
              throw new InvalidException("%s %s, not %s".formatted(what, term.shape(), wanted));
            });
  }

  static void register(Map<String, Operator> operators) {
    for (RecurrentCell.Kind kind : RecurrentCell.Kind.values()) {
      operators.put(kind.name(), use -> new RecurrentOperators(use, kind).translate());
    }
  }

  private String direction() {
    return use.text("direction", "forward");
  }

  private int directions() {
    return direction().equals("bidirectional") ? 2 : 1;
  }

  private int steps() {
    return inputs.extent(0);
  }

  private int images() {
    return inputs.extent(1);
  }

  private List<Term> translate() {
    List<Term> values = new ArrayList<>();
    List<Term> states = new ArrayList<>();
    List<Term> cells = new ArrayList<>();
    for (int direction = 0; direction < directions(); direction++) {
      Direction way = new Direction(direction);
      way.run();
      values.add(nodes.concatenate(0, way.values));
      states.add(nodes.reshape(way.state.hidden(), Shape.of(1, images(), hidden)));
      if (kind == RecurrentCell.Kind.LSTM) {
        cells.add(nodes.reshape(way.state.cell(), Shape.of(1, images(), hidden)));
      }
    }
    Term all = nodes.concatenate(1, values);
    List<Term> results =
        new ArrayList<>(
            List.of(batchFirst ? nodes.transpose(all, List.of(2, 0, 1, 3)) : all, ordered(states)));
    if (!cells.isEmpty()) {
      results.add(ordered(cells));
    }
    return results;
  }

  private Term ordered(List<Term> states) {
    Term joined = nodes.concatenate(0, states);
    return batchFirst ? nodes.transpose(joined, List.of(1, 0, 2)) : joined;
  }

  /** The tensor of one direction, without its axis. */
  private Term of(int direction, Term tensor) {
    List<Integer> rest = tensor.shape().extents().subList(1, tensor.rank());
    Term own = directions() == 1 ? tensor : nodes.reindex(tensor, 0, List.of(direction));
    return nodes.reshape(own, new Shape(rest));
  }

  /** The sequence from its one end to the other. */
  private final class Direction {
    private final RecurrentCell cell;
    private final boolean backwards;
    private final Term sums;
    private final List<Term> values =
        new ArrayList<>(Collections.nCopies(steps(), RecurrentCell.NOTHING));
    private RecurrentCell.State state;

    Direction(int direction) {
      backwards = direction == 1 || direction().equals("reverse");
      Optional<Term> bias = use.optional(3).map(b -> of(direction, b));
      Optional<Term> peepholes = use.optional(7).map(p -> of(direction, p));
      cell =
          new RecurrentCell(
              use, kind, hidden, direction, of(direction, use.in(2)), bias, peepholes);
      Term rows = nodes.reshape(inputs, Shape.of(steps() * images(), inputs.extent(2)));
      sums = MatrixOperators.byRows(nodes, rows, of(direction, use.in(1)));
      state = new RecurrentCell.State(start(direction, 5), start(direction, 6));
    }

    private Term start(int direction, int input) {
      return use.optional(input)
          .map(given -> batchFirst ? nodes.transpose(given, List.of(1, 0, 2)) : given)
          .map(given -> of(direction, given))
          .orElse(RecurrentCell.NOTHING);
    }

    void run() {
      for (int k = 0; k < steps(); k++) {
        int step = backwards ? steps() - 1 - k : k;
        Term own = nodes.reindex(sums, 0, Relocation.range(step * images(), (step + 1) * images()));
        RecurrentCell.State next = cell.next(own, state);
        Optional<Term> ended = ended(step);
        Term value = next.hidden();
        if (ended.isPresent()) {
          // What is behind a sequence's end is 0, and leaves the state as it is.
          value = chosen(ended.get(), RecurrentCell.NOTHING, next.hidden());
          next =
              new RecurrentCell.State(
                  chosen(ended.get(), state.hidden(), next.hidden()),
                  kind == RecurrentCell.Kind.LSTM
                      ? chosen(ended.get(), state.cell(), next.cell())
                      : RecurrentCell.NOTHING);
        }
        state = next;
        values.set(step, nodes.reshape(value, Shape.of(1, 1, images(), hidden)));
      }
    }

    /** For each sequence whether it has ended before a step; nothing if none has. */
    private Optional<Term> ended(int step) {
      Optional<Term> lengths = use.optional(4);
      boolean whole = lengths.map(given -> reach(given, step)).orElse(true);
      if (whole) {
        return Optional.empty();
      }
      Formula behind = greater(operand(0), constant(step), ZERO, ONE);
      Term column = nodes.reshape(lengths.get(), Shape.of(images(), 1));
      return Optional.of(nodes.pointwise(ElementType.BOOL, behind, column));
    }

    private static boolean reach(Term lengths, int step) {
      return lengths instanceof Term.Known known
          && Use.numbers(known).stream().allMatch(length -> length > step);
    }

    private Term chosen(Term condition, Term then, Term otherwise) {
      Formula choice = equal(operand(0), ZERO, operand(2), operand(1));
      return nodes.pointwise(otherwise.type(), choice, condition, then, otherwise);
    }
  }
}
