package dev.lathe.benchmarks.race;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The report as one HTML file that needs nothing else: figures and chart library lie in it. */
final class Page {

  private static final String CHARTS =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

  private Page() {}

  /** Both as JSON. */
  static String of(String machine, String rows) {
    return read("race.html")
        .replace("/*MACHINE*/", escaped(machine))
        .replace("/*ROWS*/", escaped(rows))
        .replace("/*SCRIPT*/", read("race.js"))
        .replace("/*CHARTS*/", read(CHARTS));
  }

  /** JSON may contain what ends a script. */
  private static String escaped(String json) {
    return json.replace("</", "<\\/");
  }

  private static String read(String resource) {
    try (InputStream in = Page.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("There is no " + resource + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
