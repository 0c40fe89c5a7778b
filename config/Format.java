import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs google-java-format on the sources and test sources of some modules. The build calls it,
 * see the parent POM: {@code java Format.java check|format module...}.
 *
 * <p>It is a program of its own because google-java-format parses with the javac of the JDK it runs
 * on, and Maven may run on a JDK which is older than the sources.
 */
final class Format {
  private Format() {}

  public static void main(String[] args) throws Exception {
    boolean check = args[0].equals("check");
    List<String> command = new ArrayList<>();
    command.addAll(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    int options = command.size();
    for (int i = 1; i < args.length; i++) {
      addJavaFiles(Path.of(args[i], "src", "main", "java"), command);
      addJavaFiles(Path.of(args[i], "src", "test", "java"), command);
      // Of the profiles of these names.
      addJavaFiles(Path.of(args[i], "src", "onnxruntime", "java"), command);
      addJavaFiles(Path.of(args[i], "src", "zoo", "java"), command);
    }
    if (command.size() == options) {
      return;
    }
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int status = new Main(out, err, System.in).format(command.toArray(String[]::new));
    out.flush();
    err.flush();
    if (status != 0 && check) {
      System.err.println(
          "The files above are not formatted: mvn -q -Pformat process-sources formats them.");
    }
    System.exit(status);
  }

  private static void addJavaFiles(Path folder, List<String> files) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      found.map(Path::toString).filter(name -> name.endsWith(".java")).sorted().forEach(files::add);
    }
  }
}
