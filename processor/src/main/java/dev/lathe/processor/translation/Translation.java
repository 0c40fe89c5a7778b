package dev.lathe.processor.translation;

import dev.lathe.processor.onnx.Limits;
import dev.lathe.processor.onnx.OnnxModel;
import java.util.List;
import java.util.Optional;

/**
 * What became of a file.
 *
 * @param imported absent if there are problems
 */
public record Translation(Optional<Imported> imported, List<Problem> problems) {

  public Translation {
    problems = List.copyOf(problems);
  }

  /**
   * Translates a file.
   *
   * @param limits what goes beyond them is a problem
   * @param training whether the graph is to be differentiated: then batches have statistics of
   *     their own, and cells drop out
   */
  public static Translation of(OnnxModel model, Wishes wishes, Limits limits, boolean training) {
    return new Translator(model, wishes, limits, training).translate();
  }

  /** Translates a file within the usual limits. */
  public static Translation of(OnnxModel model, Wishes wishes, boolean training) {
    return of(model, wishes, Limits.DEFAULT, training);
  }

  /** The names of all operators that are translated, sorted. */
  public static List<String> operators() {
    return List.copyOf(Operators.names());
  }
}
