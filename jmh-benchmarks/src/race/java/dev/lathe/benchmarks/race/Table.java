package dev.lathe.benchmarks.race;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows as text. */
final class Table {

  private Table() {}

  static void print(Machine machine, List<Row> rows) {
    System.out.printf(
        "%nMicroseconds a call or step, on one thread where a row names no other number; %s, %s, load %.1f%n",
        machine.processor(), machine.java(), machine.load());
    System.out.printf(
        "%-38s %10s %10s %7s %8s %8s %8s %7s %9s  %s%n",
        "", "Lathe", "peer", "ratio", "of peak", "of bytes", "p99/p50", "spread", "warm-up ms",
        "peer");
    for (Row row : rows) {
      System.out.printf(
          "%-38s %10.2f %10.2f %7.2f %8s %8s %8.2f %7.2f %10.0f  %s%s%n",
          row.name(),
          row.oursUs(),
          row.peerUs(),
          row.ratio(),
          percent(row.shareOfPeak()),
          percent(row.shareOfBandwidth()),
          row.p99OverP50(),
          row.forkSpread(),
          row.warmUpMs(),
          row.peer(),
          row.bytesPerCall() > 0 ? ", allocates " + row.bytesPerCall() + " B a call or step" : "");
    }
  }

  private static String percent(@Nullable Double share) {
    return share == null ? "" : Math.round(100 * share) + " %";
  }
}
