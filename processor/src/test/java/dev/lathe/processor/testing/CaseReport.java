package dev.lathe.processor.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** Counts cases that passed, failed, and could not be tried, and why. */
public final class CaseReport {
  private final String title;
  private final List<String> failed = new ArrayList<>();
  private final Map<String, Integer> skipped = new TreeMap<>();
  private int passed;

  /** A test of one case. */
  @FunctionalInterface
  public interface Check {
    void run() throws Exception;
  }

  public CaseReport(String title) {
    this.title = title;
  }

  /**
   * Runs and counts a case.
   *
   * @param missing what the case needs and is not built: it is skipped then
   */
  public void run(String name, Optional<String> missing, Check check) throws Exception {
    missing.ifPresent(
        what -> {
          skipped.merge(what, 1, Integer::sum);
          Assumptions.abort("not built: " + what + ", which " + name + " needs");
        });
    failed.add(name);
    check.run();
    failed.removeLast();
    passed++;
  }

  /** Prints one line. */
  public void print() {
    int skips = skipped.values().stream().mapToInt(Integer::intValue).sum();
    String reasons =
        skipped.entrySet().stream()
            .map(entry -> "%s (%d)".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    System.out.printf(
        "%s: %d passed, %d failed%s, %d skipped: %s%n",
        title, passed, failed.size(), failed.isEmpty() ? "" : " " + failed, skips, reasons);
  }
}
