package dev.lathe.processor.testing;

import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Maps;
import dev.lathe.processor.declaration.Names;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Interfaces that javac reads without complaint, and whose figures nobody means. */
public final class HostileInterfaces {
  private static final List<String> FIGURES =
      List.of("-2147483648", "2147483647", "-1", "0", "46341", "65536", "1000000", "1 << 30", "-7");
  private static final List<String> DECIMALS =
      List.of("0.0 / 0", "1.0 / 0", "-1.0 / 0", "-1", "0", "1e300", "4.9e-324", "1e-30");
  private static final List<String> NAMES =
      List.of("\"a0\"", "\"a1\"", "\"input\"", "\"\"", "\"nobody\"", "\"a b\"");

  private HostileInterfaces() {}

  /** An interface of a file, on one line. */
  public static String ofFile(String name, String file, Random random) {
    String more =
        switch (random.nextInt(6)) {
          case 0 -> ", input = {3, 8, 8}";
          case 1 -> ", input = " + figures(random);
          case 2 -> ", dimensions = @Onnx.Dimension(name = \"n\", extent = " + figure(random) + ")";
          default -> "";
        };
    String training =
        random.nextInt(3) == 0 ? "@Trainable(loss = Loss." + any(losses(), random) + ") " : "";
    return "@Onnx(value = \"%s\"%s) %sinterface %s { float[] scores(float[] x); }"
        .formatted(file, more, training, name);
  }

  private static List<String> losses() {
    return Stream.of(Loss.values()).map(Loss::name).toList();
  }

  /** A network of a few layers, on one line. */
  public static String annotated(String name, Random random) {
    StringBuilder layers = new StringBuilder();
    int count = 1 + random.nextInt(3);
    for (int k = 0; k < count; k++) {
      boolean bare = random.nextInt(4) == 0;
      String operation = bare ? "" : annotation(any(Names.OPERATIONS, random), random) + " ";
      String activation =
          bare || random.nextInt(3) == 0
              ? annotation(any(Names.ACTIVATIONS, random), random) + " "
              : "";
      layers.append(operation).append(activation).append("Layer a").append(k).append("(); ");
    }
    String training =
        random.nextInt(3) == 0 ? "@Trainable(loss = Loss." + any(losses(), random) + ") " : "";
    String input =
        switch (random.nextInt(8)) {
          case 0 -> "{6}";
          case 1 -> "{2, 9}";
          case 2 -> "{2, 4, 5, 6}";
          case 3 -> random.nextBoolean() ? figures(random) : "{1, 1, 1}";
          default -> "{4, 9, 8}";
        };
    return "@Network(input = %s) %sinterface %s extends Classifier { %s}"
        .formatted(input, training, name, layers);
  }

  /** An annotation with the elements that it needs and some of the others. */
  private static String annotation(Class<? extends Annotation> type, Random random) {
    List<Method> elements =
        Stream.of(type.getDeclaredMethods()).sorted(Comparator.comparing(Method::getName)).toList();
    List<String> values = new ArrayList<>();
    for (Method element : elements) {
      // Names that are wrong hide what is wrong besides.
      int share = element.getReturnType() == String.class ? 24 : 6;
      if (element.getDefaultValue() == null || random.nextInt(share) == 0) {
        values.add(element.getName() + " = " + value(element.getReturnType(), random));
      }
    }
    return "@" + type.getSimpleName() + "(" + String.join(", ", values) + ")";
  }

  private static String value(Class<?> type, Random random) {
    if (type.isEnum()) {
      Object constant = any(List.of(type.getEnumConstants()), random);
      return "dev.lathe.annotations." + type.getSimpleName() + "." + constant;
    }
    if (type == Maps[].class) {
      return "{@Maps(" + figures(random) + "), @Maps(0)}";
    }
    return switch (type.getSimpleName()) {
      case "int" -> figure(random);
      case "int[]" -> figures(random);
      case "double" -> decimal(random);
      case "double[]" -> "{" + decimal(random) + ", " + decimal(random) + "}";
      case "boolean" -> String.valueOf(random.nextBoolean());
      case "String" -> any(NAMES, random);
      case "String[]" -> "{" + any(NAMES, random) + ", " + any(NAMES, random) + "}";
      default -> throw new IllegalStateException("an element of the type " + type);
    };
  }

  /** Mostly small, so that more than the first check is reached. */
  private static String figure(Random random) {
    return random.nextInt(9) == 0 ? any(FIGURES, random) : String.valueOf(1 + random.nextInt(4));
  }

  private static String decimal(Random random) {
    return random.nextInt(3) == 0 ? any(DECIMALS, random) : "0." + (1 + random.nextInt(9));
  }

  private static String figures(Random random) {
    List<String> figures = new ArrayList<>();
    int count = random.nextInt(6) == 0 ? random.nextInt(7) : 1;
    for (int k = 0; k < count; k++) {
      figures.add(figure(random));
    }
    return "{" + String.join(", ", figures) + "}";
  }

  private static <T> T any(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
