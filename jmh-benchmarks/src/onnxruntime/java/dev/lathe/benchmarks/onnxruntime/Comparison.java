package dev.lathe.benchmarks.onnxruntime;

import ai.onnxruntime.OrtException;
import com.google.gson.GsonBuilder;
import dev.lathe.benchmarks.SampleNetwork;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Compares Lathe with ONNX Runtime on every sample network: batch 1, one thread, weights drawn from
 * a seed, medians and 99th percentiles of the steady state. See {@link Duel} for what is timed.
 *
 * <p>Arguments: the file for the figures (JSON), and optionally the seconds to measure each network
 * (20, half of them for either side).
 */
final class Comparison {

  private static final double WARM_UP_SECONDS = 8;

  private Comparison() {}

  /** The file's content: the machine counts as much as the times. */
  private record Report(
      String onnxRuntime,
      String java,
      String machine,
      int processors,
      double loadAverageBefore,
      double loadAverageAfter,
      double secondsPerNetwork,
      List<Row> networks) {}

  public static void main(String[] arguments) throws OrtException, IOException {
    Path file = Path.of(arguments[0]);
    double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 20;
    double loadBefore = loadAverage();
    List<Row> rows = new ArrayList<>();
    String version = "";
    SampleNetwork[] networks = SampleNetwork.values();
    try (ProgressBar progress = progressBar(networks.length)) {
      for (SampleNetwork network : networks) {
        progress.setExtraMessage(network.type().getSimpleName());
        try (Duel duel = new Duel(network)) {
          version = duel.version();
          duel.run(WARM_UP_SECONDS);
          progress.step();
          duel.run(seconds);
          progress.step();
          rows.add(duel.row());
        }
      }
    }
    Report report =
        new Report(
            version,
            System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            loadBefore,
            loadAverage(),
            seconds,
            rows);
    print(report);
    Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(report) + "\n");
  }

  /** Twice a network: its warm-up, and its measurement. */
  private static ProgressBar progressBar(int networks) {
    return new ProgressBarBuilder()
        .setTaskName("Lathe and ONNX Runtime")
        .setInitialMax(2L * networks)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(1000)
        .build();
  }

  private static double loadAverage() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static void print(Report report) {
    System.out.printf(
        "%nONNX Runtime %s and Lathe, one thread, batch 1, microseconds a call (%s, load %.1f to"
            + " %.1f)%n",
        report.onnxRuntime(), report.java(), report.loadAverageBefore(), report.loadAverageAfter());
    System.out.printf(
        "%-18s %-10s %10s %10s %10s %10s %10s %11s%n",
        "network",
        "path",
        "Lathe p50",
        "ORT p50",
        "ORT/Lathe",
        "Lathe p99",
        "ORT p99",
        "difference");
    for (Row row : report.networks()) {
      System.out.printf(
          "%-18s %-10s %10.2f %10.2f %10.2f %10.2f %10.2f %11.1e%n",
          row.network(),
          row.path(),
          row.latheP50(),
          row.onnxRuntimeP50(),
          row.ratio(),
          row.latheP99(),
          row.onnxRuntimeP99(),
          row.difference());
    }
  }
}
