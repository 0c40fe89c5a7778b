package dev.lathe.processor.onnx;

/**
 * What a file may have and ask for at most: more is refused before it is held or computed.
 *
 * @param bytes of the file
 * @param messages nodes, tensors, attributes, values and dimensions together
 * @param depth of graphs inside of attributes
 * @param name bytes of a name
 * @param entries of all lists in attributes together
 * @param nodes that are translated, a function's each time that it is called; and as many that come
 *     of them
 * @param elements of values that are computed while the network is compiled, together
 */
public record Limits(
    int bytes, int messages, int depth, int name, int entries, int nodes, long elements) {

  /** Far beyond any network that fits into javac's memory. */
  public static final Limits DEFAULT =
      new Limits(2_000_000_000, 4_000_000, 16, 4_096, 10_000_000, 200_000, 1L << 28);
}
