package dev.lathe.processor.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.lathe.processor.loop.Exchange;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.memory.MaskPlan;
import dev.lathe.processor.memory.PackedCopy;
import dev.lathe.processor.memory.PackedRounding;
import dev.lathe.processor.memory.PackedTransform;
import dev.lathe.processor.memory.PackingPlan;
import dev.lathe.processor.memory.PassPlan;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes where a pass's data lies as {@code plan()} and what it calls. */
final class PlanEmitter {

  /** The strides of a copy stand on one line up to this width. */
  private static final int STRIDES_WIDTH = 80;

  private PlanEmitter() {}

  /** Adds the methods to the builder of the class of the given name. */
  static void emit(PassPlan plan, Program program, TypeSpec.Builder type) {
    Layout layout = new Layout();
    layout.assignment(Doc.text("int arena"), number(plan.arena()));
    layout.assignment(Doc.text("int input"), number(plan.input()));
    layout.assignment(Doc.text("int target"), number(plan.target()));
    layout.assignment(Doc.text("int output"), number(plan.output()));
    layout.assignment(Doc.text("int loss"), number(plan.loss()));
    layout.assignment(Doc.text("int inputGradient"), number(plan.inputGradient()));
    boolean plain =
        program.exchanges().isEmpty() && plan.masks().isEmpty() && program.microBatches().isEmpty();
    Doc packings = Doc.text("weights(), gradients()");
    Doc arguments =
        plain
            ? Doc.text(
                "(arena, input, target, output, loss, inputGradient, weights(), gradients())")
            : Doc.arguments(
                Doc.text("arena, input, target, output, loss, inputGradient"),
                packings,
                Doc.text("exchanges(), masks(), microBatches()"));
    layout.statement(Doc.of(Doc.text("return new "), Doc.type(Names.PLAN), arguments));
    type.addMethod(
        MethodSpec.methodBuilder("plan")
            .addJavadoc(
                "Where the data lies: offsets and sizes in floats, -1 where there is none.\n")
            .addModifiers(Modifier.STATIC)
            .returns(Names.PLAN)
            .addCode(layout.code())
            .build());
    FoldEmitter folds = new FoldEmitter(program.name());
    MatrixMethods matrices = new MatrixMethods();
    packing("weights", "weightCopies", plan.weights(), type, folds, matrices);
    packing("gradients", "gradientCopies", plan.gradients(), type, folds, matrices);
    folds.addMethods(type);
    matrices.addMethods(type);
    if (!plain) {
      ListEmitter lists = new ListEmitter(type, Layout.BODY);
      List<Doc> means = program.exchanges().stream().map(PlanEmitter::exchange).toList();
      lists.emit("exchanges", Names.EXCHANGE, means);
      List<Doc> masks = plan.masks().stream().map(PlanEmitter::mask).toList();
      lists.emit("masks", Names.MASK, masks);
      MicroBatchEmitter.emit(program, lists);
    }
  }

  private static void packing(
      String name,
      String copies,
      PackingPlan plan,
      TypeSpec.Builder type,
      FoldEmitter folds,
      MatrixMethods matrices) {
    Layout layout = new Layout();
    boolean none = plan.equals(PackingPlan.NONE);
    String transforms = name + "Transforms";
    boolean hasTransforms = !plan.transforms().isEmpty() || !plan.folds().isEmpty();
    if (none) {
      layout.statement(Doc.of(Doc.text("return "), Doc.member(Names.PACKING, "NONE")));
    } else {
      List<Doc> arguments = new ArrayList<>();
      arguments.add(number(plan.segmentFloats()));
      arguments.add(number(plan.arrayFloats()));
      if (!plan.folds().isEmpty()) {
        arguments.add(Doc.text(name + "Folds()"));
      }
      if (hasTransforms) {
        arguments.add(Doc.text(transforms + "()"));
      }
      arguments.add(Doc.text(copies + "()"));
      Doc packing =
          Doc.of(
              Doc.text("new "),
              Doc.type(Names.PACKING),
              Doc.arguments(arguments.toArray(Doc[]::new)));
      boolean isRounded = !plan.rounded().isEmpty();
      Doc all = isRounded ? Doc.call(packing, "rounding", Doc.text(name + "Rounded()")) : packing;
      layout.statement(Doc.of(Doc.text("return "), all));
    }
    type.addMethod(
        MethodSpec.methodBuilder(name)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(Names.PACKING)
            .addCode(layout.code())
            .build());
    if (!none) {
      ListEmitter lists = new ListEmitter(type, Layout.BODY);
      if (!plan.folds().isEmpty()) {
        lists.emit(name + "Folds", Names.FOLD, plan.folds().stream().map(folds::fold).toList());
      }
      if (hasTransforms) {
        List<Doc> items =
            plan.transforms().stream().map(each -> transform(each, matrices)).toList();
        lists.emit(transforms, Names.TRANSFORM, items);
      }
      List<Doc> items = plan.copies().stream().map(PlanEmitter::copy).toList();
      lists.emit(copies, Names.COPY, items);
      if (!plan.rounded().isEmpty()) {
        roundings(name, plan.rounded(), lists);
      }
    }
  }

  private static Doc transform(PackedTransform transform, MatrixMethods matrices) {
    List<Doc> arguments =
        new ArrayList<>(
            List.of(
                Doc.of(
                    Doc.string(transform.name()),
                    Doc.text(", "),
                    Doc.string(transform.parameter()))));
    for (PackedTransform.Step step : transform.steps()) {
      Doc extents =
          Doc.text(step.outer() + ", " + step.inner() + ", " + step.matrix().width() + ", ");
      Doc numbers = Doc.of(extents, matrices.call(step.matrix()));
      arguments.add(Doc.of(Doc.text("new "), Doc.type(Names.STEP), Doc.arguments(numbers)));
    }
    return Doc.of(
        Doc.text("new "), Doc.type(Names.TRANSFORM), Doc.arguments(arguments.toArray(Doc[]::new)));
  }

  private static Doc exchange(Exchange exchange) {
    String where =
        "%d, %d, %d, %d"
            .formatted(exchange.kernels(), exchange.from(), exchange.to(), exchange.floats());
    Doc arguments =
        exchange
            .statistic()
            .map(
                statistic ->
                    Doc.arguments(
                        Doc.text(where),
                        Doc.string(statistic.name()),
                        Literals.of((float) statistic.momentum()),
                        Doc.text(Literals.of(statistic.samples()))))
            .orElse(Doc.arguments(Doc.text(where)));
    return Doc.of(Doc.text("new "), Doc.type(Names.EXCHANGE), arguments);
  }

  private static Doc mask(MaskPlan mask) {
    Doc arguments =
        Doc.arguments(
            number(mask.offset()), number(mask.floats()), Literals.of((float) mask.keep()));
    return Doc.of(Doc.text("new "), Doc.type(Names.MASK), arguments);
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

  /** What is rounded, and from what: weights of connected maps have a copy for each run of them. */
  private static void roundings(String name, List<PackedRounding> boxes, ListEmitter lists) {
    List<Doc> items = new ArrayList<>();
    for (int k = 0; k < boxes.size(); k++) {
      String copies = name + "ToRound" + k;
      items.add(rounded(boxes.get(k), copies));
      lists.emit(
          copies,
          Names.COPY,
          boxes.get(k).copies().stream().map(PlanEmitter::copy).toList(),
          List.of("Into an array of their own, from which they are rounded."));
    }
    lists.emit(
        name + "Rounded",
        Names.ROUNDED,
        items,
        List.of(
            "Where the words of each begin; tiles, and floats from one to the next; summands of a"
                + " tile; vectors of a summand; their lanes."));
  }

  private static Doc rounded(PackedRounding box, String copies) {
    Doc figures =
        Doc.text(
            "%s, %d, %s, %d, %d, %d"
                .formatted(
                    Literals.of(box.destination()),
                    box.trips(),
                    Literals.of(box.stride()),
                    box.runs(),
                    box.vectors(),
                    box.lanes()));
    return Doc.of(
        Doc.text("new "), Doc.type(Names.ROUNDED), Doc.arguments(figures, Doc.text(copies + "()")));
  }

  private static Doc number(int value) {
    return Doc.text(Literals.of(value));
  }
}
