package dev.lathe.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.truth.Truth;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.OnnxText;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.VectorPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that users may choose and that generated code must not stumble over. */
final class HostileNamesTest {
  private static final List<String> STRICT =
      List.of(
          "--add-modules", "jdk.incubator.vector", "-Xlint:all,-incubating,-processing", "-Werror");

  @TempDir private Path folder;

  private static final String HEAD =
      """
      package nets;
      @dev.lathe.annotations.Network(input = {2, 6, 6})
      @dev.lathe.annotations.Trainable
      interface %s extends dev.lathe.runtime.Classifier {
        @dev.lathe.annotations.Conv(filters = 5, kernel = 3)
        @dev.lathe.annotations.Relu
        dev.lathe.runtime.Layer c1();
        @dev.lathe.annotations.MaxPool(2) @dev.lathe.annotations.Tanh
        dev.lathe.runtime.Layer s2();
        @dev.lathe.annotations.Dense(3) @dev.lathe.annotations.Softmax
        dev.lathe.runtime.Layer output();
      }
      """;

  @Test
  void survivesClassesThatHideThoseOfJavaLang() {
    Stream<String> names = Stream.of("Float", "Math", "Object", "Override", "String", "System");
    assertCompiles(names.map(HostileNamesTest::network).toArray(JavaFileObject[]::new));
  }

  @Test
  void leavesNamesThatThereAreNotToJavac() {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new LatheProcessor())
            .compile(
                JavaFileObjects.forSourceString(
                    "nets.Net",
                    """
                    package nets;
                    import dev.lathe.annotations.*;
                    import dev.lathe.runtime.*;
                    @Network(input = {3, 8, 8})
                    interface Net extends Classifier {
                      @Block @interface Wide {
                        int width();
                        interface Layers {
                          int WIDTH = Parameter.A;
                          @Conv(filters = width, kernel = {3, height}) @LeakyRelu(slope) Layer c();
                        }
                      }
                      @Wide(width = 8) Layer c1();
                      @Dense(10) Layer output();
                    }
                    """));
    assertThat(compilation).failed();
    assertThat(compilation).hadErrorContaining("cannot find symbol");
    Truth.assertThat(compilation.errors().toString()).doesNotContain("LATHE-901");
  }

  @Test
  void survivesLayersCalledByNumbersAndKeywords() {
    assertCompiles(
        JavaFileObjects.forSourceString(
            "nets.Net",
            """
            package nets;
            import dev.lathe.annotations.*;
            @Network(input = {2, 6, 6}) @Trainable
            interface Net extends dev.lathe.runtime.Classifier {
              @Conv(filters = 3, kernel = 3) @Relu dev.lathe.runtime.Layer _0();
              @MaxPool(2) dev.lathe.runtime.Layer _1();
              @Conv(filters = 3, kernel = 1) dev.lathe.runtime.Layer _01();
              @Conv(filters = 3, kernel = 1) dev.lathe.runtime.Layer _class();
              @Conv(filters = 3, kernel = 1) dev.lathe.runtime.Layer $();
              @Conv(filters = 3, kernel = 1) dev.lathe.runtime.Layer größe();
              @Dense(3) dev.lathe.runtime.Layer __();
            }
            """));
  }

  @Test
  void survivesNetworksCalledLikeClassesOfTheRuntime() {
    Stream<String> names = Stream.of("FloatVector", "Layer", "Network", "Pass", "Weights", "List");
    assertCompiles(names.map(HostileNamesTest::network).toArray(JavaFileObject[]::new));
  }

  @Test
  void survivesLayersCalledLikeStatementsAndGeneratedMethods() {
    String layers =
        Stream.of(
                "yield",
                "yield_2",
                "run",
                "run_",
                "run_2",
                "run0",
                "plan",
                "packed",
                "inference",
                "a",
                "w",
                "k",
                "g")
            .map("  @Dense(3) dev.lathe.runtime.Layer %s();\n"::formatted)
            .reduce("", String::concat);
    assertCompiles(
        JavaFileObjects.forSourceString(
            "nets.Net",
            """
            package nets;
            import dev.lathe.annotations.*;
            @Network(input = 3) @Trainable
            interface Net extends dev.lathe.runtime.Classifier {
            %s}
            """
                .formatted(layers)));
  }

  /** Comments in generated code have names of a file, and none of them may end the comment. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "w*/ static { System.exit(1); } /*",
        "w\\u002a\\u002f static \\u007b System.exit(1); \\u007d \\u002f\\u002a",
        "w\\\\u002a/",
        "w\\uzzzz",
        "w\\u000a static { System.exit(1); } //",
        "w\n static { System.exit(1); } //",
        "w\" + System.exit(1) + \"",
        "w\\",
        "w\u202e} static {\u2066",
        "{@code w",
        "<b>w</b>&lt;"
      })
  void survivesTensorsOfFilesCalledLikeCode(String name) throws IOException {
    Path directory = Files.createDirectories(folder.resolve(CompiledInterface.PACKAGE));
    String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    String file =
        OnnxText.value("input", "x", 1, 1, 6, 6)
            + OnnxText.value("output", quoted + "2", 1, 64)
            + OnnxText.floats(quoted, 4, 1, 3, 3)
            + OnnxText.node("Conv", quoted + "1", "x", quoted)
            + OnnxText.node("Flatten", quoted + "2", quoted + "1");
    Files.write(directory.resolve("hostile.onnx"), OnnxText.graph(file));
    String source =
        "@Onnx(\"hostile.onnx\") @Trainable(loss = Loss.MEAN_SQUARED_ERROR)"
            + " public interface Hostile extends Classifier {}";
    CompiledInterface compiled =
        CompiledInterface.compileAll(Map.of("Hostile", source), folder).getFirst();

    for (VectorPath path : CompiledInterface.paths()) {
      assertThat(compiled.load(path).scores(new float[36])).hasSize(64).containsOnly(0);
      assertThat(CompiledNetwork.of(compiled.load(path)).training()).isNotNull();
    }
  }

  private static JavaFileObject network(String name) {
    return JavaFileObjects.forSourceString("nets." + name, HEAD.formatted(name));
  }

  private static void assertCompiles(JavaFileObject... sources) {
    assertThat(Compilations.compile(STRICT, new LatheProcessor(), sources))
        .succeededWithoutWarnings();
  }
}
