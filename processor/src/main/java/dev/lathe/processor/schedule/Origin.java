package dev.lathe.processor.schedule;

/** Who decided on a schedule; the first of these that has something to say does. */
public enum Origin {
  /** An annotation of the layer. */
  PINNED("pinned"),
  /** An entry of a table of measured schedules. */
  TABLE("table"),
  /** The cost model. */
  MODEL("model");

  private final String word;

  Origin(String word) {
    this.word = word;
  }

  /** As summaries have it. */
  @Override
  public String toString() {
    return word;
  }
}
