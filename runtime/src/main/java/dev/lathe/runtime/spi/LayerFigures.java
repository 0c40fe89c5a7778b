package dev.lathe.runtime.spi;

/**
 * What the compiler has counted of a layer. The arrays are not copied: generated code makes them
 * from literals, and nobody writes to them.
 *
 * @param links how often its units read a cell or their bias by a weight or window
 * @param multiplyAdds how often a weight is multiplied with a cell
 * @param field how many cells of the input a unit sees along each axis, padding included
 * @param jump how many cells of the input lie between the fields of neighbours; below 1 where
 *     layers enlarge
 */
@SuppressWarnings("ArrayRecordComponent")
public record LayerFigures(long links, long multiplyAdds, int[] field, double[] jump) {

  /** Of a layer of which nothing is known. */
  public static final LayerFigures NONE = new LayerFigures(0, 0, new int[0], new double[0]);
}
