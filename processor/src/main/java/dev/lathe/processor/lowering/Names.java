package dev.lathe.processor.lowering;

/** Java identifiers from node names. */
final class Names {
  private Names() {}

  /** {@code d_c1.relu} becomes {@code d_c1Relu}. */
  static String identifier(String nodeName) {
    StringBuilder identifier = new StringBuilder();
    boolean upper = false;
    for (char c : nodeName.toCharArray()) {
      if (Character.isJavaIdentifierPart(c)) {
        identifier.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      } else {
        upper = true;
      }
    }
    return identifier.toString();
  }
}
