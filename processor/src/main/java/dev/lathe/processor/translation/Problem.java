package dev.lathe.processor.translation;

import java.util.Set;

/**
 * What stands between a file and a network.
 *
 * @param where the node's name, or the input's
 * @param operator of the node, or ""
 * @param missing in a few words
 * @param inputs of the graph whose values would have to be known
 */
public record Problem(
    Kind kind, String where, String operator, String missing, Set<String> inputs) {

  /** Kinds of problems. */
  public enum Kind {
    /** An operator that is not translated at all. */
    OPERATOR,
    /** A node that asks for what its operator's translation lacks. */
    NODE,
    /** A node that lacks what its operator needs. */
    ABSENT,
    /** A node that its operator's definition does not allow. */
    INVALID,
    /** A node whose values do not fit together. */
    SHAPES,
    /** A node that needs a value now which is known at run time only. */
    UNKNOWN_VALUE,
    /** A node whose output is as large as values say that are known at run time only. */
    OPEN_EXTENT,
    /** A dimension that the file leaves open. */
    FREE_DIMENSION,
    /** A dimension that no input has. */
    NO_DIMENSION,
    /** An input whose shape is not the one asked for. */
    INPUT_SHAPE,
    /** Operators of a version that is too new or too old. */
    OPSET,
    /** A graph that is not whole. */
    GRAPH,
    /** Nodes and names that are no graph. */
    STRUCTURE,
    /** More than a file may ask for. */
    LIMIT
  }

  public Problem {
    inputs = Set.copyOf(inputs);
  }

  static Problem of(Kind kind, String where, String operator, String missing) {
    return new Problem(kind, where, operator, missing, Set.of());
  }
}
