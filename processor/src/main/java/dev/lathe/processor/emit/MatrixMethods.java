package dev.lathe.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lathe.processor.graph.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * The matrices of a class: a method for each that its transforms take, numbered in their order. As
 * arguments in one list the matrices of a network with 32 layers of 9x9 kernels were more than the
 * 64 KB that the JVM allows a method.
 */
final class MatrixMethods {
  private final Map<Matrix, String> names = new LinkedHashMap<>();

  /** The call that makes a matrix. */
  Doc call(Matrix matrix) {
    return Doc.text(names.computeIfAbsent(matrix, _ -> "matrix" + names.size()) + "()");
  }

  /** Adds a method for each matrix that was asked for. */
  void addMethods(TypeSpec.Builder type) {
    names.forEach(
        (matrix, name) -> {
          Layout layout = new Layout(Layout.BODY);
          layout.statement(
              Doc.of(Doc.text("return "), isBanded(matrix) ? runs(matrix) : all(matrix)));
          type.addMethod(
              MethodSpec.methodBuilder(name)
                  .addJavadoc("$L x $L, row by row.\n", matrix.height(), matrix.width())
                  .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                  .returns(ArrayTypeName.of(TypeName.DOUBLE))
                  .addCode(layout.code())
                  .build());
        });
  }

  private static Doc all(Matrix matrix) {
    List<Doc> rows = matrix.rows().stream().map(MatrixMethods::entries).toList();
    return new Doc.Enclosed("new double[] {", rows, "}");
  }

  /** A kernel in parts has a matrix whose rows are zero but for one part's taps. */
  private static boolean isBanded(Matrix matrix) {
    int entries = matrix.rows().stream().mapToInt(row -> end(row) - first(row)).sum();
    return 2 * entries < matrix.height() * matrix.width();
  }

  private static Doc runs(Matrix matrix) {
    List<Doc> arguments = new ArrayList<>();
    arguments.add(Doc.text(String.valueOf(matrix.width())));
    for (List<Double> row : matrix.rows()) {
      int first = first(row);
      Doc run = Doc.of(Doc.text(first + ", "), entries(row.subList(first, end(row))));
      arguments.add(Doc.of(Doc.text("new "), Doc.type(Names.RUN), Doc.arguments(run)));
    }
    return Doc.call(Names.PACKING, "matrix", arguments.toArray(Doc[]::new));
  }

  private static int first(List<Double> row) {
    int first = 0;
    while (first < row.size() - 1 && row.get(first) == 0) {
      first++;
    }
    return first;
  }

  private static int end(List<Double> row) {
    int end = row.size();
    while (end > first(row) + 1 && row.get(end - 1) == 0) {
      end--;
    }
    return end;
  }

  private static Doc entries(List<Double> entries) {
    return new Doc.Filled(entries.stream().map(String::valueOf).map(Doc::text).toList());
  }
}
