package dev.lathe.benchmarks.race;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.lathe.benchmarks.ExportedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs all contests in fresh JVMs, prints a table, and writes race.json and race.html. */
@Command(
    name = "race",
    description = "Measures Lathe against its peers: networks, single layers, training.",
    mixinStandardHelpOptions = true)
final class Race implements Callable<Integer> {

  /** Beside race.json: what the module is packed into. */
  private static final String JAR = "benchmarks.jar";

  @Parameters(description = "Folder for race.json and race.html.")
  private Path folder = Path.of(".");

  @Option(names = "--forks", description = "JVMs for each row (default: ${DEFAULT-VALUE}).")
  private int forks = 3;

  @Option(
      names = "--seconds",
      description = "Seconds for each side of a row (default: ${DEFAULT-VALUE}).")
  private double seconds = 1;

  @Option(
      names = "--turn",
      description = "Milliseconds until the other side has its turn (default: ${DEFAULT-VALUE}).")
  private int turn = 200;

  @Option(
      names = "--starts",
      description =
          "JVMs for each way of starting a network; 0 leaves that out (default: ${DEFAULT-VALUE}).")
  private int startTimes = 3;

  @Option(names = "--rows", description = "Only rows in whose name this pattern is found.")
  private Pattern rows = Pattern.compile("");

  @Option(
      names = "--models",
      description = "Folder of ONNX files of one input and one output, each of which is two rows.")
  private String models = "";

  @Option(names = "--processor", description = "The jar that compiles them, and exports samples for the peer.")
  private Path processor = Path.of("");

  private Race() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Race()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Machine machine = Machine.here();
    List<FileModel> files =
        models.isBlank() ? List.of() : FileModel.all(Path.of(models), classes());
    List<String> names =
        Contests.all(exports(), files).keySet().stream()
            .filter(name -> rows.matcher(name).find())
            .toList();
    export(names);
    compile(files.stream().filter(file -> rows.matcher(file.title()).find()).toList());
    Map<String, List<Measurement>> measured = new LinkedHashMap<>();
    int failures = 0;
    try (ProgressBar progress = progressBar("Race", names.size() * forks)) {
      // All rows once, then all again: what changes within minutes meets every row.
      for (int fork = 0; fork < forks; fork++) {
        for (String name : names) {
          progress.setExtraMessage(name);
          Measurement measurement = fork(name);
          if (measurement == null) {
            failures++;
          } else {
            measured.computeIfAbsent(name, _ -> new ArrayList<>()).add(measurement);
          }
          progress.step();
        }
      }
    }
    Map<String, List<Start>> starts = starts(files);
    List<Row> table =
        measured.values().stream()
            .map(forks -> Row.of(forks, starts.get(forks.getFirst().subject().name())))
            .toList();
    Table.print(machine, table);
    Gson gson =
        new GsonBuilder()
            .setPrettyPrinting()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .create();
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("race.json"), gson.toJson(table) + "\n");
    Files.writeString(
        folder.resolve("race.html"), Page.of(gson.toJson(machine), gson.toJson(table)));
    System.out.println("Charts: " + folder.resolve("race.html"));
    return failures == 0 ? 0 : 1;
  }

  private Path classes() {
    return folder.resolve("models");
  }

  private Exports exports() {
    return new Exports(folder.resolve("exported"));
  }

  private void export(List<String> names) throws IOException, InterruptedException {
    List<ExportedNetwork> networks =
        Stream.of(ExportedNetwork.values())
            .filter(network -> names.contains(network.title()))
            .toList();
    try (ProgressBar progress = progressBar("Export", networks.size())) {
      for (ExportedNetwork network : networks) {
        progress.setExtraMessage(network.title());
        exports().write(network, processor);
        progress.step();
      }
    }
  }

  private void compile(List<FileModel> files) throws IOException {
    try (ProgressBar progress = progressBar("Compile", files.size())) {
      for (FileModel file : files) {
        progress.setExtraMessage(file.title());
        file.compile(processor);
        progress.step();
      }
    }
  }

  /**
   * Null if the row's two sides did not agree, or anything else went wrong, which it has printed.
   */
  private @Nullable Measurement fork(String row) throws IOException, InterruptedException {
    Path file = Files.createTempFile("race", ".json");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(row, String.valueOf(seconds), String.valueOf(turn), file.toString()));
    arguments.add(exports().folder().toString());
    arguments.addAll(folders());
    try {
      String classPath = System.getProperty("java.class.path");
      return Jvm.run(row, List.of(), classPath, Fork.class.getName(), arguments)
          ? new Gson().fromJson(Files.readString(file), Measurement.class)
          : null;
    } finally {
      Files.delete(file);
    }
  }

  /** By the names of their rows. */
  private Map<String, List<Start>> starts(List<FileModel> files)
      throws IOException, InterruptedException {
    Starts starts = new Starts(folder.resolve("starts"), folder.resolve(JAR), files, folders());
    Map<String, List<Start>> all = new LinkedHashMap<>();
    if (startTimes == 0) {
      return all;
    }
    List<String> titles =
        starts.titles().stream().filter(title -> rows.matcher(title).find()).toList();
    try (ProgressBar progress = progressBar("Starts", titles.size())) {
      for (String title : titles) {
        progress.setExtraMessage(title);
        all.put(title, starts.of(title, startTimes));
        progress.step();
      }
    }
    return all;
  }

  private List<String> folders() {
    return models.isBlank() ? List.of() : List.of(models, classes().toString());
  }

  private static ProgressBar progressBar(String task, int steps) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(steps)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(1000)
        .build();
  }
}
