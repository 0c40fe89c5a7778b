package dev.lathe.benchmarks.race;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * One row in a JVM of its own, since what HotSpot makes of a kernel depends on what ran before, and
 * differs from one JVM to the next.
 */
final class Fork {

  private Fork() {}

  /**
   * Arguments: the row, seconds, milliseconds of a turn, the file for the measurement, the folder of
   * exported samples, and the folders of networks from files, if there are any.
   */
  public static void main(String[] arguments) throws IOException {
    String row = arguments[0];
    double seconds = Double.parseDouble(arguments[1]);
    int turn = Integer.parseInt(arguments[2]);
    List<FileModel> files =
        arguments.length < 7
            ? List.of()
            : FileModel.all(Path.of(arguments[5]), Path.of(arguments[6]));
    Exports exports = new Exports(Path.of(arguments[4]));
    Supplier<Contest> contest = Contests.all(exports, files).get(row);
    if (contest == null) {
      throw new IllegalArgumentException("There is no row " + row);
    }
    try (Contest begun = contest.get()) {
      Measurement measurement = Measurement.of(begun, new Roof(), seconds, turn);
      Files.writeString(Path.of(arguments[3]), new Gson().toJson(measurement));
    }
  }
}
