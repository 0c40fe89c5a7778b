package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code ARCHITECTURE.md} says of packages holds for the imports of every source file. */
final class ArchitectureTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES =
      List.of("annotations", "runtime", "processor", "samples", "jmh-benchmarks");

  private static final String PROCESSOR = "dev.lathe.processor";
  private static final String RUNTIME = "dev.lathe.runtime";

  /** A row of the compiler's table: the stage, if it is one, and the package. */
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ?[a-z]* ?\\| `([a-z]+)` \\|");

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+);");

  /** A package and the types that one of its files imports. */
  private record Source(Path path, String inPackage, List<String> imports) {

    static Source read(Path path) {
      try {
        String text = Files.readString(path);
        return new Source(path, find(PACKAGE, text).getFirst(), find(IMPORT, text));
      } catch (IOException e) {
        throw new AssertionError("cannot read " + path, e);
      }
    }

    boolean isInside(String packageName) {
      return inPackage.equals(packageName) || inPackage.startsWith(packageName + ".");
    }
  }

  @Test
  void theTableNamesEveryPackageOfTheProcessor() throws IOException {
    Set<String> packages =
        sources()
            .filter(source -> source.isInside(PROCESSOR) && !source.inPackage().equals(PROCESSOR))
            .map(source -> source.inPackage().substring(PROCESSOR.length() + 1))
            .collect(Collectors.toSet());

    assertThat(order()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(packages);
  }

  @Test
  void stagesImportOnlyWhatStandsAboveThem() throws IOException {
    List<String> order = order();
    List<String> allowed = new ArrayList<>();
    for (String stage : order) {
      String own = PROCESSOR + "." + stage;
      allowed.add(own);
      List<String> sofar = List.copyOf(allowed);
      assertThat(
              offences(
                  source -> source.isInside(own),
                  type ->
                      type.startsWith(PROCESSOR + ".")
                          && sofar.stream().noneMatch(above -> type.startsWith(above + "."))))
          .as("imports of %s from below", stage)
          .isEmpty();
    }
  }

  @Test
  void javacIsKnownAtBothEndsOnly() throws IOException {
    List<String> ends = inProcessor("declaration", "validation", "front", "write", "command");
    assertThat(
            offences(
                source ->
                    source.isInside(PROCESSOR)
                        && !source.inPackage().equals(PROCESSOR)
                        && !ends.contains(source.inPackage()),
                type ->
                    type.startsWith("javax.")
                        // JavaPoet takes modifiers; which words are names is no secret of javac.
                        && !type.equals("javax.lang.model.element.Modifier")
                        && !type.equals("javax.lang.model.SourceVersion")))
        .isEmpty();
  }

  @Test
  void javaPoetIsKnownWhereJavaIsWrittenOnly() throws IOException {
    List<String> writers = inProcessor("emit", "write");
    assertThat(
            offences(
                source -> !writers.contains(source.inPackage()),
                type -> type.startsWith("com.palantir.javapoet.")))
        .isEmpty();
  }

  @Test
  void commandsAloneUseTheRuntimeAndATerminal() throws IOException {
    List<String> commands = inProcessor("command");
    assertThat(
            offences(
                source -> source.isInside(PROCESSOR) && !commands.contains(source.inPackage()),
                type ->
                    type.startsWith(RUNTIME + ".")
                        || type.startsWith("picocli.")
                        || type.startsWith("me.tongfei.progressbar.")))
        .isEmpty();
  }

  @Test
  void oneHandWrittenPackageUsesTheVectorApi() throws IOException {
    assertThat(
            offences(
                source -> !source.inPackage().equals(RUNTIME + ".vector"),
                type -> type.startsWith("jdk.incubator.vector.")))
        .isEmpty();
  }

  @Test
  void theSeamToGeneratedCodeDependsOnNothingElse() throws IOException {
    String spi = RUNTIME + ".spi";
    assertThat(
            offences(
                source -> source.isInside(spi),
                type -> type.startsWith(RUNTIME + ".") && !type.startsWith(spi + ".")))
        .isEmpty();
  }

  @Test
  void theRuntimeDoesNotKnowTheProcessor() throws IOException {
    assertThat(
            offences(
                source -> !source.isInside(PROCESSOR), type -> type.startsWith(PROCESSOR + ".")))
        .isEmpty();
  }

  /** The packages of the compiler, in the order of the table. */
  private static List<String> order() throws IOException {
    return find(ROW, Files.readString(ROOT.resolve("ARCHITECTURE.md")));
  }

  private static List<String> inProcessor(String... packages) {
    return Stream.of(packages).map(name -> PROCESSOR + "." + name).toList();
  }

  /** The forbidden imports among those of the chosen files, each with its file. */
  private static List<String> offences(Predicate<Source> chosen, Predicate<String> forbidden)
      throws IOException {
    return sources()
        .filter(chosen)
        .flatMap(
            source ->
                source.imports().stream()
                    .filter(forbidden)
                    .map(type -> source.path() + " imports " + type))
        .toList();
  }

  private static Stream<Source> sources() throws IOException {
    List<Source> sources = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .map(Source::read)
            .forEach(sources::add);
      }
    }
    return sources.stream();
  }

  private static List<String> find(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
