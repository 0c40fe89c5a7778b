package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.lathe.processor.memory.PackedCopy;
import dev.lathe.processor.memory.PackingPlan;
import dev.lathe.processor.memory.PassPlan;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes where a pass's data lies as {@code plan()} and what it calls. */
final class PlanEmitter {

  /** The strides of a copy stand on one line up to this width. */
  private static final int STRIDES_WIDTH = 80;

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
                "Where the data lies: offsets and sizes in floats, -1 where there is none.\n")
            .addModifiers(Modifier.STATIC)
            .returns(Names.PLAN)
            .addCode(layout.code())
            .build());
    packing("weights", "weightCopies", plan.weights(), type);
    packing("gradients", "gradientCopies", plan.gradients(), type);
  }

  private static void packing(String name, String copies, PackingPlan plan, TypeSpec.Builder type) {
    Layout layout = new Layout();
    boolean none = plan.equals(PackingPlan.NONE);
    if (none) {
      layout.statement(Doc.of(Doc.text("return "), Doc.member(Names.PACKING, "NONE")));
    } else {
      Doc arguments =
          Doc.arguments(
              number(plan.segmentFloats()), number(plan.arrayFloats()), Doc.text(copies + "()"));
      layout.statement(Doc.of(Doc.text("return new "), Doc.type(Names.PACKING), arguments));
    }
    type.addMethod(
        MethodSpec.methodBuilder(name)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(Names.PACKING)
            .addCode(layout.code())
            .build());
    if (!none) {
      List<Doc> items = plan.copies().stream().map(PlanEmitter::copy).toList();
      new ListEmitter(type, Layout.BODY).emit(copies, Names.COPY, items);
    }
  }

  /** What goes where on one line, and the strides on another if there is room. */
  private static Doc copy(PackedCopy copy) {
    Doc what =
        Doc.of(
            Doc.string(copy.parameter()),
            Doc.text(", "),
            Doc.member(Names.STORAGE, copy.storage().name()),
            Doc.text(", " + copy.source() + ", " + copy.destination()));
    Doc extents = Doc.ints(copy.extents());
    Doc source = Doc.ints(copy.sourceStrides());
    Doc destination = Doc.ints(copy.destinationStrides());
    Doc strides = Doc.of(extents, Doc.text(", "), source, Doc.text(", "), destination);
    Doc arguments =
        strides.width() <= STRIDES_WIDTH
            ? Doc.arguments(what, strides)
            : Doc.arguments(what, extents, source, destination);
    return Doc.of(Doc.text("new "), Doc.type(Names.COPY), arguments);
  }

  private static Doc number(int value) {
    return Doc.text(Literals.of(value));
  }
}
