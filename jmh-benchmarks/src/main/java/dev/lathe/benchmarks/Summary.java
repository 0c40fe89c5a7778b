package dev.lathe.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the summary that the compiler leaves beside a network's class files. */
public final class Summary {

  /** The totals below the table of layers: units, weights, links, multiply-adds, and memory. */
  private static final Pattern TOTALS =
      Pattern.compile("^\\s+(?:[\\d,]+\\s+){3}([\\d,]+)\\s+[\\d.]+ \\w+", Pattern.MULTILINE);

  private Summary() {}

  /** How many multiplications and additions the network takes, in pairs. */
  public static long multiplyAdds(Class<?> network) {
    String file = network.getSimpleName() + ".summary.txt";
    try (InputStream in = network.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("There is no " + file + " beside " + network);
      }
      Matcher totals = TOTALS.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      if (!totals.find()) {
        throw new IllegalStateException(file + " has no line of totals");
      }
      return Long.parseLong(totals.group(1).replace(",", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
