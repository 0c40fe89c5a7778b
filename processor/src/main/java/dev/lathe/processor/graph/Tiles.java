package dev.lathe.processor.graph;

/**
 * Equal pieces of an axis: piece t begins at the cell {@code first + step t}. Cells outside of the
 * axis are 0.
 */
public record Tiles(int first, int step, int count) {

  /** The first cell of a piece. */
  public int cell(int tile) {
    return first + step * tile;
  }
}
