package dev.lathe.runtime.spi;

/**
 * The places that nested loops visit, in their order: with them generated code writes several short
 * loops as a single one. To enter and leave a loop of five taps took HotSpot as long as its taps.
 *
 * <pre>{@code
 * // i < 6, ky < 5, kx < 5: the place is i + 224 * ky + 16 * kx
 * int[] places = Walk.over(6, 1).inside(5, 224).inside(5, 16).places();
 * }</pre>
 */
public final class Walk {

  private final int[] places;

  private Walk(int[] places) {
    this.places = places;
  }

  /**
   * The outermost loop.
   *
   * @param trips at least 1
   * @param stride how far a trip leads, in floats
   */
  public static Walk over(int trips, int stride) {
    return new Walk(new int[] {0}).inside(trips, stride);
  }

  /** The next loop, inside of those before. */
  public Walk inside(int trips, int stride) {
    int[] inner = new int[Math.multiplyExact(places.length, trips)];
    for (int i = 0; i < inner.length; i++) {
      inner[i] = places[i / trips] + i % trips * stride;
    }
    return new Walk(inner);
  }

  /** One place for each trip of the innermost loop. */
  public int[] places() {
    return places.clone();
  }
}
