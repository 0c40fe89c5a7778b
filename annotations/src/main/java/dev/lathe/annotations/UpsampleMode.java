package dev.lathe.annotations;

/** What the cells of an enlarged map hold. */
public enum UpsampleMode {
  /** The cell that they lie in. */
  NEAREST,
  /** Between neighbours a straight line, along each axis: bilinear in the plane. */
  LINEAR
}
