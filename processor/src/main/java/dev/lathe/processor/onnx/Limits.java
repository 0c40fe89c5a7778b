package dev.lathe.processor.onnx;

/**
 * What a file may have at most: more is refused before it is held.
 *
 * @param bytes of the file
 * @param messages nodes, tensors, attributes, values and dimensions together
 * @param depth of graphs inside of attributes
 * @param name bytes of a name
 * @param entries of all lists in attributes together
 */
public record Limits(int bytes, int messages, int depth, int name, int entries) {

  /** Far beyond any network that fits into javac's memory. */
  public static final Limits DEFAULT = new Limits(2_000_000_000, 4_000_000, 16, 4_096, 50_000_000);
}
