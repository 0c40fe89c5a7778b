package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.ONE;
import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.greater;
import static dev.lathe.processor.formula.Formulas.maximum;
import static dev.lathe.processor.formula.Formulas.minimum;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.sigmoid;
import static dev.lathe.processor.formula.Formulas.subtract;
import static dev.lathe.processor.formula.Formulas.tanh;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.formula.Trees;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.Functions;
import dev.lathe.processor.onnx.ElementType;
import dev.lathe.processor.onnx.OnnxAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One step of a recurrent layer in one direction, by the formulas of ONNX's operators {@code RNN},
 * {@code GRU} and {@code LSTM} (version 22), whose names are used here: {@code X} is the step's
 * input, {@code H} and {@code C} the hidden and the cell state of the step before, {@code W} and
 * {@code R} the weights of input and state, {@code Wb} and {@code Rb} their biases, {@code P} the
 * peepholes, and {@code (.)} the product element by element. Rows of {@code W}, {@code R} and the
 * biases lie gate behind gate, in the order of {@link Gru} and {@link Lstm}. Sums are bounded to
 * {@code clip} before any activation.
 */
final class RecurrentCell {

  /** The kinds of recurrent layers, under ONNX's names. */
  enum Kind {
    /** Elman's simple network (1990): {@code f} makes the state of one sum. */
    RNN(1, 1),
    /** Gated recurrent units (Cho et al. 2014): gates by {@code f}, the candidate by {@code g}. */
    GRU(Gru.values().length, 2),
    /**
     * Long short-term memory (Hochreiter and Schmidhuber 1997; with the forget gate of Gers,
     * Schmidhuber and Cummins 2000 and the peepholes of Gers and Schmidhuber 2000): gates by {@code
     * f}, the candidate by {@code g}, what is seen of the cell by {@code h}.
     */
    LSTM(Lstm.values().length, 3);

    private final int gates;
    private final int activations;

    Kind(int gates, int activations) {
      this.gates = gates;
      this.activations = activations;
    }

    int gates() {
      return gates;
    }

    /** The function that is used where a file names none. */
    private String usual(int activation) {
      return this != RNN && activation == 0 ? "Sigmoid" : "Tanh";
    }
  }

  /** What has rows of its own in the weights and biases of a layer. */
  private interface Gate {

    /** Its number in ONNX's order. */
    int place();
  }

  /** The gates of a {@link Kind#GRU}, in ONNX's order. */
  private enum Gru implements Gate {
    /** {@code z}: how much of the state is kept. */
    UPDATE(0),
    /** {@code r}: how much of the state the candidate sees. */
    RESET(1),
    /** {@code h}: what the state may become; no gate, but computed alike. */
    CANDIDATE(2);

    private final int place;

    Gru(int place) {
      this.place = place;
    }

    @Override
    public int place() {
      return place;
    }
  }

  /** The gates of an {@link Kind#LSTM}, in ONNX's order; PyTorch has i, f, c, o. */
  private enum Lstm implements Gate {
    /** {@code i}: how much of the candidate goes into the cell. */
    INPUT(0),
    /** {@code o}: how much of the cell is seen. */
    OUTPUT(1),
    /** {@code f}: how much of the cell is kept. */
    FORGET(2),
    /** {@code c}: what the cell may take; no gate, but computed alike. */
    CANDIDATE(3);

    private final int place;

    Lstm(int place) {
      this.place = place;
    }

    @Override
    public int place() {
      return place;
    }
  }

  /** The activations {@code f}, {@code g} and {@code h} of ONNX's formulas. */
  private static final int F = 0;

  private static final int G = 1;
  private static final int H = 2;

  /**
   * What a step hands on.
   *
   * @param cell of an LSTM alone
   */
  record State(Term hidden, Term cell) {}

  /** A state that is 0 everywhere, as one figure. */
  static final Term.Known NOTHING = Term.Known.of(ElementType.FLOAT, Shape.of(1, 1), new double[1]);

  private static final Formula PRODUCT = multiply(operand(0), operand(1));

  private final Nodes nodes;
  private final Kind kind;
  private final int hidden;
  private final Term weight;
  private final Optional<Term> inputBias;
  private final Optional<Term> stateBias;
  private final Optional<Term> peepholes;
  private final List<Formula> activations = new ArrayList<>();
  private final boolean coupled;
  private final boolean lateReset;
  private final double bound;

  /**
   * @param weight of the state, {@code [gates H, H]}
   * @param bias {@code [2 gates H]}, those of the inputs before those of the state
   * @param peepholes {@code [3 H]}, of the input, output and forget gates
   */
  RecurrentCell(
      Use use,
      Kind kind,
      int hidden,
      int direction,
      Term weight,
      Optional<Term> bias,
      Optional<Term> peepholes) {
    this.nodes = use.nodes();
    this.kind = kind;
    this.hidden = hidden;
    this.weight = weight;
    int sums = kind.gates() * hidden;
    this.inputBias = bias.map(b -> nodes.reindex(b, 0, Relocation.range(0, sums)));
    this.stateBias = bias.map(b -> nodes.reindex(b, 0, Relocation.range(sums, 2 * sums)));
    this.peepholes = peepholes;
    this.coupled = use.flag("input_forget", false);
    this.lateReset = use.flag("linear_before_reset", false);
    this.bound = use.decimal("clip", Double.POSITIVE_INFINITY);
    InvalidException.unless(bound >= 0, "clip of %s, which is below 0", bound);
    checkActivations(use);
    for (int k = 0; k < kind.activations; k++) {
      activations.add(activation(use, direction * kind.activations + k, kind.usual(k)));
    }
  }

  /** A function for each gate and direction, or none at all. */
  private void checkActivations(Use use) {
    int directions = use.text("direction", "forward").equals("bidirectional") ? 2 : 1;
    int given =
        Optional.ofNullable(use.attributes().get("activations"))
            .map(each -> each.strings().size())
            .orElse(0);
    InvalidException.unless(
        given == 0 || given == directions * kind.activations,
        "%d activations for %d directions, each of which has %d",
        given,
        directions,
        kind.activations);
    for (String figures : List.of("activation_alpha", "activation_beta")) {
      int count = use.decimals(figures).orElse(List.of()).size();
      InvalidException.unless(
          count <= directions * kind.activations, "%d figures in %s", count, figures);
    }
  }

  /** The state behind a step whose products with the inputs are given, {@code [N, gates H]}. */
  State next(Term sums, State state) {
    Term inputs = inputBias.map(b -> total(sums, b)).orElse(sums);
    return switch (kind) {
      case RNN -> new State(simple(inputs, state.hidden()), state.cell());
      case GRU -> new State(gru(inputs, state.hidden()), state.cell());
      case LSTM -> lstm(inputs, state);
    };
  }

  /** {@code H' = f(X W + Wb + H R + Rb)}. */
  private Term simple(Term inputs, Term state) {
    return applied(F, total(inputs, recurrent(state)));
  }

  /**
   * The next state of gated recurrent units:
   *
   * <pre>
   * z  = f(X Wz + Wbz + H Rz + Rbz)
   * r  = f(X Wr + Wbr + H Rr + Rbr)
   * h  = g(X Wh + Wbh + (r (.) H) Rh + Rbh)     the reset before the product, as in the paper
   * h  = g(X Wh + Wbh + r (.) (H Rh + Rbh))     behind it, where linear_before_reset is set
   * H' = (1 - z) (.) h + z (.) H
   * </pre>
   */
  private Term gru(Term inputs, Term state) {
    Term recurrent = recurrent(state);
    Term update = applied(F, total(gate(inputs, Gru.UPDATE), gate(recurrent, Gru.UPDATE)));
    Term reset = applied(F, total(gate(inputs, Gru.RESET), gate(recurrent, Gru.RESET)));
    Term seen;
    if (lateReset) {
      seen = nodes.pointwise(inputs.type(), PRODUCT, reset, gate(recurrent, Gru.CANDIDATE));
    } else {
      Term kept = nodes.pointwise(inputs.type(), PRODUCT, reset, state);
      List<Integer> last = rows(Gru.CANDIDATE);
      Term rows = nodes.reindex(weight, 0, last);
      Optional<Term> bias = stateBias.map(b -> nodes.reindex(b, 0, last));
      seen = product(kept, rows, bias);
    }
    Term candidate = applied(G, total(gate(inputs, Gru.CANDIDATE), seen));
    Formula mixed =
        add(multiply(subtract(ONE, operand(0)), operand(1)), multiply(operand(0), operand(2)));
    return nodes.pointwise(inputs.type(), mixed, update, candidate, state);
  }

  /**
   * The next states of long short-term memory:
   *
   * <pre>
   * i  = f(X Wi + Wbi + H Ri + Rbi + Pi (.) C)
   * f  = f(X Wf + Wbf + H Rf + Rbf + Pf (.) C)     or 1 - i, where input_forget is set
   * c  = g(X Wc + Wbc + H Rc + Rbc)
   * C' = f (.) C + i (.) c
   * o  = f(X Wo + Wbo + H Ro + Rbo + Po (.) C')
   * H' = o (.) h(C')
   * </pre>
   */
  private State lstm(Term inputs, State state) {
    Term sums = total(inputs, recurrent(state.hidden()));
    Term input = applied(F, peeping(sums, Lstm.INPUT, state.cell()));
    Term forget =
        coupled
            ? nodes.pointwise(input.type(), subtract(ONE, operand(0)), input)
            : applied(F, peeping(sums, Lstm.FORGET, state.cell()));
    Term candidate = applied(G, gate(sums, Lstm.CANDIDATE));
    Formula mixed = add(multiply(operand(0), operand(1)), multiply(operand(2), operand(3)));
    Term cell = nodes.pointwise(input.type(), mixed, forget, state.cell(), input, candidate);
    Term output = applied(F, peeping(sums, Lstm.OUTPUT, cell));
    return new State(nodes.pointwise(cell.type(), PRODUCT, output, applied(H, cell)), cell);
  }

  private Term recurrent(Term state) {
    return product(state, weight, stateBias);
  }

  /** The products with a state, and the bias that belongs to them. */
  private Term product(Term state, Term rows, Optional<Term> bias) {
    if (isNothing(state)) {
      return bias.map(b -> nodes.reshape(b, Shape.of(1, b.size()))).orElse(NOTHING);
    }
    Term sums = MatrixOperators.byRows(nodes, state, rows);
    return bias.map(b -> total(sums, b)).orElse(sums);
  }

  private static boolean isNothing(Term term) {
    return term instanceof Term.Known known
        && !known.stored()
        && known.size() == 1
        && known.element(0) == 0;
  }

  /** The sums of one gate. */
  private Term gate(Term sums, Gate gate) {
    return isNothing(sums) ? sums : nodes.reindex(sums, 1, rows(gate));
  }

  /** Where a gate's rows lie among those of all. */
  private List<Integer> rows(Gate gate) {
    return Relocation.range(gate.place() * hidden, (gate.place() + 1) * hidden);
  }

  private Term total(Term a, Term b) {
    return nodes.pointwise(a.type(), add(operand(0), operand(1)), a, b);
  }

  /** The sums of one gate, and what it sees of the cell. */
  private Term peeping(Term sums, Lstm gate, Term cell) {
    Term own = gate(sums, gate);
    if (peepholes.isEmpty()) {
      return own;
    }
    Term peephole = nodes.reindex(peepholes.get(), 0, rows(gate));
    Formula seen = add(operand(0), multiply(operand(1), operand(2)));
    return nodes.pointwise(own.type(), seen, own, peephole, cell);
  }

  private Term applied(int activation, Term sums) {
    Formula bounded =
        Double.isInfinite(bound)
            ? operand(0)
            : maximum(minimum(operand(0), constant(bound)), constant(-bound));
    Formula whole = Trees.substitute(activations.get(activation), _ -> bounded);
    return nodes.pointwise(sums.type(), whole, sums);
  }

  /** The function that a file names, or the usual one. */
  private static Formula activation(Use use, int index, String usual) {
    OnnxAttribute names = use.attributes().get("activations");
    String name =
        names == null || index >= names.strings().size() ? usual : names.strings().get(index);
    Formula x = operand(0);
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "sigmoid" -> sigmoid(x);
      case "tanh" -> tanh(x);
      case "relu" -> Formulas.maximum(x, Formulas.ZERO);
      case "softsign" -> Functions.softsign();
      case "softplus" -> ActivationOperators.softplus();
      case "elu" -> Functions.elu(figure(use, "activation_alpha", index, 1));
      case "leakyrelu" -> Functions.leakyRelu(figure(use, "activation_alpha", index, 0.01));
      case "thresholdedrelu" ->
          greater(x, constant(figure(use, "activation_alpha", index, 1)), x, Formulas.ZERO);
      case "affine" ->
          add(
              multiply(x, constant(figure(use, "activation_alpha", index, 1))),
              constant(figure(use, "activation_beta", index, 0)));
      case "scaledtanh" ->
          multiply(
              constant(figure(use, "activation_alpha", index, 1)),
              tanh(multiply(x, constant(figure(use, "activation_beta", index, 1)))));
      case "hardsigmoid" ->
          ActivationOperators.hardSigmoid(
              figure(use, "activation_alpha", index, 0.2),
              figure(use, "activation_beta", index, 0.5));
      default -> throw new InvalidException("the activation " + name);
    };
  }

  private static double figure(Use use, String attribute, int index, double otherwise) {
    List<Double> given = use.decimals(attribute).orElse(List.of());
    return index < given.size() ? given.get(index) : otherwise;
  }
}
