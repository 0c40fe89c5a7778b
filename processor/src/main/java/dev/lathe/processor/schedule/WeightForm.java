package dev.lathe.processor.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a kernel has its weights in memory, where there is a choice. */
public enum WeightForm {
  /** Floats. */
  WHOLE,

  /** {@link RoundedWeights}. */
  ROUNDED;

  /** The word for it in schedules. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a word of a schedule says. */
  static Optional<WeightForm> of(String word) {
    return Arrays.stream(values()).filter(form -> form.word().equals(word)).findFirst();
  }
}
