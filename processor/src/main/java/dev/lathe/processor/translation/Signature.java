package dev.lathe.processor.translation;

import dev.lathe.processor.onnx.ElementType;
import dev.lathe.processor.onnx.OnnxAttribute;
import dev.lathe.processor.onnx.OnnxNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an operator takes. Whatever it does with operands of other types, it would be no answer that
 * anybody else gives; and attributes that nobody reads are mistakes.
 *
 * @param attributes kinds by names
 */
record Signature(List<Operand> operands, Map<String, String> attributes) {

  /** Attributes that values are filled with, be they what they may. */
  private static final Set<String> VALUES =
      Set.of("value", "value_float", "value_floats", "extrapolation_value");

  /**
   * An operand.
   *
   * @param variable operands of one variable are of one type; "" for none
   * @param words its types, as messages name them
   * @param several whether there may be more of the kind
   */
  record Operand(String variable, Set<ElementType> types, String words, boolean several) {

    /** An operand as the table has it: {@code T:float+int32?}. */
    static Operand of(String text) {
      int colon = text.indexOf(':');
      String types = text.substring(colon + 1).replace("?", "").replace("*", "");
      Set<ElementType> all = EnumSet.noneOf(ElementType.class);
      String[] words = types.split("\\+", -1);
      for (String word : words) {
        Arrays.stream(ElementType.values()).filter(type -> isNamed(word, type)).forEach(all::add);
      }
      String named = Arrays.stream(words).map(Operand::words).collect(Collectors.joining(" or "));
      return new Operand(text.substring(0, colon), all, named, text.endsWith("*"));
    }

    private static String words(String word) {
      return switch (word) {
        case "float" -> "floats";
        case "number" -> "numbers";
        case "unsigned", "signed" -> word + " integers";
        case "index" -> "int32 or int64";
        case "byte" -> "int8 or uint8";
        case "float8" -> "floats of 8 bits";
        case "sequence" -> "a sequence";
        default -> word;
      };
    }

    private static boolean isNamed(String word, ElementType type) {
      return switch (word) {
        case "any" -> true;
        case "number" -> type.isInteger() || (type.isFloat() && !type.isSmallFloat());
        case "float" -> type.isFloat() && !type.isSmallFloat();
        case "float8" -> type.isSmallFloat();
        case "sequence" -> false;
        case "signed" -> type.isInteger() && type.isSigned();
        case "unsigned" -> type.isInteger() && !type.isSigned();
        case "index" -> type == ElementType.INT32 || type == ElementType.INT64;
        case "byte" -> type == ElementType.INT8 || type == ElementType.UINT8;
        default -> type == ElementType.valueOf(word.toUpperCase(Locale.ROOT));
      };
    }
  }

  /** The node's attributes by their names, if it has each but once. */
  static Map<String, OnnxAttribute> attributes(OnnxNode node) {
    Map<String, OnnxAttribute> attributes = new HashMap<>();
    for (OnnxAttribute attribute : node.attributes()) {
      InvalidException.unless(
          attributes.put(attribute.name(), attribute) == null,
          "the attribute %s is given twice",
          attribute.name());
    }
    return attributes;
  }

  /**
   * Checks what a node is given.
   *
   * @throws InvalidException if the operator does not take it
   */
  void check(Use use) {
    checkAttributes(use);
    checkOperands(use);
  }

  private void checkAttributes(Use use) {
    for (OnnxAttribute attribute : new TreeMap<>(use.attributes()).values()) {
      String kinds = attributes.getOrDefault(attribute.name(), "");
      InvalidException.unless(
          !kinds.isEmpty(),
          "the attribute %s, of which the operator knows nothing%s",
          attribute.name(),
          attributes.isEmpty() ? "" : ": it has " + String.join(", ", attributes.keySet()));
      InvalidException.unless(
          kinds.chars().anyMatch(kind -> isOfKind(attribute, (char) kind)),
          "the attribute %s holds %s, and has to be %s",
          attribute.name(),
          held(attribute),
          kinds.chars().mapToObj(kind -> words((char) kind)).collect(Collectors.joining(" or ")));
      InvalidException.unless(
          VALUES.contains(attribute.name())
              || attribute.floats().stream().noneMatch(figure -> figure.isNaN()),
          "the attribute %s is no number",
          attribute.name());
      InvalidException.unless(
          !attribute.name().equals("epsilon")
              || attribute.floats().stream().allMatch(figure -> figure >= 0),
          "epsilon of %s, which is below 0",
          attribute.floats().stream().findFirst().orElse(0.0));
    }
  }

  /** Writers leave out a figure that is 0: a single one may be absent. */
  private static boolean isOfKind(OnnxAttribute attribute, char kind) {
    int all = counts(attribute).values().stream().mapToInt(Integer::intValue).sum();
    int own = counts(attribute).getOrDefault(Character.toLowerCase(kind), 0);
    return kind == 'x' || (own == all && (Character.isUpperCase(kind) || own <= 1));
  }

  private static Map<Character, Integer> counts(OnnxAttribute attribute) {
    Map<Character, Integer> counts = new TreeMap<>();
    counts.put('i', attribute.ints().size());
    counts.put('f', attribute.floats().size());
    counts.put('s', attribute.strings().size());
    counts.put('t', attribute.tensors().size());
    counts.put('g', attribute.graphs().size());
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private static String held(OnnxAttribute attribute) {
    return counts(attribute).entrySet().stream()
        .map(
            each ->
                words(each.getValue() == 1 ? each.getKey() : Character.toUpperCase(each.getKey())))
        .collect(Collectors.joining(" and "));
  }

  private static String words(char kind) {
    return switch (kind) {
      case 'i' -> "an integer";
      case 'f' -> "a float";
      case 's' -> "a text";
      case 't' -> "a tensor";
      case 'g' -> "a graph";
      case 'I' -> "integers";
      case 'F' -> "floats";
      case 'S' -> "texts";
      default -> "something else";
    };
  }

  private void checkOperands(Use use) {
    int given = use.inputs().size();
    while (given > 0 && use.inputs().get(given - 1).isEmpty()) {
      given--;
    }
    boolean any = !operands.isEmpty() && operands.getLast().several();
    InvalidException.unless(
        any || given <= operands.size(),
        "it has %d inputs, and the operator takes %d",
        given,
        operands.size());
    Map<String, Integer> first = new HashMap<>();
    for (int k = 0; k < given; k++) {
      Operand operand = operands.get(Math.min(k, operands.size() - 1));
      Optional<Term> term = use.inputs().get(k);
      if (term.isEmpty()) {
        continue;
      }
      if (term.get() instanceof Term.Sequence && operand.words().contains("sequence")) {
        continue;
      }
      ElementType type = term.get().type();
      InvalidException.unless(
          operand.types().contains(type),
          "its input %s holds %s, and has to hold %s",
          use.node().inputs().get(k),
          type,
          operand.words());
      if (!operand.variable().isEmpty()) {
        Integer before = first.putIfAbsent(operand.variable(), k);
        int other = before == null ? k : before;
        InvalidException.unless(
            use.in(other).type() == type,
            "its inputs %s and %s hold %s and %s, and have to be of one type",
            use.node().inputs().get(other),
            use.node().inputs().get(k),
            use.in(other).type(),
            type);
      }
    }
  }
}
