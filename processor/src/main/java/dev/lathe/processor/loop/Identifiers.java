package dev.lathe.processor.loop;

import javax.lang.model.SourceVersion;

/** Java identifiers from the names of a graph's nodes. */
public final class Identifiers {
  private Identifiers() {}

  /**
   * {@code d_c1.relu} becomes {@code d_c1Relu}; {@code 0}, the name that PyTorch gives the first
   * layer of a sequence, becomes {@code _0}, and {@code class} {@code _class}.
   */
  public static String of(String nodeName) {
    StringBuilder identifier = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < nodeName.length(); i++) {
      char c = nodeName.charAt(i);
      if (Character.isJavaIdentifierPart(c)) {
        identifier.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      } else {
        upper = true;
      }
    }
    return SourceVersion.isName(identifier) ? identifier.toString() : "_" + identifier;
  }
}
