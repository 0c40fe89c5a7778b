package dev.lathe.annotations;

/**
 * What a block's constants are declared by, {@code int WIDTH = Parameter.A, STRIDE = Parameter.B;},
 * each with a letter of its own: see {@link Block}.
 *
 * <p>An annotation's figures are constants, which javac computes before anybody sees them; a block
 * in a library has nothing else to show. These numbers are chosen such that the result still tells
 * what it was computed from. Legible are, for constants {@code P} and {@code Q} and whole numbers
 * {@code n}:
 *
 * <ul>
 *   <li>{@code P}, {@code k * P} for k up to 16, and {@code P / k} for k of 2, 3, 4 and 8;
 *   <li>each of these plus or minus n up to 8;
 *   <li>{@code k * P + m * Q} for k and m up to 4, and {@code P - Q}.
 * </ul>
 *
 * <p>Anything else is refused. Only a decision is not seen: javac has taken {@code P > 1 ? 2 : 1}
 * before, by these numbers. Blocks make no decisions; write two.
 */
public final class Parameter {
  public static final int A = 0x6e53be39;
  public static final int B = 0x7e09011b;
  public static final int C = 0x50a22bb5;
  public static final int D = 0x450a96cd;
  public static final int E = 0x539ab909;
  public static final int F = 0x7c12d3e7;
  public static final int G = 0x47c300f3;
  public static final int H = 0x7609f4d7;
  public static final int I = 0x6b2d66eb;
  public static final int J = 0x729778c5;
  public static final int K = 0x6f688677;
  public static final int L = 0x526d3d87;

  private Parameter() {}
}
