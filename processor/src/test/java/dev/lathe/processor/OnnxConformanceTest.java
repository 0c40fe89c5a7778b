package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.testing.CaseReport;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.OnnxCase;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.VectorPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * ONNX models against expected outputs, a test a model and data set: the file is imported by an
 * interface, compiled, and run on scalars and on vectors of every width that the machine has. The
 * models are those in the folders of the folders that {@code -Dlathe.onnx} names, separated by
 * commas; without it, {@link OnnxSamples}.
 *
 * <p>Values are floats in generated code: integers and truth values are converted where they go in
 * and come out, exact up to 2^24.
 */
class OnnxConformanceTest {
  private static final CaseReport REPORT = new CaseReport("ONNX models");

  /** So many interfaces are compiled by one run of javac. */
  private static final int BATCH = 24;

  @TempDir static Path folder;

  /** A case that is compiled with others. */
  private record Compiled(
      OnnxCase test, OnnxCase.Prepared prepared, Optional<CompiledInterface> network) {}

  @TestFactory
  Stream<DynamicTest> models() throws Exception {
    List<List<OnnxCase>> batches = new ArrayList<>();
    for (OnnxCase test : cases()) {
      if (batches.isEmpty() || batches.getLast().size() == BATCH) {
        batches.add(new ArrayList<>());
      }
      batches.getLast().add(test);
    }
    return batches.stream()
        .flatMap(batch -> compile(batch).stream())
        .map(each -> DynamicTest.dynamicTest(each.test().name(), () -> run(each)));
  }

  @AfterAll
  static void summary() {
    REPORT.print();
  }

  private static List<OnnxCase> cases() throws Exception {
    String folders = System.getProperty("lathe.onnx", "");
    if (folders.isBlank()) {
      return OnnxSamples.all();
    }
    List<OnnxCase> cases = new ArrayList<>();
    for (String name : folders.split(",")) {
      try (Stream<Path> tests = Files.list(Path.of(name.strip()))) {
        for (Path test : tests.filter(Files::isDirectory).sorted().toList()) {
          cases.addAll(OnnxCase.read(test));
        }
      }
    }
    return cases;
  }

  /** Compiles a batch in one run of javac; one by one if some of them cannot be compiled. */
  private static List<Compiled> compile(List<OnnxCase> batch) {
    Map<String, String> bodies = new LinkedHashMap<>();
    List<Compiled> prepared = new ArrayList<>();
    try {
      Path files = Files.createDirectories(folder.resolve("nets"));
      for (OnnxCase test : batch) {
        OnnxCase.Prepared each = test.prepare();
        prepared.add(new Compiled(test, each, Optional.empty()));
        if (each.imported().isPresent()) {
          String name = name(test);
          Files.write(files.resolve(name + ".onnx"), each.file());
          bodies.put(name, body(name, each));
        }
      }
    } catch (Exception e) {
      throw new AssertionError("cannot prepare the models", e);
    }
    Map<String, CompiledInterface> networks = new LinkedHashMap<>();
    compile(bodies, networks);
    return prepared.stream()
        .map(
            each ->
                new Compiled(
                    each.test(),
                    each.prepared(),
                    Optional.ofNullable(networks.get(name(each.test())))))
        .toList();
  }

  private static void compile(Map<String, String> bodies, Map<String, CompiledInterface> networks) {
    if (bodies.isEmpty()) {
      // All of a batch may be skipped, and javac wants a file.
      return;
    }
    try {
      List<CompiledInterface> compiled = CompiledInterface.compileAll(bodies, folder);
      int k = 0;
      for (String name : bodies.keySet()) {
        networks.put(name, compiled.get(k++));
      }
    } catch (AssertionError e) {
      if (bodies.size() > 1) {
        bodies.forEach((name, body) -> compile(Map.of(name, body), networks));
      }
    }
  }

  private static String name(OnnxCase test) {
    return "T" + test.name().replaceAll("[^A-Za-z0-9]", "_");
  }

  private static String body(String name, OnnxCase.Prepared prepared) {
    String dimensions =
        prepared.dimensions().entrySet().stream()
            .map(
                dimension ->
                    "@Onnx.Dimension(name = \"%s\", extent = %d)"
                        .formatted(dimension.getKey(), dimension.getValue()))
            .collect(Collectors.joining(", "));
    return """
    @Onnx(value = "%s.onnx", dimensions = {%s})
    public interface %s {
      void scores(float[] given, float[] scores);
    }
    """
        .formatted(name, dimensions, name);
  }

  private static void run(Compiled each) throws Exception {
    REPORT.run(each.test().name(), each.prepared().missing(), () -> check(each));
  }

  private static void check(Compiled each) throws IOException, Exception {
    CompiledInterface network =
        each.network()
            .orElseGet(
                () ->
                    CompiledInterface.compileAll(
                            Map.of(name(each.test()), body(name(each.test()), each.prepared())),
                            folder)
                        .getFirst());
    float[] image = each.test().image(each.prepared().imported().orElseThrow());
    List<String> mismatches = new ArrayList<>();
    for (VectorPath path : CompiledInterface.paths()) {
      Object loaded = network.loadAny(path);
      float[] scores = new float[CompiledNetwork.of(loaded).blueprint().outputSize()];
      loaded
          .getClass()
          .getMethod("scores", float[].class, float[].class)
          .invoke(loaded, image, scores);
      each.test().mismatches(each.prepared().imported().orElseThrow(), scores).stream()
          .map(text -> path + ": " + text)
          .forEach(mismatches::add);
    }
    assertThat(mismatches).as(each.test().name()).isEmpty();
  }
}
