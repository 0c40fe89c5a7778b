package dev.lathe.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.lathe.annotations.Maps;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Trainable;
import dev.lathe.processor.declaration.Names;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every element of every annotation, given figures that nobody means: negative, 0, the largest and
 * smallest numbers, none, too many, names of nothing. Each is accepted or refused with an id, soon,
 * for a reason of its own: it never crashes the processor, and nothing is said to be too large that
 * is small. Annotations and elements are found by reflection, so that no new one is forgotten.
 */
final class AnnotationFiguresTest {

  /** What is negative where that means something. */
  private static final Set<String> SIGNED =
      Set.of(
          "Embedding.padding", "LocalResponseNorm.before", "Pad.value", "Trainable.ignoredClass");

  /** Elements that an annotation needs, where the general ones do not do. */
  private static final Map<String, Map<String, String>> GIVEN =
      Map.of(
          "DynamicKMaxPool", Map.of("top", "2", "layer", "1", "layers", "2"),
          "LocalContrastNorm", Map.of("value", "3"),
          "MaxUnpool", Map.of("value", "8", "positions", "\"where\""),
          "Reshape", Map.of("value", "{4, 64}"),
          "Trainable", Map.of("of", "\"b\""),
          "Network", Map.of("input", "{4, 8, 8}"),
          "Input", Map.of("value", "{4, 8, 8}"));

  private static final Map<Class<?>, List<String>> FIGURES =
      Map.of(
          int.class,
          List.of("-2147483648", "-1", "0", "46341", "2147483647"),
          int[].class,
          List.of(
              "{}",
              "-2147483648",
              "-1",
              "0",
              "46341",
              "2147483647",
              "{2147483647, 1}",
              "{1, 2147483647, 1}",
              "{1, 1, 1, 1, 1, 1, 1}"),
          double.class,
          List.of("0.0 / 0", "1.0 / 0", "-1.0 / 0", "-1", "0", "1e300", "4.9e-324"),
          double[].class,
          List.of("{}", "0.0 / 0", "1.0 / 0", "-1", "{0, 0, 0}", "1e300"),
          boolean.class,
          List.of("true", "false"),
          String.class,
          List.of("\"\"", "\"nobody\"", "\"b\"", "\"input\"", "\"a b\""),
          String[].class,
          List.of("{}", "\"\"", "\"nobody\"", "\"b\"", "{\"a\", \"a\"}"),
          Maps[].class,
          List.of("@Maps({})", "@Maps(-1)", "{@Maps({0, 0}), @Maps(0)}", "@Maps(2147483647)"));

  private static final Duration SOON = Duration.ofSeconds(60);

  /** A line of the source, and what it says. */
  private record Case(String element, String figure, String line) {
    boolean isNegative() {
      return figure.equals("-1") || figure.equals("-2147483648");
    }
  }

  @TestFactory
  Stream<DynamicTest> figures() {
    return Stream.of(Names.OPERATIONS, Names.ACTIVATIONS, List.of(Network.class, Trainable.class))
        .flatMap(List::stream)
        .filter(annotation -> annotation.getDeclaredMethods().length > 0)
        .map(
            annotation ->
                DynamicTest.dynamicTest(
                    annotation.getSimpleName(),
                    () -> Assertions.assertTimeoutPreemptively(SOON, () -> check(annotation))));
  }

  private static void check(Class<? extends Annotation> annotation) {
    List<Case> cases = cases(annotation);
    StringBuilder source =
        new StringBuilder("package nets; import dev.lathe.annotations.*; interface Cases {\n");
    cases.forEach(each -> source.append(each.line).append('\n'));
    JavaFileObject file =
        JavaFileObjects.forSourceString("nets.Cases", source.append('}').toString());
    // Without the vector module, whose passes take longer to plan.
    Compilation compilation =
        javac().withProcessors(new LatheProcessor()).withOptions("-proc:only").compile(file);

    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Case each = cases.get(i);
      int line = i + 2;
      List<String> errors =
          compilation.diagnostics().stream()
              .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
              .filter(diagnostic -> diagnostic.getLineNumber() == line)
              .map(diagnostic -> diagnostic.getMessage(null))
              .toList();
      // An input may be what no array of its pass holds; other figures are named by themselves.
      boolean mayBeTooLarge = each.line.contains("@Input(value = ");
      boolean isOurs =
          errors.stream()
              .allMatch(
                  error ->
                      error.startsWith("[LATHE-")
                          && !error.startsWith("[LATHE-901]")
                          && (mayBeTooLarge || !error.startsWith("[LATHE-113]")));
      boolean mustFail =
          each.isNegative()
              && List.of("int", "int[]").contains(typeOf(annotation, each.element))
              && !SIGNED.contains(annotation.getSimpleName() + "." + each.element);
      if (!isOurs || (mustFail && errors.isEmpty())) {
        wrong.add(each.line + " -> " + (errors.isEmpty() ? "accepted" : errors));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String typeOf(Class<? extends Annotation> annotation, String element) {
    return Stream.of(annotation.getDeclaredMethods())
        .filter(method -> method.getName().equals(element))
        .map(method -> method.getReturnType().getSimpleName())
        .findFirst()
        .orElseThrow();
  }

  private static List<Case> cases(Class<? extends Annotation> annotation) {
    List<Case> cases = new ArrayList<>();
    List<Method> elements =
        Stream.of(annotation.getDeclaredMethods())
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    for (Method element : elements) {
      for (String figure : figuresOf(element.getReturnType())) {
        Map<String, String> given = new TreeMap<>();
        for (Method other : elements) {
          if (other.getDefaultValue() == null) {
            given.put(other.getName(), general(other.getReturnType()));
          }
        }
        given.putAll(GIVEN.getOrDefault(annotation.getSimpleName(), Map.of()));
        given.put(element.getName(), figure);
        List<String> values =
            given.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()).toList();
        String text = "@%s(%s)".formatted(annotation.getSimpleName(), String.join(", ", values));
        cases.add(
            new Case(element.getName(), figure, network(annotation, text, "N" + cases.size())));
      }
    }
    return cases;
  }

  private static List<String> figuresOf(Class<?> type) {
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .map(each -> "dev.lathe.annotations." + type.getSimpleName() + "." + each)
          .toList();
    }
    List<String> figures = FIGURES.get(type);
    assertThat(figures).as("figures of %s", type).isNotNull();
    return figures;
  }

  private static String general(Class<?> type) {
    return type == String[].class ? "{\"a\", \"input\"}" : type == String.class ? "\"a\"" : "2";
  }

  private static String network(Class<? extends Annotation> annotation, String text, String name) {
    boolean isOnNetwork = Names.ON_NETWORKS.contains(annotation);
    String input = annotation.getSimpleName().equals("Embedding") ? "{9}" : "{4, 8, 8}";
    String network =
        annotation == Network.class || annotation.getSimpleName().equals("Input")
            ? annotation == Network.class ? "" : "@Network "
            : "@Network(input = " + input + ") ";
    String first =
        switch (annotation.getSimpleName()) {
          case "Input" -> text + " Layer a(); @Relu Layer b();";
          case "MaxUnpool" ->
              "@MaxPoolPositions(2) Layer where(); @MaxPool(value = 2, from = \"input\") Layer a();"
                  + " "
                  + text
                  + " Layer b();";
          default ->
              "@Relu Layer a(); "
                  + (isOnNetwork ? "@Conv(filters = 3, kernel = 1)" : text)
                  + " Layer b();";
        };
    return "%s%sinterface %s { float[] scores(float[] x); %s }"
        .formatted(
            network,
            isOnNetwork ? text + " " : "",
            name,
            first.replace(" Layer ", " " + Names.LAYER + " "));
  }
}
