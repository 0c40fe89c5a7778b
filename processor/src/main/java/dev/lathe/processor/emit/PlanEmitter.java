package dev.lathe.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lathe.processor.memory.PackedCopy;
import dev.lathe.processor.memory.PackingPlan;
import dev.lathe.processor.memory.PassPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes where a pass's data lies as {@code plan()} and what it calls. */
final class PlanEmitter {

  /** A copy is about 200 bytecodes, and javac refuses methods of 64 KB. */
  private static final int COPIES_A_METHOD = 100;

  private static final ClassName LIST = ClassName.get("java.util", "List");
  private static final ClassName ARRAY_LIST = ClassName.get("java.util", "ArrayList");

  private PlanEmitter() {}

  static void emit(PassPlan plan, TypeSpec.Builder type) {
    Layout layout = new Layout();
    layout.assignment(Doc.text("int arena"), number(plan.arena()));
    layout.assignment(Doc.text("int input"), number(plan.input()));
    layout.assignment(Doc.text("int target"), number(plan.target()));
    layout.assignment(Doc.text("int output"), number(plan.output()));
    layout.assignment(Doc.text("int loss"), number(plan.loss()));
    layout.assignment(Doc.text("int inputGradient"), number(plan.inputGradient()));
    String arguments =
        "(arena, input, target, output, loss, inputGradient, weights(), gradients())";
    layout.statement(Doc.of(Doc.text("return new "), Doc.type(Names.PLAN), Doc.text(arguments)));
    type.addMethod(
        MethodSpec.methodBuilder("plan")
            .addJavadoc(
                "Where the pass's data lies: offsets and sizes in floats, -1 what it has not.\n")
            .addModifiers(Modifier.STATIC)
            .returns(Names.PLAN)
            .addCode(layout.code())
            .build());
    packing("weights", plan.weights(), type);
    packing("gradients", plan.gradients(), type);
  }

  private static void packing(String name, PackingPlan plan, TypeSpec.Builder type) {
    List<List<PackedCopy>> parts = parts(plan.copies());
    Layout layout = new Layout();
    if (plan.equals(PackingPlan.NONE)) {
      layout.statement(Doc.of(Doc.text("return "), Doc.member(Names.PACKING, "NONE")));
      type.addMethod(method(name).returns(Names.PACKING).addCode(layout.code()).build());
      return;
    }
    Doc copies;
    if (parts.size() <= 1) {
      copies = list(plan.copies());
    } else {
      Doc target =
          Doc.of(Doc.type(LIST), Doc.text("<"), Doc.type(Names.COPY), Doc.text("> copies"));
      Doc list = Doc.of(Doc.text("new "), Doc.type(ARRAY_LIST), Doc.text("<>()"));
      layout.assignment(target, list);
      for (int i = 0; i < parts.size(); i++) {
        layout.statement(Doc.text("copies.addAll(" + name + i + "())"));
      }
      copies = Doc.text("copies");
    }
    Doc arguments = Doc.arguments(number(plan.segmentFloats()), number(plan.arrayFloats()), copies);
    layout.statement(Doc.of(Doc.text("return new "), Doc.type(Names.PACKING), arguments));
    type.addMethod(method(name).returns(Names.PACKING).addCode(layout.code()).build());
    for (int i = 0; parts.size() > 1 && i < parts.size(); i++) {
      Layout part = new Layout();
      part.statement(Doc.of(Doc.text("return "), list(parts.get(i))));
      type.addMethod(
          method(name + i)
              .returns(ParameterizedTypeName.get(LIST, Names.COPY))
              .addCode(part.code())
              .build());
    }
  }

  private static List<List<PackedCopy>> parts(List<PackedCopy> copies) {
    List<List<PackedCopy>> parts = new ArrayList<>();
    for (int from = 0; from < copies.size(); from += COPIES_A_METHOD) {
      parts.add(copies.subList(from, Math.min(copies.size(), from + COPIES_A_METHOD)));
    }
    return parts;
  }

  private static Doc list(List<PackedCopy> copies) {
    Doc[] items = copies.stream().map(PlanEmitter::copy).toArray(Doc[]::new);
    return Doc.call(LIST, "of", items);
  }

  /** Three lines: what goes where, and its strides. */
  private static Doc copy(PackedCopy copy) {
    Doc what =
        Doc.of(
            Doc.string(copy.parameter()),
            Doc.text(", "),
            Doc.member(Names.STORAGE, copy.storage().name()),
            Doc.text(", " + copy.source() + ", " + copy.destination()));
    Doc strides =
        Doc.text(
            ints(copy.extents())
                + ", "
                + ints(copy.sourceStrides())
                + ", "
                + ints(copy.destinationStrides()));
    return Doc.of(Doc.text("new "), Doc.type(Names.COPY), Doc.arguments(what, strides));
  }

  private static String ints(List<Integer> numbers) {
    return numbers.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "new int[] {", "}"));
  }

  private static Doc number(int value) {
    return Doc.text(Literals.of(value));
  }

  private static MethodSpec.Builder method(String name) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
  }
}
