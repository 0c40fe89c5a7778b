package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.OnnxRuntime;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Lathe;
import dev.lathe.runtime.VectorPath;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Networks in full size as other tools export them: every ONNX file of the folder {@code
 * -Dlathe.models} is imported by an interface, compiled within a minute, and gives what ONNX Runtime
 * gives, on scalars and on vectors of every width.
 *
 * <p>{@code jmh-benchmarks/src/race/python/export_torchvision.py DIR} writes such a folder. Not a
 * part of the default build: {@code mvn -Proundtrip test -pl annotations,runtime,processor
 * -Dtest=FullSizeModelsTest -Dlathe.models=DIR}.
 */
class FullSizeModelsTest {
  private static final double MOST_SECONDS = 60;
  private static final String PROPERTY = "lathe.vector";

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> models() throws IOException {
    String models = System.getProperty("lathe.models", "");
    if (models.isBlank()) {
      return Stream.of(
          DynamicTest.dynamicTest(
              "no models", () -> Assumptions.abort("-Dlathe.models=DIR names their folder")));
    }
    try (Stream<Path> files = Files.list(Path.of(models))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".onnx")).sorted().toList();
      assertThat(found).as("ONNX files in %s", models).isNotEmpty();
      return found.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName() + "", () -> check(file)));
    }
  }

  private void check(Path file) throws Exception {
    Path sources = Files.createDirectories(folder.resolve("source").resolve(file.getFileName()));
    Path classes = Files.createDirectories(folder.resolve("classes").resolve(file.getFileName()));
    Path model = sources.resolve(file.getFileName());
    Files.createSymbolicLink(model, file.toAbsolutePath());
    double seconds = compile(sources, model, classes);

    float[] image = image(file);
    float[] wanted = OnnxRuntime.run(file, image);
    double worst = 0;
    for (VectorPath path : CompiledInterface.paths()) {
      worst = Math.max(worst, worst(wanted, scores(classes, path, image)));
    }
    System.out.printf(
        "%s: compiled in %.1f s; of the difference that is allowed, %.1f %% at most%n",
        file.getFileName(), seconds, 100 * worst);
    assertThat(worst).as("differences from ONNX Runtime").isLessThanOrEqualTo(1);
    assertThat(seconds).as("seconds of javac").isLessThan(MOST_SECONDS);
  }

  /** Seconds that javac takes, with the network's part in it. */
  private static double compile(Path sources, Path model, Path classes) throws IOException {
    Path source = sources.resolve("Model.java");
    Files.writeString(
        source,
        CompiledInterface.file(
            "@Onnx(\"%s\")\npublic interface Model extends Classifier {}"
                .formatted(model.getFileName())));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              messages,
              files,
              null,
              List.of("--add-modules", "jdk.incubator.vector", "-d", classes.toString()),
              null,
              files.getJavaFileObjects(source));
      task.setProcessors(List.of(new LatheProcessor()));
      long begin = System.nanoTime();
      boolean compiled = task.call();
      double seconds = (System.nanoTime() - begin) / 1e9;
      assertThat(compiled).as("%s", messages).isTrue();
      return seconds;
    }
  }

  private static float[] image(Path file) throws Exception {
    Random random = new Random(1);
    float[] image = new float[OnnxRuntime.inputSize(file)];
    for (int k = 0; k < image.length; k++) {
      image[k] = (float) random.nextGaussian();
    }
    return image;
  }

  /** Generated classes read the property once, when they are initialised. */
  private static float[] scores(Path classes, VectorPath path, float[] image) throws Exception {
    System.setProperty(
        PROPERTY, path == VectorPath.SCALAR ? "scalar" : Integer.toString(path.bits()));
    URL[] urls = {classes.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, Lathe.class.getClassLoader())) {
      Object network = Lathe.load(loader.loadClass(CompiledInterface.PACKAGE + ".Model"));
      CompiledNetwork compiled = CompiledNetwork.of(network);
      assertThat(compiled.path()).isEqualTo(path);
      float[] scores = new float[compiled.blueprint().outputSize()];
      ((Classifier) network).scores(image, scores);
      return scores;
    } finally {
      System.clearProperty(PROPERTY);
    }
  }

  /** The largest difference, as a part of {@code 1e-7 + 2e-5 max|want| + 1e-3 |want|}. */
  private static double worst(float[] wanted, float[] got) {
    assertThat(got).hasSameSizeAs(wanted);
    double[] sizes = new double[wanted.length];
    Arrays.setAll(sizes, k -> Math.abs(wanted[k]));
    double largest = Arrays.stream(sizes).max().orElseThrow();
    assertThat(largest).isPositive();
    double worst = 0;
    for (int k = 0; k < wanted.length; k++) {
      double allowed = 1e-7 + 2e-5 * largest + 1e-3 * sizes[k];
      double part = Math.abs(got[k] - wanted[k]) / allowed;
      worst = Double.isNaN(part) ? Double.POSITIVE_INFINITY : Math.max(worst, part);
    }
    return worst;
  }
}
