package dev.lathe.processor.command;

import dev.lathe.processor.authoring.Author;
import dev.lathe.processor.authoring.Authored;
import dev.lathe.processor.authoring.Heading;
import dev.lathe.processor.authoring.Tensors;
import dev.lathe.processor.export.Exportable;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.translation.Imported;
import dev.lathe.processor.validation.FileMessage;
import dev.lathe.processor.write.WeightsFile;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes an annotated interface and its weights for an ONNX file. */
@Command(
    name = "import",
    description = {
      "Writes the network of an ONNX file as an annotated interface, with its weights as a file in"
          + " the safetensors format, and prints its summary."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ImportCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FILE", description = "The ONNX file.")
  private Path file = Path.of("");

  @Option(
      names = {"-p", "--package"},
      paramLabel = "NAME",
      description = "The interface's package; by default the unnamed one.")
  private String packageName = "";

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      description = "The interface's name; by default after the file's.")
  private String name = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      description = {
        "The root of the sources, in which the package is a folder; by default the current folder."
      })
  private Path folder = Path.of("");

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "The file of weights to write; by default beside the interface.")
  private @Nullable Path weights;

  @Option(
      names = "--input",
      paramLabel = "N",
      split = ",",
      description = {
        "The shape of one image without the batch axis, as 3,224,224, where the file leaves it"
            + " open."
      })
  private List<Integer> input = List.of();

  @Option(
      names = "--dimension",
      paramLabel = "NAME=N",
      description = "The extent of a named dimension that the file leaves open.")
  private Map<String, Integer> dimensions = new HashMap<>();

  @Option(names = "--force", description = "Replaces files that exist.")
  private boolean force;

  @Option(names = "--no-summary", description = "Prints no summary.")
  private boolean quiet;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    String simpleName = name.isEmpty() ? nameOf(file) : name;
    check(
        simpleName, "an interface", SourceVersion.isName(simpleName) && !simpleName.contains("."));
    check(simpleName, "an interface beside the types that it is written with", isFree(simpleName));
    check(packageName, "a package", packageName.isEmpty() || SourceVersion.isName(packageName));
    Path sources = folder.resolve(packageName.replace('.', '/'));
    Path source = sources.resolve(simpleName + ".java");
    Path tensors = weights == null ? sources.resolve(simpleName + ".safetensors") : weights;
    FilesApart.check(List.of(file), List.of(source, tensors));
    checkFree(source);
    checkFree(tensors);
    WholeFile.check(source);
    WholeFile.check(tensors);
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    Progress progress = Progress.at(command.getErr());
    Imported network =
        progress.step("reading " + file, () -> FileNetwork.read(file, input, dimensions));
    Authored authored = progress.step("finding annotations", () -> authored(simpleName, network));
    String text =
        authored
            .source()
            .orElseThrow(
                () -> CommandException.of(NotSaid.of(authored.problems(), network.layers())));
    progress.step("writing " + tensors, () -> write(source, text, tensors, authored.tensors()));
    PrintWriter out = command.getOut();
    out.println(source);
    out.println(tensors);
    if (!quiet) {
      out.println();
      out.print(progress.step("compiling it for the summary", () -> SummaryRun.of(source)));
      out.flush();
    }
    return 0;
  }

  /** Neither is replaced before the other is whole: weights are those of their source. */
  private void write(Path source, String text, Path tensors, List<Tensors.Entry> entries) {
    try (WholeFile weightsFile =
            WholeFile.draft(
                tensors,
                out -> WeightsFile.write(entries.stream().map(this::entry).toList(), out));
        WholeFile sourceFile =
            WholeFile.draft(source, out -> out.write(text.getBytes(StandardCharsets.UTF_8)))) {
      WholeFile.check(source);
      weightsFile.publish();
      sourceFile.publish();
    }
  }

  private WeightsFile.Entry entry(Tensors.Entry tensor) {
    return new WeightsFile.Entry(tensor.name(), tensor.shape().extents(), () -> tensor.elements());
  }

  private void check(String given, String what, boolean valid) {
    if (!valid) {
      throw CommandException.of(FileMessage.COMMAND_NAME, given, what);
    }
  }

  /** An interface cannot be called as an annotation or a type of the runtime that it may name. */
  private static boolean isFree(String simpleName) {
    return Stream.of("dev.lathe.annotations.", "dev.lathe.runtime.")
        .noneMatch(types -> isClass(types + simpleName));
  }

  private static boolean isClass(String name) {
    try {
      Class.forName(name, false, ImportCommand.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private void checkFree(Path path) {
    if (!force && Files.exists(path)) {
      throw CommandException.of(FileMessage.COMMAND_FILE_EXISTS, path.toString());
    }
  }

  private Authored authored(String simpleName, Imported network) {
    Exportable ports = Exportable.of(simpleName, network);
    return author(new Heading(packageName, simpleName, "" + file.getFileName()), ports, network);
  }

  /** The interface of a file's network. */
  static Authored author(Heading heading, Exportable ports, Imported network) {
    Map<String, float[]> elements = new LinkedHashMap<>(GivenWeights.own(network));
    Map<String, Node> inputs = new LinkedHashMap<>();
    ports.inputs().forEach(port -> inputs.put(port.name(), port.node()));
    Map<String, Node> outputs = new LinkedHashMap<>();
    ports.outputs().forEach(port -> outputs.put(port.name(), port.node()));
    return Author.write(
        heading,
        ports.graph(),
        inputs,
        outputs,
        tensor -> Objects.requireNonNull(elements.get(tensor), tensor));
  }

  /** {@code resnet-18.onnx} as {@code Resnet18}. */
  static String nameOf(Path file) {
    StringBuilder text = new StringBuilder();
    String base = ("" + file.getFileName()).replaceFirst("\\.onnx$", "");
    for (String word : base.split("[^A-Za-z0-9]+")) {
      if (!word.isEmpty()) {
        text.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    boolean starts = !text.isEmpty() && Character.isJavaIdentifierStart(text.charAt(0));
    String name = starts ? text.toString() : "Network" + text;
    return isFree(name) ? name : name + "File";
  }
}
