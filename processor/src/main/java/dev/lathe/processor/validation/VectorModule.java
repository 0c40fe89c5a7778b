package dev.lathe.processor.validation;

import javax.lang.model.util.Elements;

/** The JDK's Vector API, which is an incubating module: nobody sees it without asking for it. */
public final class VectorModule {
  private VectorModule() {}

  /** Whether the user's compilation sees the Vector API. */
  public static boolean isVisible(Elements elements) {
    return elements.getTypeElement("jdk.incubator.vector.FloatVector") != null;
  }
}
