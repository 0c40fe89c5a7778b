package dev.lathe.processor;

import dev.lathe.processor.schedule.ScheduleTable;
import dev.lathe.processor.validation.Message;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.Messager;

/**
 * The processor's options.
 *
 * @param prints what {@code -Alathe.print=graph} asks to see as notes of the compiler
 * @param schedules the tables that are asked before the cost model: that of {@code
 *     -Alathe.schedules=FILE}, if it is given, and the one that is shipped
 */
record Options(Set<Print> prints, List<ScheduleTable> schedules) {
  static final String PRINT = "lathe.print";
  static final String SCHEDULES = "lathe.schedules";

  Options {
    schedules = List.copyOf(schedules);
  }

  /** What can be printed: {@code -Alathe.print} takes the names in lower case, with commas. */
  enum Print {
    /** The forward graph as built. */
    GRAPH,
    /** Every pass's graph after the rewrites, for each machine. */
    REWRITTEN,
    /** Every pass's loop program, for each machine. */
    LOOPS,
    /** The table of the network's layers that is written beside the classes. */
    SUMMARY,
    /** Kernels that exceed what HotSpot compiles well. */
    BUDGET;

    String option() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads the options; what is not understood is warned about. */
  static Options of(Map<String, String> options, Messager messager) {
    Set<Print> prints = EnumSet.noneOf(Print.class);
    for (String wanted : entries(options.getOrDefault(PRINT, ""))) {
      List<Print> found =
          Stream.of(Print.values()).filter(print -> print.option().equals(wanted)).toList();
      if (found.isEmpty()) {
        List<String> known = Stream.of(Print.values()).map(Print::option).toList();
        messager.printMessage(
            Message.UNKNOWN_OPTION_VALUE.kind(),
            Message.UNKNOWN_OPTION_VALUE.format(
                "-A" + PRINT, "\"" + wanted + "\"", String.join(", ", known)));
      }
      prints.addAll(found);
    }
    List<ScheduleTable> schedules = new ArrayList<>();
    Optional.ofNullable(options.get(SCHEDULES))
        .ifPresent(file -> schedules.add(ScheduleFile.read(file, messager)));
    schedules.add(ScheduleTable.shipped());
    return new Options(prints, schedules);
  }

  boolean prints(Print what) {
    return prints.contains(what);
  }

  private static List<String> entries(String value) {
    List<String> entries = new ArrayList<>();
    for (String entry : value.split(",", -1)) {
      if (!entry.isBlank()) {
        entries.add(entry.strip());
      }
    }
    return entries;
  }
}
