package dev.lathe.processor.onnx;

/** A file that is no ONNX file, is damaged, or goes beyond the limits. */
public final class OnnxException extends Exception {
  private static final long serialVersionUID = 1L;

  public OnnxException(String problem) {
    super(problem);
  }

  public OnnxException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
