package dev.lathe.processor;

import dev.lathe.processor.InvalidFiles.Invalid;
import dev.lathe.processor.testing.OnnxText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Invalid files that are alike: of one opset and with the same fields of their graphs. Each row
 * adds a file by what it has in addition, a node as a rule, and names its message: {@code
 * x.node("perm_twice", "Transpose", ints("perm", 0, 0)).gets("541 ...")}.
 *
 * @param outputs of the rows' nodes, separated by commas, of which {@code y} is the graph's
 */
record InvalidTable(InvalidFiles files, int opset, String fields, String outputs) {
  private static final int FLOAT = 1;
  private static final Pattern DECLARATION =
      Pattern.compile("(?:input|initializer) \\{ name: \"([^\"]*)\"");

  /** The same table at another opset. */
  InvalidTable at(int other) {
    return new InvalidTable(files, other, fields, outputs);
  }

  /** The same table with an input {@code x} of floats, and nothing else. */
  InvalidTable of(long... extents) {
    return ofType(FLOAT, extents);
  }

  /** The same table with an input {@code x} of the type with the given number, and nothing else. */
  InvalidTable ofType(int type, long... extents) {
    return new InvalidTable(files, opset, OnnxText.typed("input", "x", type, extents), outputs);
  }

  /** The same table with more fields. */
  InvalidTable with(String... more) {
    return new InvalidTable(files, opset, fields + String.join("", more), outputs);
  }

  /** The same table with nodes of the given outputs. */
  InvalidTable outputs(String others) {
    return new InvalidTable(files, opset, fields, others);
  }

  /**
   * Adds a file with one node, which reads {@code x} and then, in their order, the operands among
   * the parts.
   *
   * @param parts an attribute of the node, an input or initializer of the graph, which is an
   *     operand, or the name of an operand that the graph has already
   */
  Invalid node(String name, String operator, String... parts) {
    StringBuilder attributes = new StringBuilder();
    StringBuilder declarations = new StringBuilder();
    List<String> operands = new ArrayList<>(List.of("x"));
    for (String part : parts) {
      Matcher declaration = DECLARATION.matcher(part);
      if (part.startsWith("attribute {")) {
        attributes.append(part);
      } else if (declaration.lookingAt()) {
        declarations.append(part);
        operands.add(declaration.group(1));
      } else {
        operands.add(part);
      }
    }
    return graph(
        name,
        declarations.toString(),
        OnnxText.nodeWith(
            attributes.toString(), operator, outputs, operands.toArray(String[]::new)));
  }

  /** Adds a file with the given fields of its graph, whose output is {@code y}. */
  Invalid graph(String name, String... parts) {
    return whole(name, String.join("", parts), "output { name: \"y\" }");
  }

  /** Adds a file with the given fields of its graph, outputs among them. */
  Invalid whole(String name, String... parts) {
    return files.file(
        name,
        "opset_import { version: %d } graph { name: \"g\" %s %s }"
            .formatted(opset, fields, String.join("", parts)));
  }
}
