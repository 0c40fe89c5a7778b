package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * No filter at all, beside one along another axis: every result is a tile, and every tap of the
 * kernel a part that meets the tile so much further on. It is the sum as it is defined.
 *
 * @param taps of the kernel along the axis
 */
public record Untransformed(int taps) implements TileFilter {

  private static final Matrix ONE = new Matrix(List.of(List.of(1.0)));

  public Untransformed {
    if (taps < 1) {
      throw new IllegalArgumentException("a kernel of " + taps + " taps");
    }
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public int parts() {
    return taps;
  }

  @Override
  public int cells() {
    return 1;
  }

  @Override
  public int products() {
    return 1;
  }

  @Override
  public Matrix ofInput() {
    return ONE;
  }

  /** Each tap is a part. */
  @Override
  public Matrix ofWeights() {
    List<List<Double>> rows = new ArrayList<>();
    for (int part = 0; part < taps; part++) {
      List<Double> row = new ArrayList<>();
      for (int tap = 0; tap < taps; tap++) {
        row.add(tap == part ? 1.0 : 0.0);
      }
      rows.add(row);
    }
    return new Matrix(rows);
  }

  @Override
  public Matrix ofOutput() {
    return ONE;
  }
}
