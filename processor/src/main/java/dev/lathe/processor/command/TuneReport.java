package dev.lathe.processor.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Says how far the cost model was off. */
final class TuneReport {
  private final PrintWriter out;
  private final boolean every;
  private final List<Double> logarithms = new ArrayList<>();

  /**
   * A report.
   *
   * @param every whether it lists all candidates, not only the model's and the best
   */
  TuneReport(PrintWriter out, boolean every) {
    this.out = out;
    this.every = every;
  }

  /**
   * A network.
   *
   * @param before a second measurement with the model's schedules, if others were better
   * @param after the same with those
   */
  void add(String name, Tuning tuning, Optional<TuneTimes> before, Optional<TuneTimes> after) {
    out.println();
    out.println(name);
    Stream.of(tuning.algorithms(), tuning.tilings())
        .flatMap(List::stream)
        .forEach(
            each -> {
              logarithms.add(Math.log(each.off()));
              out.println("  " + each.geometry());
              out.println(line("model", each.model(), each.modelNanos()));
              out.println(
                  line("best", each.best(), each.bestNanos())
                      + String.format(Locale.ROOT, ", model / best %.2f", each.off()));
              if (every) {
                each.nanos().entrySet().stream()
                    .sorted(Map.Entry.comparingByValue())
                    .forEach(other -> out.println(line("", other.getKey(), other.getValue())));
              }
            });
    tuning
        .cold()
        .forEach(
            each ->
                out.printf(
                    "  left out, not compiled in time: %s | %s%n", each.geometry(), each.choice()));
    if (Stream.of(before, after).flatMap(Optional::stream).anyMatch(TuneTimes::isCold)) {
      out.println("  all kernels, measured again: left out, not all were compiled in time");
    } else if (before.isPresent() && after.isPresent()) {
      out.printf(
          Locale.ROOT,
          "  all kernels, measured again: %s us with the model's schedules, %s us with the best%n",
          TuneCommand.micros(before.get().total()),
          TuneCommand.micros(after.get().total()));
    }
    out.flush();
  }

  private static String line(String who, String decision, double nanos) {
    return "    %-5s  %9s us  %s".formatted(who, TuneCommand.micros(nanos), decision);
  }

  /** The mean over all geometries. */
  void end() {
    double mean = logarithms.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    out.println();
    out.printf(
        Locale.ROOT,
        "The model's choice takes %.3f times as long as the best, in the geometric mean of %d"
            + " choices.%n",
        Math.exp(mean),
        logarithms.size());
  }
}
