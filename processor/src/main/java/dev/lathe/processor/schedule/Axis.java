package dev.lathe.processor.schedule;

/**
 * One loop of a contraction.
 *
 * @param name also the loop variable's name
 * @param extent number of steps; a reduction of extent 0 sums nothing
 */
public record Axis(String name, Role role, int extent) {

  /** What happens to the values along an axis. */
  public enum Role {
    /** Each step has its own result. */
    PARALLEL,
    /** The steps' results are folded by their maximum: a fused pooling window. */
    POOLED,
    /** The steps' products are summed. */
    SUMMED
  }

  /** The same axis with so many steps. */
  Axis withExtent(int steps) {
    return new Axis(name, role, steps);
  }
}
