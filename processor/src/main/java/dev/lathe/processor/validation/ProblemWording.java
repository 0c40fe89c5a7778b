package dev.lathe.processor.validation;

import dev.lathe.processor.translation.Problem;

/** What is wrong with a file, as messages. */
public final class ProblemWording {
  private ProblemWording() {}

  /** The message of a problem's kind. */
  public static FileMessage message(Problem problem) {
    return switch (problem.kind()) {
      case OPERATOR -> FileMessage.ONNX_OPERATOR;
      case NODE -> FileMessage.ONNX_NODE;
      case ABSENT -> FileMessage.ONNX_ABSENT;
      case INVALID -> FileMessage.ONNX_INVALID;
      case SHAPES -> FileMessage.ONNX_SHAPES;
      case UNKNOWN_VALUE -> FileMessage.ONNX_UNKNOWN_VALUE;
      case OPEN_EXTENT -> FileMessage.ONNX_OPEN_EXTENT;
      case FREE_DIMENSION -> FileMessage.ONNX_FREE_DIMENSION;
      case NO_DIMENSION -> FileMessage.ONNX_DIMENSION;
      case INPUT_SHAPE -> FileMessage.ONNX_INPUT;
      case OPSET -> FileMessage.ONNX_OPSET;
      case GRAPH -> FileMessage.ONNX_GRAPH;
      case STRUCTURE -> FileMessage.ONNX_STRUCTURE;
      case LIMIT -> FileMessage.ONNX_LIMIT;
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
