package dev.lathe.runtime;

/**
 * Which of its generated variants a network runs on. All of them compute the same up to the
 * rounding of sums.
 */
public enum VectorPath {
  /** Plain Java, no vectors. */
  SCALAR(0),
  /** 128-bit vectors: NEON, SSE. */
  VECTOR_128(128),
  /** 256-bit vectors: AVX2. */
  VECTOR_256(256),
  /** 512-bit vectors: AVX-512. */
  VECTOR_512(512);

  private final int bits;

  VectorPath(int bits) {
    this.bits = bits;
  }

  /** The width of a vector, 0 for {@link #SCALAR}. */
  public int bits() {
    return bits;
  }

  /**
   * Chooses the path of a network, for its generated code to call once: the widest generated one
   * that is not wider than the machine's vectors, or {@link #SCALAR} if the JVM has no vectors to
   * offer. The system property {@code lathe.vector} ({@code scalar}, {@code 128}, {@code 256} or
   * {@code 512}) overrules that. The choice and its reason are logged in one line to {@code
   * System.Logger} "dev.lathe": at level INFO, or WARNING with the remedy if the module {@code
   * jdk.incubator.vector} is missing.
   *
   * @param network its name, for the log
   * @param generated the vector paths that there is code for, in any order; {@link #SCALAR} is
   *     always there
   * @throws LatheException if the property has another value, or asks for a path that is not to be
   *     had
   */
  public static VectorPath choose(String network, VectorPath... generated) {
    VectorPathChoice choice = VectorPathChoice.choose(generated, Machine.current());
    choice.log(network);
    return choice.path();
  }
}
