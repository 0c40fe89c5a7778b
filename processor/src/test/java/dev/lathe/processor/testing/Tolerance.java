package dev.lathe.processor.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a tensor may be from the file's: {@code |got - want| <= max(1e-7, absolute max|want|) +
 * relative |want|} for every element.
 */
public record Tolerance(double relative, double absolute) {
  private static final double FLOOR = 1e-7;

  /** The tolerance that the file's metadata gives. */
  public static Tolerance of(Safetensors file) {
    String text = Objects.requireNonNull(file.metadata().get("tolerance"), "tolerance");
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    return new Tolerance(json.get("rtol").getAsDouble(), json.get("atol_scale").getAsDouble());
  }

  /**
   * What is wrong with {@code got}, nothing if all its elements are close enough.
   *
   * @param what the tensor's name, for the message
   */
  public Optional<String> mismatch(String what, double[] want, double[] got) {
    if (got.length != want.length) {
      return Optional.of(
          "%s has %d elements, expected %d".formatted(what, got.length, want.length));
    }
    double largest = 0;
    for (double value : want) {
      largest = Math.max(largest, Math.abs(value));
    }
    int bad = 0;
    int worst = -1;
    double worstRatio = 0;
    for (int k = 0; k < want.length; k++) {
      double allowed = Math.max(FLOOR, absolute * largest) + relative * Math.abs(want[k]);
      double ratio = Math.abs(got[k] - want[k]) / allowed;
      if (!(ratio <= 1)) {
        bad++;
        if (worst < 0 || !(ratio <= worstRatio)) {
          worst = k;
          worstRatio = ratio;
        }
      }
    }
    return bad == 0
        ? Optional.empty()
        : Optional.of(
            "%s: %d of %d elements are wrong; [%d] is %s, expected %s: %.3g times the tolerance"
                .formatted(what, bad, want.length, worst, got[worst], want[worst], worstRatio));
  }
}
