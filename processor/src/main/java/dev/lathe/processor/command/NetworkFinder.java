package dev.lathe.processor.command;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Onnx;
import dev.lathe.processor.front.FrontEnd;
import dev.lathe.processor.front.Source;
import dev.lathe.processor.validation.FileMessage;
import dev.lathe.processor.validation.Finding;
import dev.lathe.processor.validation.Report;
import dev.lathe.runtime.io.Reason;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Finds a network by the name of its interface, or by its source: javac reads it, with its blocks,
 * and the stages that check networks check it. Nothing is compiled.
 */
final class NetworkFinder {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");

  private final String classPath;
  private final Set<Path> read = new LinkedHashSet<>();

  /**
   * @param classPath where interfaces, and what they refer to, are looked for, besides the jar of
   *     the commands
   */
  NetworkFinder(String classPath) {
    String own = System.getProperty("java.class.path");
    this.classPath = classPath.isEmpty() ? own : classPath + File.pathSeparator + own;
    Stream.of(this.classPath.split(Pattern.quote(File.pathSeparator), -1))
        .map(Path::of)
        .filter(Files::isRegularFile)
        .forEach(read::add);
  }

  /**
   * The files that were read so far: archives of the class path, sources of networks and of what
   * they refer to, and what networks were imported from.
   */
  List<Path> read() {
    return List.copyOf(read);
  }

  private void read(URI file) {
    if ("file".equals(file.getScheme())) {
      read.add(Path.of(file));
    }
  }

  /** The path or name of a network, without the simple name that may follow. */
  static Path place(String where) {
    int mark = where.lastIndexOf('#');
    return Path.of(mark < 0 ? where : where.substring(0, mark));
  }

  /**
   * The network.
   *
   * @param where a qualified class name, or the path of a source, which may be followed by {@code
   *     #} and the simple name of one of several networks in it
   */
  Source find(String where) {
    int mark = where.lastIndexOf('#');
    String wanted = mark < 0 ? "" : where.substring(mark + 1);
    String place = mark < 0 ? where : where.substring(0, mark);
    boolean isSource = place.endsWith(".java");
    if (place.endsWith(".onnx") && Files.isRegularFile(Path.of(place))) {
      throw CommandException.of(FileMessage.COMMAND_IS_ONNX, place);
    }
    if (isSource && !Files.isRegularFile(Path.of(place))) {
      throw CommandException.of(FileMessage.COMMAND_NO_FILE, place);
    }
    Reads reads = new Reads(isSource ? "" : place, this::read);
    List<String> errors = run(place, isSource, reads);
    Map<String, Source> found = reads.sources;
    if (!reads.findings.isEmpty()) {
      throw CommandException.of(reads.findings);
    }
    Map<String, Source> chosen =
        found.entrySet().stream()
            .filter(each -> wanted.isEmpty() || ("." + each.getKey()).endsWith("." + wanted))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, LinkedHashMap::new));
    if (chosen.size() > 1) {
      throw CommandException.of(
          FileMessage.COMMAND_SEVERAL_NETWORKS, place, String.join(", ", chosen.keySet()));
    }
    return chosen.values().stream().findFirst().orElseThrow(() -> missing(where, isSource, errors));
  }

  private static CommandException missing(String where, boolean isSource, List<String> errors) {
    if (isSource && !errors.isEmpty()) {
      return CommandException.of(errors);
    }
    return CommandException.of(FileMessage.COMMAND_NO_NETWORK, where);
  }

  /** Runs javac up to its processors, and returns its errors. */
  private List<String> run(String place, boolean isSource, Reads reads) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw CommandException.of(FileMessage.COMMAND_NO_COMPILER, place);
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = javac.getStandardFileManager(diagnostics, null, null)) {
      List<String> options =
          new ArrayList<>(List.of("-proc:only", "-implicit:none", "-classpath", classPath));
      if (isSource) {
        options.addAll(List.of("-sourcepath", sources(Path.of(place))));
      }
      JavaCompiler.CompilationTask task =
          javac.getTask(
              new StringWriter(),
              files,
              diagnostics,
              options,
              isSource ? List.of() : List.of(place),
              isSource ? files.getJavaFileObjects(Path.of(place)) : List.of());
      task.setProcessors(List.of(reads));
      if (task instanceof JavacTask parsing) {
        parsing.addTaskListener(
            new TaskListener() {
              @Override
              public void started(TaskEvent event) {
                if (event.getKind() == TaskEvent.Kind.PARSE) {
                  read(event.getSourceFile().toUri());
                }
              }
            });
      }
      task.call();
    } catch (IOException e) {
      throw CommandException.of(FileMessage.COMMAND_DAMAGED, place, Reason.of(e));
    } catch (IllegalArgumentException e) {
      // A name that can be no class's.
      throw CommandException.of(FileMessage.COMMAND_NO_NETWORK, place);
    }
    return diagnostics.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(each -> String.valueOf(each))
        .toList();
  }

  /** The root that a source's package begins at, and what the class path has. */
  private String sources(Path file) throws IOException {
    Path root = file.toAbsolutePath().getParent();
    Matcher declared = PACKAGE.matcher(Files.readString(file));
    if (declared.find()) {
      int depth = declared.group(1).split("\\.").length;
      for (int k = 0; k < depth && root != null; k++) {
        root = root.getParent();
      }
    }
    return Stream.of(Optional.ofNullable(root).map(Path::toString), Optional.of(classPath))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Reads the networks that javac is given. */
  private static final class Reads extends AbstractProcessor {
    private final String name;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final List<String> findings = new ArrayList<>();
    private final Consumer<URI> opened;

    /**
     * @param name of the only one that counts, or ""
     * @param opened is told of files that networks are imported from
     */
    Reads(String name, Consumer<URI> opened) {
      this.name = name;
      this.opened = opened;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      FrontEnd frontEnd = new FrontEnd(processingEnv, opened);
      Set<? extends Element> found =
          round.getElementsAnnotatedWithAny(Set.of(Network.class, Onnx.class));
      for (TypeElement type : ElementFilter.typesIn(found)) {
        String qualified = type.getQualifiedName().toString();
        if (name.isEmpty() || name.equals(qualified)) {
          Report report = new Report();
          frontEnd.read(type, report).ifPresent(source -> sources.put(qualified, source));
          report.findings().stream()
              .filter(finding -> finding.message().kind() == Diagnostic.Kind.ERROR)
              .map(Finding::text)
              .forEach(findings::add);
        }
      }
      return false;
    }
  }
}
