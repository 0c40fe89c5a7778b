package dev.lathe.processor.emit;

import com.palantir.javapoet.ClassName;
import dev.lathe.processor.loop.KernelCall;
import dev.lathe.processor.loop.MicroBatch;
import dev.lathe.processor.loop.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes how several images may run at once, as {@code microBatches()}. */
final class MicroBatchEmitter {

  private MicroBatchEmitter() {}

  /** Adds the method; kernels are told by their place in the list of all. */
  static void emit(Program program, ListEmitter lists) {
    List<Doc> plans = new ArrayList<>();
    int kernel = program.calls().size();
    for (MicroBatch microBatch : program.microBatches()) {
      List<Doc> stretches = new ArrayList<>();
      for (MicroBatch.Stretch stretch : microBatch.stretches()) {
        int end = kernel + stretch.calls().size();
        Doc where = Doc.text("%d, %d, %d, %d".formatted(stretch.from(), stretch.to(), kernel, end));
        stretches.add(record(Names.STRETCH, where, moves(stretch.in()), moves(stretch.out())));
        kernel = end;
      }
      Doc sizes =
          Doc.text(
              String.join(
                  ", ",
                  Literals.of(microBatch.images()),
                  Literals.of(microBatch.slice()),
                  Literals.of(microBatch.floats())));
      plans.add(record(Names.MICRO_BATCH, sizes, list(stretches)));
    }
    lists.emit("microBatches", Names.MICRO_BATCH, plans, describe(program));
  }

  /** What runs instead of what, by the names of the kernels. */
  private static List<String> describe(Program program) {
    if (program.microBatches().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("How several images run at once, by the kernels' numbers in the list of all.");
    for (MicroBatch microBatch : program.microBatches()) {
      for (MicroBatch.Stretch stretch : microBatch.stretches()) {
        lines.add(
            "%d images: %s instead of %s."
                .formatted(
                    microBatch.images(),
                    names(stretch.calls()),
                    names(program.calls().subList(stretch.from(), stretch.to()))));
      }
    }
    return lines;
  }

  private static String names(List<KernelCall> calls) {
    return calls.stream().map(KernelCall::name).distinct().collect(Collectors.joining(", "));
  }

  private static Doc moves(List<MicroBatch.Move> moves) {
    return list(
        moves.stream()
            .map(
                move ->
                    record(
                        Names.MOVE,
                        Doc.text(
                            "%s, %s, %s"
                                .formatted(
                                    Literals.of(move.arena()),
                                    Literals.of(move.memory()),
                                    Literals.of(move.floats())))))
            .toList());
  }

  private static Doc record(ClassName type, Doc... arguments) {
    return Doc.of(Doc.text("new "), Doc.type(type), Doc.arguments(arguments));
  }

  private static Doc list(List<Doc> items) {
    return Doc.call(Names.LIST, "of", items.toArray(Doc[]::new));
  }
}
