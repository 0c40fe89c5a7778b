package dev.lathe.processor.command;

import dev.lathe.annotations.Precision;
import dev.lathe.processor.front.Source;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.validation.FileMessage;
import dev.lathe.processor.validation.ScheduleMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the candidates for a network's schedules, and writes a table of the best. */
@Command(
    name = "tune",
    description = {
      "Measures on this machine how else the convolutions and dense layers of networks could be"
          + " computed, says how far the compiler's cost model is off, and writes a table of"
          + " schedules for -Alathe.schedules=FILE."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TuneCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "NETWORK",
      arity = "0..*",
      description = {
        "Interfaces, by their qualified names or the paths of their sources (#Name for one of"
            + " several), or ONNX files."
      })
  private List<String> networks = new ArrayList<>();

  @Option(
      names = {"-g", "--geometry"},
      paramLabel = "LAYER",
      description = {
        "A layer: \"conv 64x56x56 -> 64 3x3 stride 1 padding 1 groups 1\", \"dense 400 -> 120\"."
      })
  private List<String> geometries = new ArrayList<>();

  @Option(
      names = {"-f", "--geometries"},
      paramLabel = "FILE",
      description = "A file with such a layer in each line.")
  private @Nullable Path file;

  @Option(
      names = {"-cp", "--class-path"},
      paramLabel = "PATH",
      description = "Where interfaces, their blocks and their files are.")
  private String classPath = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = {
        "The table; lines of other geometries that it has already are kept. By default"
            + " schedules.txt, here."
      })
  private Path output = Path.of("schedules.txt");

  @Option(
      names = "--lanes",
      paramLabel = "N",
      description = "Floats in a vector, 16, 8, 4 or 1; by default as many as this machine has.")
  private int lanes;

  @Option(
      names = "--candidates",
      paramLabel = "N",
      description = "Tilings of each geometry that are measured; by default ${DEFAULT-VALUE}.")
  private int candidates = 8;

  @Option(
      names = {"-a", "--all"},
      description = "List every candidate that was measured, not only the model's and the best.")
  private boolean every;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Measurements of each in a JVM; by default ${DEFAULT-VALUE}.")
  private int rounds = 30;

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "JVMs that measure; by default ${DEFAULT-VALUE}.")
  private int forks = 3;

  @Option(
      names = "--gain",
      paramLabel = "PERCENT",
      description = {
        "By how much a schedule must be better than the model's to be written; by default"
            + " ${DEFAULT-VALUE}."
      })
  private int percent = 5;

  @Spec private @Nullable CommandSpec spec;

  private final List<Path> read = new ArrayList<>();

  @Override
  public Integer call() {
    check("--candidates", candidates, candidates >= 1 && candidates <= 50, "1 to 50");
    check("--rounds", rounds, rounds >= 1 && rounds <= 10_000, "1 to 10000");
    check("--forks", forks, forks >= 1 && forks <= 100, "1 to 100");
    check("--gain", percent, percent >= 0 && percent <= 1000, "0 to 1000");
    int width = lanes == 0 ? TuneRun.lanes() : lanes;
    Machine machine =
        Machine.ALL.stream()
            .filter(each -> each.lanes() == width)
            .findFirst()
            .orElseThrow(
                () ->
                    CommandException.of(
                        ScheduleMessage.COMMAND_TUNE_FIGURE, "--lanes", lanes, "16, 8, 4 or 1"));
    List<String> lines = lines();
    if (networks.isEmpty() && lines.isEmpty()) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "Name a network or a geometry to tune.");
    }
    checkOutput();
    Map<String, Subject> subjects = new LinkedHashMap<>();
    networks.forEach(network -> subjects.put(network, network(network, classPath, read)));
    lines.forEach(line -> subjects.put(line, layer(line)));
    checkOutput();
    TuneTable table = new TuneTable(output, machine.lanes());
    TuneReport report = new TuneReport(out(), every);
    for (Map.Entry<String, Subject> subject : subjects.entrySet()) {
      tune(subject.getKey(), subject.getValue(), machine, table, report);
      // What took minutes to measure is not lost if the next one fails.
      table.write();
    }
    report.end();
    out().println(output + ": " + table.size() + (table.size() == 1 ? " schedule" : " schedules"));
    out().flush();
    return 0;
  }

  /** The table is written over none of the files that are given, and of those found by them. */
  private void checkOutput() {
    networks.forEach(network -> read.add(NetworkFinder.place(network)));
    Optional.ofNullable(file).ifPresent(read::add);
    FilesApart.check(read, List.of(output));
  }

  private static void check(String option, int value, boolean right, String range) {
    if (!right) {
      throw CommandException.of(ScheduleMessage.COMMAND_TUNE_FIGURE, option, value, range);
    }
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  /**
   * A pass to be tuned.
   *
   * @param precision under which it is compiled
   */
  record Subject(Graph graph, Precision precision) {

    /** The candidates that the compiler itself would choose among. */
    TuneCandidates candidates(Machine machine, int most) {
      return new TuneCandidates(graph, machine.under(precision), most);
    }
  }

  static Subject network(String where, String classPath, Collection<Path> read) {
    if (where.endsWith(".onnx")) {
      Graph graph = FileNetwork.read(Path.of(where), List.of(), Map.of()).graph();
      return new Subject(graph, Precision.FAST);
    }
    NetworkFinder finder = new NetworkFinder(classPath);
    Source source = finder.find(where);
    read.addAll(finder.read());
    return new Subject(source.forward().get(), source.network().precision());
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(geometries);
    Optional.ofNullable(file)
        .ifPresent(
            path -> {
              try (var read = Files.lines(path)) {
                read.map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(lines::add);
              } catch (IOException | UncheckedIOException e) {
                // A folder is opened, and cannot be read.
                throw e.getCause() instanceof CharacterCodingException
                    ? CommandException.of(
                        ScheduleMessage.TABLE_UNREADABLE, path.toString(), "it is no text in UTF-8")
                    : CommandException.of(FileMessage.COMMAND_NO_FILE, path.toString());
              }
            });
    return lines;
  }

  private static Subject layer(String line) {
    try {
      Path folder = Leftovers.folder("lathe-layer");
      Path source = folder.resolve("Tuned.java");
      try {
        Files.writeString(source, GeometrySource.of(line, "Tuned"));
        return network(source.toString(), "", new ArrayList<>());
      } finally {
        Leftovers.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tune(
      String name, Subject subject, Machine machine, TuneTable table, TuneReport report) {
    TuneCandidates all = subject.candidates(machine, candidates);
    if (all.variants().isEmpty()) {
      throw CommandException.of(ScheduleMessage.COMMAND_NOTHING_TO_TUNE, name, machine.lanes());
    }
    List<TuneVariant> variants = all.variants();
    int steps = TuneRun.steps(variants.size(), rounds, forks) + TuneRun.steps(2, rounds, forks);
    double gain = 1 + percent / 100.0;
    try (TuneRun run = new TuneRun()) {
      Tuning tuning;
      Map<String, List<String>> better;
      Optional<TuneTimes> before = Optional.empty();
      Optional<TuneTimes> after = Optional.empty();
      try (ProgressBar bar = bar(name, steps, Progress.isWatched())) {
        tuning = new Tuning(all, run.measure(variants, rounds, forks, bar::step), gain);
        better = tuning.table(tuning.tilings());
        if (!better.isEmpty()) {
          List<String> lines = new ArrayList<>();
          better.forEach(
              (geometry, decisions) ->
                  decisions.forEach(each -> lines.add(all.line(geometry, each))));
          TuneVariant tuned = all.compile("Tuned", lines);
          Map<TuneVariant, List<Double>> again =
              run.measure(List.of(all.model(), tuned), rounds, forks, bar::step);
          TuneTimes old =
              new TuneTimes(all.model(), Objects.requireNonNull(again.get(all.model())));
          TuneTimes now = new TuneTimes(tuned, Objects.requireNonNull(again.get(tuned)));
          better = confirmed(better, old, now, gain);
          before = Optional.of(old);
          after = Optional.of(now);
        }
        bar.stepTo(steps);
      }
      table.put(better, tuning);
      report.add(name, tuning, before, after);
    }
  }

  /** Draws on the standard error; nothing where nobody watches, such as into a file. */
  private static ProgressBar bar(String name, int steps, boolean watched) {
    ProgressBarBuilder bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII);
    if (!watched) {
      bar.setConsumer(new DelegatingProgressBarConsumer(_ -> {}));
    }
    return bar.build();
  }

  /** Of several tilings those that were faster again; if the algorithm changed, the whole pass. */
  private static Map<String, List<String>> confirmed(
      Map<String, List<String>> better, TuneTimes before, TuneTimes after, double gain) {
    Map<String, Double> old = before.ofGeometries();
    Map<String, Double> now = after.ofGeometries();
    Map<String, List<String>> confirmed = new TreeMap<>();
    better.forEach(
        (geometry, decisions) -> {
          Double was = old.get(geometry);
          Double is = now.get(geometry);
          boolean faster =
              (was != null && is != null) ? was / is > gain : before.total() / after.total() > gain;
          if (faster) {
            confirmed.put(geometry, decisions);
          }
        });
    return confirmed;
  }

  /** For reports: microseconds. */
  static String micros(double nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos / 1000);
  }
}
