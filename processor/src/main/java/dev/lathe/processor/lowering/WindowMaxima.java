package dev.lathe.processor.lowering;

import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Local;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The maxima of windows that lie side by side in a column of tiles, one column of cells after the
 * other.
 *
 * @param rows of a window: that many neighbours in a column of cells
 * @param columns of a window
 * @param lanes of the vectors
 */
record WindowMaxima(int rows, int columns, int lanes) {

  /**
   * Writes them into variables.
   *
   * @param wanted how many windows
   * @param cells writes the transform of a column, and gives its cells
   */
  List<Expression> write(Block block, int wanted, IntFunction<List<Expression>> cells) {
    List<Expression> maxima = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      List<Expression> ofColumn = cells.apply(column);
      for (int window = 0; window < wanted; window++) {
        Expression max = ofColumn.get(window * rows);
        for (int row = 1; row < rows; row++) {
          max = max(max, ofColumn.get(window * rows + row));
        }
        Local local = new Local("max" + window, lanes);
        if (column == 0) {
          maxima.add(block.set(local, max));
        } else {
          block.set(local, max(maxima.get(window), max));
        }
      }
    }
    return maxima;
  }

  private static Expression max(Expression a, Expression b) {
    return new Expression.Binary(Expression.Operator.MAXIMUM, a, b);
  }
}
