package dev.lathe.processor.graph;

/** Values whose shapes do not fit together, in words that users understand. */
public final class MisfitException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** Says what does not fit: {@code the shapes [2x3, 4] do not broadcast}. */
  public MisfitException(String what) {
    super(what);
  }
}
