package dev.lathe.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.common.truth.Truth;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Names that users may choose and that generated code must not stumble over. */
final class HostileNamesTest {
  private static final List<String> STRICT =
      List.of(
          "--add-modules", "jdk.incubator.vector", "-Xlint:all,-incubating,-processing", "-Werror");

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

  private static JavaFileObject network(String name) {
    return JavaFileObjects.forSourceString("nets." + name, HEAD.formatted(name));
  }

  private static void assertCompiles(JavaFileObject... sources) {
    assertThat(Compilations.compile(STRICT, new LatheProcessor(), sources))
        .succeededWithoutWarnings();
  }
}
