package dev.lathe.processor;

import dev.lathe.processor.testing.OnnxCase;
import java.util.List;

/** Small models that exporters' habits are told by. */
final class OnnxSamples {
  private OnnxSamples() {}

  static List<OnnxCase> all() {
    return List.of();
  }
}
