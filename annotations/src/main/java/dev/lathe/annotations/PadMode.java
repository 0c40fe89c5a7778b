package dev.lathe.annotations;

/** What the cells hold that are added to a map. */
public enum PadMode {
  /** A given figure. */
  CONSTANT,
  /** The map mirrored at the centre of its last cell: c b a b c d c b a. */
  REFLECT,
  /** The nearest cell of the map. */
  REPLICATE,
  /** The map again from its other end. */
  CIRCULAR
}
