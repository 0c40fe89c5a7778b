package dev.lathe.runtime.train;

import dev.lathe.runtime.spi.Packing;
import java.util.Map;

/** Enumerates the cells of a packed buffer that hold an element of a parameter. */
final class PackedCells {

  /** Takes a cell. */
  @FunctionalInterface
  interface Visitor {

    /**
     * One cell.
     *
     * @param stored the element's place among all parameters in stored order
     * @param packed its place in the packed buffer
     */
    void visit(int stored, int packed);
  }

  private PackedCells() {}

  /**
   * Visits the cells of one storage, copy by copy.
   *
   * @param offsets where each parameter begins in stored order
   */
  static void visit(
      Packing packing, Packing.Storage storage, Map<String, Integer> offsets, Visitor visitor) {
    for (Packing.Copy copy : packing.copies()) {
      Integer offset = offsets.get(copy.parameter());
      if (offset == null) {
        throw new IllegalArgumentException(
            "The packing copies a parameter " + copy.parameter() + " that the network has not");
      }
      if (copy.storage() == storage) {
        visit(copy, 0, offset + copy.source(), copy.destination(), visitor);
      }
    }
  }

  private static void visit(
      Packing.Copy copy, int axis, int source, int destination, Visitor visitor) {
    if (axis == copy.extents().length) {
      visitor.visit(source, destination);
      return;
    }
    for (int i = 0; i < copy.extents()[axis]; i++) {
      visit(
          copy,
          axis + 1,
          source + i * copy.sourceStrides()[axis],
          destination + i * copy.destinationStrides()[axis],
          visitor);
    }
  }
}
