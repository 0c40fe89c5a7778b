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

/** One step of a recurrent layer in one direction; ONNX's formulas and order of gates. */
final class RecurrentCell {

  /** The kinds of recurrent layers, under ONNX's names. */
  enum Kind {
    RNN(1, 1),
    GRU(3, 2),
    LSTM(4, 3);

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
   * @param peepholes {@code [3 H]}
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
    for (int k = 0; k < kind.activations; k++) {
      activations.add(activation(use, direction * kind.activations + k, kind.usual(k)));
    }
  }

  /** The state behind a step whose products with the inputs are given, {@code [N, gates H]}. */
  State next(Term sums, State state) {
    Term inputs = inputBias.map(b -> total(sums, b)).orElse(sums);
    return switch (kind) {
      case RNN -> new State(applied(0, total(inputs, recurrent(state.hidden()))), state.cell());
      case GRU -> new State(gated(inputs, state.hidden()), state.cell());
      case LSTM -> remembered(inputs, state);
    };
  }

  private Term gated(Term inputs, Term state) {
    Term recurrent = recurrent(state);
    Term update = applied(0, total(gate(inputs, 0), gate(recurrent, 0)));
    Term reset = applied(0, total(gate(inputs, 1), gate(recurrent, 1)));
    Term product;
    if (lateReset) {
      product = nodes.pointwise(inputs.type(), PRODUCT, reset, gate(recurrent, 2));
    } else {
      Term kept = nodes.pointwise(inputs.type(), PRODUCT, reset, state);
      List<Integer> last = Relocation.range(2 * hidden, 3 * hidden);
      Term rows = nodes.reindex(weight, 0, last);
      Optional<Term> bias = stateBias.map(b -> nodes.reindex(b, 0, last));
      product = product(kept, rows, bias);
    }
    Term candidate = applied(1, total(gate(inputs, 2), product));
    Formula mixed =
        add(multiply(subtract(ONE, operand(0)), operand(1)), multiply(operand(0), operand(2)));
    return nodes.pointwise(inputs.type(), mixed, update, candidate, state);
  }

  private State remembered(Term inputs, State state) {
    Term all = total(inputs, recurrent(state.hidden()));
    Term input = applied(0, peeping(gate(all, 0), 0, state.cell()));
    Term forget =
        coupled
            ? nodes.pointwise(input.type(), subtract(ONE, operand(0)), input)
            : applied(0, peeping(gate(all, 2), 2, state.cell()));
    Term candidate = applied(1, gate(all, 3));
    Formula mixed = add(multiply(operand(0), operand(1)), multiply(operand(2), operand(3)));
    Term cell = nodes.pointwise(input.type(), mixed, forget, state.cell(), input, candidate);
    Term output = applied(0, peeping(gate(all, 1), 1, cell));
    return new State(nodes.pointwise(cell.type(), PRODUCT, output, applied(2, cell)), cell);
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
  private Term gate(Term sums, int gate) {
    return isNothing(sums)
        ? sums
        : nodes.reindex(sums, 1, Relocation.range(gate * hidden, (gate + 1) * hidden));
  }

  private Term total(Term a, Term b) {
    return nodes.pointwise(a.type(), add(operand(0), operand(1)), a, b);
  }

  private Term peeping(Term sums, int gate, Term cell) {
    if (peepholes.isEmpty()) {
      return sums;
    }
    Term own =
        nodes.reindex(peepholes.get(), 0, Relocation.range(gate * hidden, (gate + 1) * hidden));
    Formula seen = add(operand(0), multiply(operand(1), operand(2)));
    return nodes.pointwise(sums.type(), seen, sums, own, cell);
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
      default -> throw new TranslationException("the activation " + name);
    };
  }

  private static double figure(Use use, String attribute, int index, double otherwise) {
    List<Double> given = use.decimals(attribute).orElse(List.of());
    return index < given.size() ? given.get(index) : otherwise;
  }
}
