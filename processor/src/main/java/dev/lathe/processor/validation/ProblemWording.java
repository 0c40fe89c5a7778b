package dev.lathe.processor.validation;

import dev.lathe.processor.translation.Problem;

/** What is wrong with a file, as messages. */
public final class ProblemWording {
  private ProblemWording() {}

  /** The message of a problem's kind. */
  public static Message message(Problem problem) {
    return switch (problem.kind()) {
      case OPERATOR -> Message.ONNX_OPERATOR;
      case NODE -> Message.ONNX_NODE;
      case SHAPES -> Message.ONNX_SHAPES;
      case UNKNOWN_VALUE -> Message.ONNX_UNKNOWN_VALUE;
      case FREE_DIMENSION -> Message.ONNX_FREE_DIMENSION;
      case INPUT_SHAPE -> Message.ONNX_INPUT;
      case OPSET -> Message.ONNX_OPSET;
      case GRAPH -> Message.ONNX_GRAPH;
      case LIMIT -> Message.ONNX_LIMIT;
    };
  }

  /** What the message's templates ask for. */
  public static Object[] values(Problem problem) {
    String operator = problem.operator().isEmpty() ? "" : " (" + problem.operator() + ")";
    boolean bare = problem.kind() == Problem.Kind.GRAPH;
    boolean domain = problem.kind() == Problem.Kind.OPERATOR && !problem.missing().isEmpty();
    return new Object[] {
      problem.where(),
      bare ? operator : problem.operator(),
      domain ? " of " + problem.missing() : problem.missing()
    };
  }
}
