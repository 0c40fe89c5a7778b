package dev.lathe.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes lists of records as methods; long ones in parts, since javac refuses methods of 64 KB. */
final class ListEmitter {

  /** A record is at most about 250 bytecodes. */
  private static final int ITEMS_A_METHOD = 100;

  private final TypeSpec.Builder type;
  private final int bodyIndent;

  /**
   * Writes into a class.
   *
   * @param bodyIndent of its methods
   */
  ListEmitter(TypeSpec.Builder type, int bodyIndent) {
    this.type = type;
    this.bodyIndent = bodyIndent;
  }

  /** Adds a method of this name that returns a list of these items. */
  void emit(String name, ClassName element, List<Doc> items) {
    emit(name, element, items, List.of());
  }

  /**
   * Adds a method of this name that returns a list of these items.
   *
   * @param comment lines of any length, which are plain text
   */
  void emit(String name, ClassName element, List<Doc> items, List<String> comment) {
    Layout layout = new Layout(bodyIndent);
    if (items.size() <= ITEMS_A_METHOD) {
      layout.statement(Doc.of(Doc.text("return "), list(items)));
      add(name, element, layout, comment);
      return;
    }
    int parts = Math.ceilDiv(items.size(), ITEMS_A_METHOD);
    Doc target = Doc.of(Doc.type(Names.LIST), Doc.text("<"), Doc.type(element), Doc.text("> all"));
    layout.assignment(
        target, Doc.of(Doc.text("new "), Doc.type(Names.ARRAY_LIST), Doc.text("<>()")));
    for (int part = 0; part < parts; part++) {
      layout.statement(Doc.text("all.addAll(" + name + part + "())"));
    }
    layout.statement(Doc.text("return all"));
    add(name, element, layout, comment);
    for (int part = 0; part < parts; part++) {
      int from = part * ITEMS_A_METHOD;
      emit(
          name + part, element, items.subList(from, Math.min(items.size(), from + ITEMS_A_METHOD)));
    }
  }

  private void add(String name, ClassName element, Layout layout, List<String> comment) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(ParameterizedTypeName.get(Names.LIST, element))
            .addCode(layout.code());
    for (String line : comment) {
      for (String part : Prose.wrap(Prose.javadoc(line), Layout.COLUMNS - bodyIndent - 1)) {
        method.addJavadoc("$L\n", part);
      }
    }
    type.addMethod(method.build());
  }

  private static Doc list(List<Doc> items) {
    return Doc.call(Names.LIST, "of", items.toArray(Doc[]::new));
  }
}
