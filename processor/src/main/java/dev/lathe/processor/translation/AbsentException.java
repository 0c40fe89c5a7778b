package dev.lathe.processor.translation;

/** Why a node cannot be translated: it lacks what its operator needs. */
final class AbsentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is absent: {@code the attribute kernel_shape}. */
  AbsentException(String what) {
    super(what);
  }

  static AbsentException attribute(String name) {
    return new AbsentException("the attribute " + name);
  }

  /** An operand, from 0. */
  static AbsentException input(int index) {
    return new AbsentException("input number " + (index + 1));
  }
}
