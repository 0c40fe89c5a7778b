package dev.lathe.processor.lowering;

import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Local;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds up the lanes of sums. As many neighbours as a vector has lanes become one vector, in as many
 * steps as a lone sum would take: each halves the vectors that are left.
 */
final class LaneJoin {

  private LaneJoin() {}

  /**
   * Joins neighbours, and returns the first of each vector's, whose variable holds them from then
   * on. Where there are fewer than a vector has lanes, the last lanes are zero.
   *
   * @param zero a variable that holds zeros
   */
  static List<Tile.Cell> join(Block block, List<Tile.Cell> sums, Expression.Read zero) {
    int lanes = zero.lanes();
    List<Tile.Cell> joined = new ArrayList<>();
    for (int from = 0; from < sums.size(); from += lanes) {
      List<Tile.Cell> neighbours = sums.subList(from, Math.min(from + lanes, sums.size()));
      for (int distance = lanes / 2; distance > 0; distance /= 2) {
        halve(block, neighbours, distance, zero);
      }
      joined.add(neighbours.getFirst());
    }
    return joined;
  }

  /** The first {@code distance} sums take those behind them in. */
  private static void halve(Block block, List<Tile.Cell> sums, int distance, Expression.Read zero) {
    for (int i = 0; i < Math.min(distance, sums.size()); i++) {
      Expression.Read sum = read(sums.get(i), zero.lanes());
      Expression.Read other =
          i + distance < sums.size() ? read(sums.get(i + distance), zero.lanes()) : zero;
      block.set(sum.local(), new Expression.PairSum(distance, sum, other));
    }
  }

  private static Expression.Read read(Tile.Cell cell, int lanes) {
    return new Expression.Read(new Local(cell.name(), lanes));
  }
}
