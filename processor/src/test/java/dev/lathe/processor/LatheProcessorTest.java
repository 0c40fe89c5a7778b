package dev.lathe.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.lathe.annotations.Network;
import dev.lathe.processor.validation.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Types;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the processor lives with javac: rounds, other processors, options, crashes. */
final class LatheProcessorTest {
  private static final JavaFileObject NET =
      Compilations.source(
          "Net",
          """
          @Network(input = {1, 6, 6})
          public interface Net extends Classifier {
            @Conv(filters = 2, kernel = 3) @Relu Layer c1();
            @Dense(3) Layer output();
          }
          """);

  @Test
  void waitsForTypesOfOtherProcessors() {
    JavaFileObject net =
        Compilations.source(
            "Net",
            """
            @Network(input = {1, 6, 6})
            public interface Net extends Written {
              @Conv(filters = Written.FILTERS, kernel = 9) @Relu Layer c1();
            }
            """);
    Compilation compilation =
        javac()
            .withProcessors(new LatheProcessor(), new WritesAType())
            .withOptions(Compilations.VECTOR_MODULE)
            .compile(net);
    assertThat(Compilations.messages(compilation))
        .singleElement()
        .asString()
        .startsWith("[LATHE-104] c1: the kernel 9x9 is larger than the padded input 1x6x6.");
  }

  @Test
  void saysWhatIsMissing() {
    Compilation compilation =
        Compilations.compile(
            Compilations.source(
                "Net",
                """
                @Network(input = {1, 6, 6})
                public interface Net extends Gone {
                  @Dense(Missing.OUTPUTS) Layer output();
                }
                """));
    assertThat(Compilations.messages(compilation))
        .containsExactly(
            "[LATHE-007] Net: the interface refers to what cannot be resolved (Gone), so nothing"
                + " is written for it. Mend the compiler's other errors first.");
    assertThat(compilation).hadErrorContaining("cannot find symbol");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dev.lathe.annotations.* | @ReLU | Did you mean @Relu?
          dev.lathe.annotations.* | @relu @Dens(3) | Did you mean @Relu, @Dense?
          dev.lathe.annotations.Network | @Relu | Import dev.lathe.annotations.Relu.
          dev.lathe.annotations.* | @Nonsense |
          """)
  void saysWhichAnnotationWasMeant(String imports, String written, String remedy) {
    Compilation compilation =
        Compilations.compile(
            JavaFileObjects.forSourceString(
                "nets.Net",
                """
                package nets;

                import %s;

                @Network(input = {1, 6, 6})
                public interface Net extends dev.lathe.runtime.Classifier {
                  @dev.lathe.annotations.Dense(2) %s dev.lathe.runtime.Layer output();
                }
                """
                    .formatted(imports, written)));
    assertThat(Compilations.messages(compilation))
        .containsExactly(
            "[LATHE-007] Net: the interface refers to what cannot be resolved ("
                + written.replace("(3)", "").replace(" ", ", ")
                + "), so nothing is written for it. Mend the compiler's other errors first."
                + (remedy == null ? "" : " " + remedy));
  }

  @Test
  void leavesWhatJavacRefusesToJavac() {
    Compilation compilation =
        Compilations.compile(
            Compilations.source(
                "Net",
                """
                @Network(input = {1, 6, 6})
                public interface Net extends Classifier {
                  @Conv(filters = 2) Layer c1();
                  @MaxPool Layer s2();
                  @TransposedConv(kernel = 3) Layer u3();
                  @Dense Layer output();
                }
                """));
    assertThat(compilation).failed();
    assertThat(Compilations.messages(compilation)).isEmpty();
    assertThat(compilation).hadErrorContaining("'filters'");
    assertThat(compilation).hadErrorContaining("'kernel'");
  }

  @Test
  void reportsAMissingRuntime() {
    JavaFileObject layer =
        JavaFileObjects.forSourceString(
            "dev.lathe.runtime.Layer", "package dev.lathe.runtime; public final class Layer {}");
    JavaFileObject net =
        JavaFileObjects.forSourceString(
            "nets.Net",
            """
            package nets;

            import dev.lathe.annotations.*;

            @Network(input = 3)
            interface Net {
              @Dense(2) dev.lathe.runtime.Layer output();

              float[] scores(float[] image);
            }
            """);
    Compilation compilation =
        javac()
            .withClasspath(List.of(Compilations.locationOf(Network.class)))
            .withProcessors(new LatheProcessor())
            .withOptions(Compilations.VECTOR_MODULE)
            .compile(net, layer);
    assertThat(Compilations.messages(compilation))
        .singleElement()
        .asString()
        .startsWith("[LATHE-008] Net: the class dev.lathe.runtime.CompiledNetwork is not on the");
  }

  @Test
  void acceptsTheClassesOfAnEarlierCompilation() throws IOException {
    try (var earlier = new TemporaryClasses()) {
      earlier.compile("nets.NetNetwork", "package nets; public final class NetNetwork {}");
      Compilation compilation =
          javac()
              .withClasspath(earlier.classpath())
              .withProcessors(new LatheProcessor())
              .withOptions(Compilations.VECTOR_MODULE)
              .compile(NET);
      assertThat(Compilations.messages(compilation)).isEmpty();
    }
  }

  @Test
  void printsTheGraphWhenAsked() {
    Compilation compilation =
        Compilations.compile(
            List.of("--add-modules", "jdk.incubator.vector", "-Alathe.print=graph, picture"),
            new LatheProcessor(),
            NET);
    assertThat(compilation).hadNoteContaining("output.weight: 3x2x4x4 = Parameter");
    assertThat(Compilations.messages(compilation))
        .containsExactly(
            "[LATHE-802] -Alathe.print: the value \"picture\" is not known and does nothing."
                + " Known are graph, rewritten, loops, summary, budget.");
  }

  @Test
  void survivesValuesOfAWrongType() {
    Compilation compilation =
        Compilations.compile(
            Compilations.source(
                "Net",
                """
                @Network(input = {1, 6, 6})
                public interface Net extends Classifier {
                  @Conv(filters = "six", kernel = {5, true}) Layer c1();
                  @Dense(2.5) Layer output();
                }
                """));
    assertThat(compilation).hadErrorContaining("incompatible types");
    assertThat(Compilations.messages(compilation))
        .noneMatch(message -> message.contains(Message.CRASH.id()));
  }

  @Test
  void turnsACrashIntoAnErrorOnTheInterface() {
    Compilation compilation = Compilations.compile(Compilations.VECTOR_MODULE, new Crashes(), NET);
    assertThat(Compilations.messages(compilation))
        .singleElement()
        .asString()
        .startsWith(
            "[LATHE-901] nets.Net: the processor crashed with"
                + " java.lang.IllegalStateException: boom (at"
                + " dev.lathe.processor.LatheProcessorTest$Crashes.boom(LatheProcessorTest.java:")
        .contains(", caused by java.lang.ArithmeticException: / by zero (at ")
        .endsWith(
            "This is Lathe's mistake, not yours: please report it, with the interface and this"
                + " message.");
    assertThat(compilation)
        .hadErrorContaining("boom")
        .inFile(NET)
        .onLineContaining("interface Net");
  }

  /** Writes the interface that a network extends, in the first round. */
  private static final class WritesAType extends TestProcessor {
    private boolean done;

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!done) {
        done = true;
        try (Writer writer =
            processingEnv.getFiler().createSourceFile("nets.Written").openWriter()) {
          writer.write(
              """
              package nets;

              interface Written extends dev.lathe.runtime.Classifier {
                int FILTERS = 4;
              }
              """);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }

  /** Runs the pipeline in an environment whose types crash. */
  private static final class Crashes extends TestProcessor {
    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      ClassLoader loader = Crashes.class.getClassLoader();
      Object types = Proxy.newProxyInstance(loader, new Class<?>[] {Types.class}, Crashes::boom);
      var environment =
          (ProcessingEnvironment)
              Proxy.newProxyInstance(
                  loader,
                  new Class<?>[] {ProcessingEnvironment.class},
                  (_, method, arguments) ->
                      method.getName().equals("getTypeUtils")
                          ? types
                          : method.invoke(processingEnv, arguments));
      for (Element network : round.getElementsAnnotatedWith(Network.class)) {
        new Pipeline(environment).run((TypeElement) network);
      }
      return false;
    }

    private static Object boom(Object proxy, Method method, Object[] arguments) {
      throw new IllegalStateException("boom", new ArithmeticException("/ by zero"));
    }
  }

  private abstract static class TestProcessor extends AbstractProcessor {
    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }
  }
}
