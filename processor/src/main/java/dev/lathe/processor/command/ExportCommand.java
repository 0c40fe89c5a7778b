package dev.lathe.processor.command;

import dev.lathe.processor.export.Exportable;
import dev.lathe.processor.export.Exporter;
import dev.lathe.processor.front.Source;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.onnx.OnnxException;
import dev.lathe.processor.onnx.OnnxModel;
import dev.lathe.processor.onnx.OnnxValue;
import dev.lathe.processor.onnx.OnnxWriter;
import dev.lathe.processor.validation.FileMessage;
import dev.lathe.processor.validation.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a network with its weights as an ONNX file. */
@Command(
    name = "export",
    description = "Writes a network with its weights as an ONNX file, opset 17.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ExportCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "NETWORK",
      description = {
        "The interface: its qualified name, to be found on the class path, or the path of its"
            + " source. Of several networks in a source, add # and a simple name."
      })
  private String network = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "WEIGHTS",
      description = {
        "Its weights, a file in the safetensors format. An interface with @Onnx brings its own, so"
            + " that they are needed only if it has been trained further."
      })
  private @Nullable Path weights;

  @Option(
      names = {"-cp", "--class-path"},
      paramLabel = "PATH",
      description = "Where the interface, its blocks and its files are.")
  private String classPath = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write; by default the interface's name with .onnx, here.")
  private @Nullable Path output;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    NetworkFinder finder = new NetworkFinder(classPath);
    Source source = progress().step("reading " + network, () -> finder.find(network));
    NetworkModel model = source.network();
    Path file = output == null ? Path.of(model.simpleNames().getLast() + ".onnx") : output;
    List<Path> read = new ArrayList<>(finder.read());
    Optional.ofNullable(weights).ifPresent(read::add);
    FilesApart.check(read, List.of(file));
    WholeFile.check(file);
    Map<String, float[]> elements = elements(source);
    Exportable whole =
        source
            .file()
            .map(imported -> Exportable.of(model.name(), imported))
            .orElseGet(() -> Exportable.of(model));
    Exporter.Result result =
        Exporter.export(
            whole, name -> Objects.requireNonNull(elements.get(name), () -> "no weights " + name));
    if (result.model().isEmpty()) {
      throw CommandException.of(
          result.problems().stream()
              .map(
                  problem ->
                      FileMessage.COMMAND_NOT_EXPORTED.format(problem.layer(), problem.what()))
              .toList());
    }
    write(file, result.model().get());
    return 0;
  }

  private Map<String, float[]> elements(Source source) {
    if (weights != null) {
      return GivenWeights.of(source, weights);
    }
    return source
        .file()
        .map(GivenWeights::own)
        .orElseThrow(() -> CommandException.of(FileMessage.COMMAND_NO_WEIGHTS, network));
  }

  private void write(Path file, OnnxModel model) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    progress()
        .step("writing " + file, () -> WholeFile.write(file, into -> write(file, model, into)));
    out.printf(Locale.ROOT, "%s: %s, %s%n", file, size(file), contents(model));
    model.graph().inputs().forEach(input -> out.println("  input  " + described(input)));
    model.graph().outputs().forEach(each -> out.println("  output " + described(each)));
  }

  private static void write(Path file, OnnxModel model, OutputStream into) throws IOException {
    try {
      OnnxWriter.write(model, into);
    } catch (OnnxException e) {
      throw CommandException.of(
          FileMessage.COMMAND_NOT_WRITTEN, file.toString(), String.valueOf(e.getMessage()));
    }
  }

  private Progress progress() {
    return Progress.at(Objects.requireNonNull(spec).commandLine().getErr());
  }

  private static String contents(OnnxModel model) {
    return model.graph().nodes().stream()
        .collect(
            Collectors.groupingBy(
                node -> node.type(), java.util.TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(type -> (type.getValue() == 1 ? "" : type.getValue() + " ") + type.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String described(OnnxValue value) {
    String extents =
        value.dimensions().orElse(List.of()).stream()
            .map(each -> each.isFree() ? Printable.of(each.name()) : "" + each.extent())
            .collect(Collectors.joining(", "));
    return "%s: %s [%s]".formatted(Printable.of(value.name()), value.type().orElseThrow(), extents);
  }

  private static String size(Path file) {
    try {
      double bytes = Files.size(file);
      return bytes < 1e6
          ? String.format(Locale.ROOT, "%.1f KB", bytes / 1e3)
          : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    } catch (IOException e) {
      return "written";
    }
  }
}
