package dev.lathe.processor.translation;

import dev.lathe.processor.onnx.OnnxAttribute;
import dev.lathe.processor.onnx.OnnxNode;
import dev.lathe.processor.onnx.OnnxTensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One use of an operator: its operands, its attributes, and where its nodes go.
 *
 * @param opset the version of the operators' set
 * @param inputs empty for those that are left out
 */
record Use(
    OnnxNode node,
    long opset,
    List<Optional<Term>> inputs,
    Map<String, OnnxAttribute> attributes,
    Nodes nodes) {

  /** Operand number {@code index}, which must be there. */
  Term in(int index) {
    return optional(index).orElseThrow(() -> AbsentException.input(index));
  }

  Optional<Term> optional(int index) {
    return index < inputs.size() ? inputs.get(index) : Optional.empty();
  }

  /** All operands, none of which may be left out. */
  List<Term> all() {
    return all(0);
  }

  /** All operands from a number on, none of which may be left out. */
  List<Term> all(int from) {
    return java.util.stream.IntStream.range(from, Math.max(from, inputs.size()))
        .mapToObj(this::in)
        .toList();
  }

  /** The same attributes with other operands. */
  Use of(List<Term> operands) {
    List<Optional<Term>> others = operands.stream().map(Optional::of).toList();
    return new Use(node, opset, others, attributes, nodes);
  }

  /** Whether anybody reads output number {@code index}. */
  boolean wants(int index) {
    return index < node.outputs().size() && !node.outputs().get(index).isEmpty();
  }

  /** An operand whose elements must be known now. */
  Term.Known known(int index) {
    return nodes.known(in(index), node.inputs().get(index));
  }

  /** An operand whose elements must be known now, since they say how large an output is. */
  Term.Known deciding(int index) {
    try {
      return known(index);
    } catch (UnknownValueException e) {
      throw e.ofExtent();
    }
  }

  /** The whole numbers of an operand that must be known now. */
  List<Long> numbers(int index) {
    return numbers(known(index));
  }

  /** The whole numbers of a vector that must be known now. */
  List<Long> list(int index) {
    InvalidException.unless(
        in(index).rank() <= 1,
        "a list in %s, which is %s",
        node.inputs().get(index),
        in(index).shape());
    return numbers(index);
  }

  static List<Long> numbers(Term.Known known) {
    return java.util.stream.IntStream.range(0, known.size())
        .mapToObj(k -> (long) known.element(k))
        .toList();
  }

  Optional<List<Long>> optionalNumbers(int index) {
    return optional(index).map(_ -> numbers(index));
  }

  /** The number that an operand of one element is, if it is there. */
  Optional<Double> figure(int index) {
    return optional(index)
        .map(
            _ -> {
              Term.Known known = known(index);
              if (known.size() != 1) {
                throw new InvalidException(
                    "one number, got " + known.shape() + " in " + node.inputs().get(index));
              }
              return known.element(0);
            });
  }

  /** Whole numbers that are an attribute in old versions, and an operand in new ones. */
  Optional<List<Long>> numbers(String attribute, int index) {
    return attributes.containsKey(attribute) ? integers(attribute) : optionalNumbers(index);
  }

  /** Whole numbers of which an old version has an attribute, and which must be there. */
  List<Long> requiredNumbers(String attribute, int index) {
    return numbers(attribute, index)
        .orElseThrow(
            () ->
                index < inputs.size()
                    ? AbsentException.input(index)
                    : AbsentException.attribute(attribute));
  }

  /** The number that an operand of one element is, which must be there. */
  double requiredFigure(int index) {
    return figure(index).orElseThrow(() -> AbsentException.input(index));
  }

  /** An attribute's whole numbers, which must be there. */
  List<Long> requiredIntegers(String name) {
    return integers(name).orElseThrow(() -> AbsentException.attribute(name));
  }

  /** An attribute's whole number, which must be there. */
  long requiredInteger(String name) {
    if (!has(name)) {
      throw AbsentException.attribute(name);
    }
    return integer(name, 0);
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  long integer(String name, long otherwise) {
    OnnxAttribute attribute = attributes.get(name);
    return attribute == null
        ? otherwise
        : attribute.ints().isEmpty() ? 0 : attribute.ints().getFirst();
  }

  boolean flag(String name, boolean otherwise) {
    long given = integer(name, otherwise ? 1 : 0);
    InvalidException.unless(
        given == 0 || given == 1, "the attribute %s is %d, neither 0 nor 1", name, given);
    return given == 1;
  }

  double decimal(String name, double otherwise) {
    OnnxAttribute attribute = attributes.get(name);
    if (attribute == null) {
      return otherwise;
    }
    // Floats as they were meant: 0.01, not 0.009999999776482582.
    return attribute.floats().isEmpty()
        ? 0
        : Double.parseDouble(Float.toString(attribute.floats().getFirst().floatValue()));
  }

  String text(String name, String otherwise) {
    OnnxAttribute attribute = attributes.get(name);
    return attribute == null
        ? otherwise
        : attribute.strings().isEmpty() ? "" : attribute.strings().getFirst();
  }

  Optional<List<Long>> integers(String name) {
    return Optional.ofNullable(attributes.get(name)).map(OnnxAttribute::ints);
  }

  Optional<List<Double>> decimals(String name) {
    return Optional.ofNullable(attributes.get(name)).map(OnnxAttribute::floats);
  }

  Optional<OnnxTensor> tensor(String name) {
    return Optional.ofNullable(attributes.get(name))
        .flatMap(attribute -> attribute.tensors().stream().findFirst());
  }
}
