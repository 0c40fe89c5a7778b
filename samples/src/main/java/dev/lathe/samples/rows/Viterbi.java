package dev.lathe.samples.rows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Finds the cheapest way through a {@link StateMachine} that reads one symbol at each position,
 * where a symbol costs the negative of its score (A. Viterbi, 1967).
 */
public final class Viterbi {
  private Viterbi() {}

  /**
   * What the cheapest way writes.
   *
   * @param scores the logarithms of the symbols' probabilities: those of symbol s at position p
   *     stand at {@code s positions + p}
   * @param positions how many there are, at least 0
   * @return the symbols that the way's arcs write, in order; empty if no way ends in an end state
   * @throws IndexOutOfBoundsException if there are fewer scores than a symbol that the machine
   *     reads has positions
   */
  public static List<Integer> decode(StateMachine machine, float[] scores, int positions) {
    double[] costs = new double[machine.states()];
    Arrays.fill(costs, Double.POSITIVE_INFINITY);
    costs[0] = 0;
    StateMachine.Arc[][] ways = new StateMachine.Arc[positions][machine.states()];
    for (int position = 0; position < positions; position++) {
      double[] next = new double[costs.length];
      Arrays.fill(next, Double.POSITIVE_INFINITY);
      for (StateMachine.Arc arc : machine.arcs()) {
        double cost = costs[arc.from()] + arc.cost() - scores[arc.reads() * positions + position];
        if (cost < next[arc.to()]) {
          next[arc.to()] = cost;
          ways[position][arc.to()] = arc;
        }
      }
      costs = next;
    }
    return written(ways, cheapestEnd(machine, costs));
  }

  private static int cheapestEnd(StateMachine machine, double[] costs) {
    int best = -1;
    for (int state = 0; state < costs.length; state++) {
      boolean isReached = machine.isEnd(state) && costs[state] < Double.POSITIVE_INFINITY;
      if (isReached && (best < 0 || costs[state] < costs[best])) {
        best = state;
      }
    }
    return best;
  }

  private static List<Integer> written(StateMachine.Arc[][] ways, int end) {
    Deque<Integer> written = new ArrayDeque<>();
    int state = end;
    for (int position = ways.length - 1; position >= 0 && state >= 0; position--) {
      StateMachine.Arc arc = ways[position][state];
      if (arc.writes() != StateMachine.NOTHING) {
        written.addFirst(arc.writes());
      }
      state = arc.from();
    }
    return new ArrayList<>(written);
  }
}
