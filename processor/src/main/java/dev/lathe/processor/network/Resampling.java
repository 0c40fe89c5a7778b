package dev.lathe.processor.network;

import dev.lathe.processor.graph.Relocation;
import java.util.ArrayList;
import java.util.List;

/**
 * A small picture turned counter-clockwise about its centre and sized, by bilinear interpolation
 * amid zeros: for each cell of the result the four cells that it is read from, and their shares.
 *
 * @param height of the picture
 * @param width of the picture
 * @param outputHeight of the result
 * @param outputWidth of the result
 * @param angle in radians
 * @param scale the factor of the size; shares are divided by its square, so that sums stay
 */
record Resampling(
    int height, int width, int outputHeight, int outputWidth, double angle, double scale) {

  /** Below this a share is what rounding has left of 0. */
  private static final double NOTHING = 1e-9;

  /**
   * One of the four cells of every result.
   *
   * @param cells row-major numbers in the picture, or {@link Relocation#OUTSIDE}
   * @param shares 0 where the cell is outside
   */
  record Corner(List<Integer> cells, double[] shares) {

    /** Whether every cell that is read has the share 1. */
    boolean isPlain() {
      for (int k = 0; k < shares.length; k++) {
        if (shares[k] != (cells.get(k) == Relocation.OUTSIDE ? 0 : 1)) {
          return false;
        }
      }
      return true;
    }

    private boolean isEmpty() {
      return cells.stream().allMatch(cell -> cell == Relocation.OUTSIDE);
    }
  }

  /** The corners that anything is read from. */
  List<Corner> corners() {
    List<Corner> corners = new ArrayList<>();
    for (int down = 0; down < 2; down++) {
      for (int right = 0; right < 2; right++) {
        Corner corner = corner(down, right);
        if (!corner.isEmpty()) {
          corners.add(corner);
        }
      }
    }
    return corners;
  }

  private Corner corner(int down, int right) {
    List<Integer> cells = new ArrayList<>();
    double[] shares = new double[outputHeight * outputWidth];
    for (int i = 0; i < outputHeight; i++) {
      for (int j = 0; j < outputWidth; j++) {
        double y = (i - (outputHeight - 1) / 2.0) / scale;
        double x = (j - (outputWidth - 1) / 2.0) / scale;
        // Rows grow downwards: turning counter-clockwise is turning from x to -y.
        double row = rounded(x * Math.sin(angle) + y * Math.cos(angle) + (height - 1) / 2.0);
        double column = rounded(x * Math.cos(angle) - y * Math.sin(angle) + (width - 1) / 2.0);
        int top = (int) Math.floor(row) + down;
        int left = (int) Math.floor(column) + right;
        double share = (1 - Math.abs(row - top)) * (1 - Math.abs(column - left)) / (scale * scale);
        boolean inside = top >= 0 && top < height && left >= 0 && left < width;
        boolean read = inside && share > NOTHING;
        cells.add(read ? top * width + left : Relocation.OUTSIDE);
        shares[i * outputWidth + j] = read ? share : 0;
      }
    }
    return new Corner(cells, shares);
  }

  /** Without what rounding adds to whole numbers: a cell at its own place has the share 1. */
  private static double rounded(double coordinate) {
    double whole = Math.rint(coordinate);
    return Math.abs(coordinate - whole) < NOTHING ? whole : coordinate;
  }
}
