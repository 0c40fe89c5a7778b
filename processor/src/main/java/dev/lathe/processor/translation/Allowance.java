package dev.lathe.processor.translation;

import dev.lathe.processor.onnx.Limits;

/** Counts what a file asks for. */
final class Allowance {
  /**
   * Each becomes a kernel, or a part of one. 2,000 steps of an LSTM are some 40,000, which take
   * javac a minute; the largest networks of torchvision are 1,000.
   */
  private static final int MOST_WRITTEN = 50_000;

  private final Limits limits;
  private int translated;
  private int written;
  private long elements;

  Allowance(Limits limits) {
    this.limits = limits;
  }

  /** One more node of the file is translated. */
  void translate() {
    if (++translated > limits.nodes()) {
      throw new LimitException("more than %,d nodes to be translated".formatted(limits.nodes()));
    }
  }

  /** One more node of the graph is written. */
  void write() {
    int most = Math.min(limits.nodes(), MOST_WRITTEN);
    if (++written > most) {
      throw new LimitException("more than %,d operations".formatted(most));
    }
  }

  /** As many elements more are computed now. */
  void compute(long count) {
    elements += count;
    if (elements > limits.elements()) {
      throw new LimitException(
          "more than %,d elements that are computed while it is compiled"
              .formatted(limits.elements()));
    }
  }
}
