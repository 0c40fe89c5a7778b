package dev.lathe.samples.rows;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Lathe;
import dev.lathe.runtime.Weights;
import java.util.List;

/** Reads rows of digits: the network scores every position, the machine finds the best reading. */
public final class RowReader {
  private static final int CLASSES = RowImages.NONE + 1;

  private final Row network;
  private final StateMachine machine;
  private final int positions;

  /**
   * A reader.
   *
   * @param window the weights of a trained {@link Window}
   * @param machine says which readings there are
   */
  public RowReader(Weights window, StateMachine machine) {
    this.network = Lathe.load(Row.class, window);
    this.machine = machine;
    this.positions = CompiledNetwork.of(network).blueprint().outputSize() / CLASSES;
  }

  /**
   * The digits of a row, from left to right.
   *
   * @param row one map of {@link RowImages#HEIGHT} x {@link RowImages#WIDTH}
   */
  public List<Integer> read(float[] row) {
    return Viterbi.decode(machine, network.scores(row), positions);
  }
}
