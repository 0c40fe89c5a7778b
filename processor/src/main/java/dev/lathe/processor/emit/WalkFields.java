package dev.lathe.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.loop.Statement.LimitedLoop;
import dev.lathe.processor.loop.Statement.Loop;
import dev.lathe.processor.loop.Statement.WalkIndex;
import dev.lathe.processor.loop.Walk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The tables of a class: one for each walk that its kernels take, numbered in their order. */
final class WalkFields {

  private final Map<Walk, String> names = new LinkedHashMap<>();

  /** Numbers the tables. */
  WalkFields(List<Kernel> kernels) {
    kernels.forEach(kernel -> collect(kernel.body()));
  }

  private void collect(List<Statement> statements) {
    for (Statement statement : statements) {
      switch (statement) {
        case Loop loop -> collect(loop.body());
        case LimitedLoop loop -> collect(loop.body());
        case WalkIndex(String _, Walk walk, var _) -> add(walk);
        default -> {}
      }
    }
  }

  private void add(Walk walk) {
    names.computeIfAbsent(walk, _ -> "WALK_" + (names.size() + 1));
  }

  /** The name of a walk's table. */
  String name(Walk walk) {
    String name = names.get(walk);
    if (name == null) {
      throw new IllegalArgumentException("no kernel takes " + walk);
    }
    return name;
  }

  /** Declares the tables. */
  void emit(TypeSpec.Builder type) {
    String first = names.isEmpty() ? "" : names.values().iterator().next();
    names.forEach((walk, name) -> type.addField(field(walk, name, name.equals(first))));
  }

  /**
   * Declares a table.
   *
   * @param explained whether it says what such tables are: one does, for all
   */
  private static FieldSpec field(Walk walk, String name, boolean explained) {
    CodeBlock.Builder places = CodeBlock.builder().add("$T", Names.WALK);
    for (int i = 0; i < walk.extents().size(); i++) {
      // JavaPoet begins a new line at $Z where one is full.
      String format = i == 0 ? ".over($L, $L)" : "$Z.inside($L, $L)";
      places.add(format, walk.extents().get(i), walk.strides().get(i));
    }
    places.add("$Z.places()");
    FieldSpec.Builder field =
        FieldSpec.builder(ArrayTypeName.of(TypeName.INT), name)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .initializer(places.build());
    if (explained) {
      field.addJavadoc("These tables say where each trip of loops that became one stands.\n");
    }
    return field.build();
  }
}
