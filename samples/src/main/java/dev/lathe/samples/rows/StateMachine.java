package dev.lathe.samples.rows;

import java.util.ArrayList;
import java.util.List;

/**
 * A weighted finite-state machine: arcs lead from state to state, each reads one symbol, may write
 * one, and costs something. It says which readings of a row there are, and how likely they are
 * before the row has been seen.
 */
public final class StateMachine {

  /** What an arc writes that writes nothing. */
  public static final int NOTHING = -1;

  /**
   * An arc.
   *
   * @param reads the symbol
   * @param writes a symbol, or {@link #NOTHING}
   * @param cost the negative logarithm of a probability
   */
  public record Arc(int from, int to, int reads, int writes, double cost) {}

  private final List<Arc> arcs = new ArrayList<>();
  private final List<Boolean> ends = new ArrayList<>();

  /** Adds a state; the first one is where all readings begin. */
  public int addState(boolean isEnd) {
    ends.add(isEnd);
    return ends.size() - 1;
  }

  /** Adds an arc. */
  public void addArc(int from, int to, int reads, int writes, double cost) {
    if (from >= ends.size() || to >= ends.size() || from < 0 || to < 0) {
      throw new IllegalArgumentException("No such states: " + from + ", " + to);
    }
    arcs.add(new Arc(from, to, reads, writes, cost));
  }

  int states() {
    return ends.size();
  }

  boolean isEnd(int state) {
    return ends.get(state);
  }

  List<Arc> arcs() {
    return arcs;
  }

  /**
   * Readings of {@code digits} digits, or of any number if it is 0: between digits there are
   * windows without a digit in their middle, and a digit is seen at one or more positions.
   *
   * @param none the symbol of such a window; the digits are 0 to {@code none - 1}
   * @param cost of each digit that is read: without it a doubtful position would be one
   */
  public static StateMachine ofDigits(int digits, int none, double cost) {
    StateMachine machine = new StateMachine();
    int before = machine.addState(digits == 0);
    machine.addArc(before, before, none, NOTHING, 0);
    for (int place = 0; place < Math.max(1, digits); place++) {
      boolean isLast = digits == 0 || place == digits - 1;
      int behind = digits == 0 ? before : machine.addState(isLast);
      if (digits != 0) {
        machine.addArc(behind, behind, none, NOTHING, 0);
      }
      for (int digit = 0; digit < none; digit++) {
        int seen = machine.addState(isLast);
        machine.addArc(before, seen, digit, digit, cost);
        machine.addArc(seen, seen, digit, NOTHING, 0);
        machine.addArc(seen, behind, none, NOTHING, 0);
      }
      before = behind;
    }
    return machine;
  }
}
