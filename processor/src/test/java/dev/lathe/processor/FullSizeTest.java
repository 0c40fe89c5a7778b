package dev.lathe.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.lathe.processor.testing.SampleSources;
import dev.lathe.processor.testing.TimedJavac;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The networks of the lectures in full size compile, in reasonable time, to classes within the
 * machine's limits. With {@code -Dlathe.long=true} it is all of them; else some of every family.
 */
class FullSizeTest {

  /** HotSpot never compiles a larger method. */
  private static final int HUGE_METHOD = 8_000;

  /**
   * Ten seconds on the clock of a machine that does nothing else: of 4.5 s javac's own thread
   * computes 3.4 (its collector and JIT the rest), and 3.4 as well beside four others on two cores,
   * when the clock says 11.
   */
  private static final Duration MOST = Duration.ofMillis(7_500);

  private static final List<String> SOME =
      List.of("alexnet.AlexNet", "densenet.DenseNet121", "googlenet.GoogLeNet");

  private static final List<String> OTHERS =
      List.of(
          "alexnet.ZfNet",
          "resnet.ResNet18",
          "resnet.ResNet34",
          "resnet.ResNet50",
          "resnet.ResNet101",
          "resnet.ResNet152",
          "vgg.VggA",
          "vgg.VggALrn",
          "vgg.VggB",
          "vgg.VggC",
          "vgg.Vgg16",
          "vgg.Vgg19");

  static Stream<String> networks() {
    return Boolean.getBoolean("lathe.long")
        ? Stream.concat(SOME.stream(), OTHERS.stream())
        : SOME.stream();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void compile(String name) throws IOException {
    Compilation compilation =
        javac()
            .withProcessors(new LatheProcessor())
            .withOptions(options("-implicit:none"))
            .compile(SampleSources.file("dev.lathe.zoo." + name));

    assertThat(compilation.status()).as("%s", compilation.diagnostics()).isEqualTo(success());
    assertThat(hugeMethods(compilation)).isEmpty();
  }

  private static Compilation.Status success() {
    return Compilation.Status.SUCCESS;
  }

  @Test
  void resNet50TakesTenSecondsAtMost(@TempDir Path folder)
      throws IOException, InterruptedException {
    assertThat(compileAlone("resnet.ResNet50", folder)).isLessThan(MOST);
  }

  /** How long javac's thread computes, in a JVM of its own as users' builds have it. */
  private static Duration compileAlone(String name, Path folder)
      throws IOException, InterruptedException {
    String path = System.getProperty("java.class.path");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", path, TimedJavac.class.getName()));
    command.addAll(options("-implicit:none", "-proc:full", "-d", folder.toString()));
    command.addAll(List.of("-cp", path, "-processorpath", path));
    command.addAll(List.of("-processor", LatheProcessor.class.getName()));
    command.add(SampleSources.path("dev.lathe.zoo." + name).toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines = process.inputReader(StandardCharsets.UTF_8).readAllLines();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s", lines).isTrue();
    assertThat(process.exitValue()).as("%s", lines).isZero();
    return Duration.ofNanos(Long.parseLong(lines.getLast()));
  }

  private static List<String> options(String... more) {
    List<String> options = new ArrayList<>(SampleSources.options());
    options.addAll(List.of(more));
    return options;
  }

  private static List<String> hugeMethods(Compilation compilation) throws IOException {
    List<String> huge = new ArrayList<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() != JavaFileObject.Kind.CLASS) {
        continue;
      }
      try (InputStream in = file.openInputStream()) {
        ClassModel type = ClassFile.of().parse(in.readAllBytes());
        for (MethodModel method : type.methods()) {
          int length = method.code().map(code -> ((CodeAttribute) code).codeLength()).orElse(0);
          if (length > HUGE_METHOD && isKernel(method)) {
            huge.add(file.getName() + " " + method.methodName() + " " + length);
          }
        }
      }
    }
    return huge;
  }

  /** Lists of layers and weights are made once. */
  private static boolean isKernel(MethodModel method) {
    String type = method.methodType().stringValue();
    return type.startsWith("([F") && type.endsWith(")V");
  }
}
