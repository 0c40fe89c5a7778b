package dev.lathe.processor.testing;

import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/** The samples' sources, those in full size among them. */
public final class SampleSources {
  private static final Path SAMPLES = Path.of("..", "samples", "src");

  private static final List<Path> ROOTS =
      List.of(SAMPLES.resolve("main/java"), SAMPLES.resolve("zoo/java"));

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
  private static final Pattern NETWORK = Pattern.compile("(?m)^ *@Network\\b");
  private static final Pattern USE = Pattern.compile("@(\\w+)");

  private SampleSources() {}

  /** Lets javac find the blocks of a network. */
  public static List<String> options() {
    List<String> options = new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector"));
    options.addAll(sourcePath());
    return options;
  }

  /** Lets javac find the blocks of a network, and not the Vector API. */
  public static List<String> sourcePath() {
    String path =
        ROOTS.stream()
            .map(Path::toString)
            .collect(Collectors.joining(System.getProperty("path.separator")));
    return List.of("-sourcepath", path);
  }

  /** The qualified names of all files with a network, sorted. */
  public static List<String> networks() {
    List<String> names = new ArrayList<>();
    for (Path root : ROOTS) {
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> NETWORK.matcher(text(file)).find())
            .map(file -> root.relativize(file).toString())
            .map(file -> file.replace(".java", "").replace(File.separatorChar, '.'))
            .forEach(names::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return names.stream().sorted().toList();
  }

  /**
   * Whether the network of this name is to be tried: {@code -Dlathe.network} names those that are,
   * separated by commas, and without it all are.
   */
  public static boolean isAskedFor(String network) {
    String names = System.getProperty("lathe.network", "");
    return names.isBlank()
        || Stream.of(names.split(",")).map(String::strip).anyMatch(network::equals);
  }

  /**
   * A type's file.
   *
   * @param name qualified: {@code dev.lathe.zoo.resnet.ResNet50}
   */
  public static JavaFileObject file(String name) {
    try {
      return JavaFileObjects.forResource(path(name).toUri().toURL());
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path of a type's file. */
  public static Path path(String name) {
    return ROOTS.stream()
        .map(root -> root.resolve(name.replace('.', '/') + ".java"))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no sample " + name));
  }

  /**
   * The lines of annotations of a network and of all blocks that it uses: those in which an
   * annotation stands, or goes on.
   */
  public static int annotationLines(String name) {
    List<Path> files = new ArrayList<>(List.of(path(name)));
    int lines = 0;
    for (int i = 0; i < files.size(); i++) {
      String source = text(files.get(i));
      lines += annotationLinesOf(source);
      USE.matcher(source)
          .results()
          .flatMap(use -> block(source, use.group(1), name).stream())
          .filter(block -> !files.contains(block))
          .distinct()
          .forEach(files::add);
    }
    return lines;
  }

  /** The file of a block of the same package, or of one that is imported. */
  private static List<Path> block(String source, String simpleName, String network) {
    String ownPackage = network.substring(0, network.lastIndexOf('.') + 1);
    Pattern imported =
        Pattern.compile("import (dev\\.lathe\\.(?:zoo|samples)\\.[\\w.]*\\." + simpleName + ");");
    List<String> names =
        Stream.concat(
                Stream.of(ownPackage + simpleName),
                imported.matcher(source).results().map(match -> match.group(1)))
            .toList();
    return ROOTS.stream()
        .flatMap(root -> names.stream().map(each -> root.resolve(each.replace('.', '/') + ".java")))
        .filter(Files::exists)
        .toList();
  }

  private static int annotationLinesOf(String source) {
    int lines = 0;
    int open = 0;
    for (String line : COMMENT.matcher(source).replaceAll("").lines().map(String::strip).toList()) {
      if (line.startsWith("@") && !line.startsWith("@interface") || open > 0) {
        lines++;
        open += count(line, '(') - count(line, ')');
      }
    }
    return lines;
  }

  private static int count(String line, char letter) {
    return (int) line.chars().filter(each -> each == letter).count();
  }

  private static String text(Path file) {
    try {
      return COMMENT.matcher(Files.readString(file)).replaceAll("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
