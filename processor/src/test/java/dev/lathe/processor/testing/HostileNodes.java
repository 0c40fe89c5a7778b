package dev.lathe.processor.testing;

import dev.lathe.processor.translation.Translation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Nodes with operands and attributes that their operators know, as a rule, and figures that nobody
 * means: those of other kinds are refused before anything is done with them.
 */
final class HostileNodes {
  private static final List<String> TEXTS =
      List.of(
          "",
          "constant",
          "edge",
          "reflect",
          "wrap",
          "linear",
          "cubic",
          "nearest",
          "SAME_UPPER",
          "forward",
          "bidirectional",
          "LEFT",
          "RIGHT",
          "CRD",
          "avg",
          "add",
          "mul",
          "none",
          "sum",
          "tanh",
          "border",
          "zeros",
          "ij->ji",
          "abcd->a",
          "asymmetric",
          "floor");

  /** The operators' operands and attributes, each by the operator's name. */
  private static final Map<String, List<String>> OPERANDS = new HashMap<>();

  private static final Map<String, List<String>> ATTRIBUTES = new HashMap<>();

  static {
    for (String line : table().lines().filter(each -> !each.startsWith("#")).toList()) {
      String[] parts = line.split(" *\\| *", -1);
      OPERANDS.put(parts[0], words(parts[1]));
      ATTRIBUTES.put(parts[0], words(parts[2]));
    }
  }

  private HostileNodes() {}

  private static String table() {
    try (InputStream in =
        Objects.requireNonNull(Translation.class.getResourceAsStream("operators.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split(" +", -1));
  }

  /** A node that reads some of the given floats, and of stored integers where it takes those. */
  static String node(Random random, String operator, String output, List<String> floats) {
    List<String> inputs = new ArrayList<>();
    for (String operand : Objects.requireNonNull(OPERANDS.get(operator), operator)) {
      if (operand.endsWith("?") && random.nextInt(3) == 0) {
        inputs.add("");
        continue;
      }
      int count = operand.endsWith("*") ? 1 + random.nextInt(3) : 1;
      for (int k = 0; k < count; k++) {
        boolean last = inputs.isEmpty() && random.nextInt(3) > 0;
        List<String> given = random.nextInt(20) == 0 ? List.of("i", "u", "s") : of(operand, floats);
        inputs.add(last ? given.getLast() : any(given, random));
      }
    }
    StringBuilder attributes = new StringBuilder();
    for (String attribute : Objects.requireNonNull(ATTRIBUTES.get(operator), operator)) {
      if (random.nextInt(3) == 0) {
        String[] parts = attribute.split(":", -1);
        attributes.append(attribute(parts[0], parts[1].charAt(0), random));
      }
    }
    return OnnxText.nodeWith(
        attributes.toString(), operator, output, inputs.toArray(String[]::new));
  }

  private static List<String> of(String operand, List<String> floats) {
    String types = operand.substring(operand.indexOf(':') + 1);
    if (types.matches("(any|number|float).*")) {
      return floats;
    }
    return types.startsWith("bool")
        ? List.of("t")
        : types.matches("(byte|unsigned).*")
            ? List.of("u")
            : types.startsWith("int32") ? List.of("n") : List.of("i", "none");
  }

  private static String attribute(String name, char kind, Random random) {
    return switch (kind) {
      case 'i' ->
          OnnxText.integer(
              name, random.nextInt(3) == 0 ? HostileModels.figure(random) : random.nextInt(4));
      case 'I' -> OnnxText.ints(name, figures(random, 5));
      case 'f' ->
          "attribute { name: \"%s\" type: 1 f: %s } "
              .formatted(name, text(HostileModels.decimal(random)));
      case 's' -> OnnxText.text(name, any(TEXTS, random));
      case 't' ->
          "attribute { name: \"%s\" type: 4 t { %s } } ".formatted(name, OnnxText.floatTensor(1));
      default -> "";
    };
  }

  static long[] figures(Random random, int most) {
    long[] figures = new long[random.nextInt(most + 1)];
    for (int k = 0; k < figures.length; k++) {
      figures[k] = random.nextInt(4) == 0 ? HostileModels.figure(random) : random.nextInt(5);
    }
    return figures;
  }

  private static String text(double figure) {
    return Double.isNaN(figure) ? "nan" : Double.isInfinite(figure) ? "inf" : figure + "";
  }

  private static <T> T any(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
