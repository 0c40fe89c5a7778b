package dev.lathe.processor.emit;

import com.palantir.javapoet.ClassName;
import dev.lathe.processor.loop.Batch;
import dev.lathe.processor.loop.Program;
import java.util.ArrayList;
import java.util.List;

/** Writes how several images may run at once, as {@code batches()}. */
final class BatchEmitter {

  private BatchEmitter() {}

  /** Adds the method; kernels are told by their place in the list of all. */
  static void emit(Program program, ListEmitter lists) {
    List<Doc> batches = new ArrayList<>();
    int kernel = program.calls().size();
    for (Batch batch : program.batches()) {
      List<Doc> stretches = new ArrayList<>();
      for (Batch.Stretch stretch : batch.stretches()) {
        int end = kernel + stretch.calls().size();
        Doc where = Doc.text("%d, %d, %d, %d".formatted(stretch.from(), stretch.to(), kernel, end));
        stretches.add(record(Names.STRETCH, where, moves(stretch.in()), moves(stretch.out())));
        kernel = end;
      }
      Doc sizes =
          Doc.text(
              String.join(
                  ", ",
                  Literals.of(batch.images()),
                  Literals.of(batch.slice()),
                  Literals.of(batch.floats())));
      batches.add(record(Names.BATCH, sizes, list(stretches)));
    }
    lists.emit("batches", Names.BATCH, batches);
  }

  private static Doc moves(List<Batch.Move> moves) {
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
                                    Literals.of(move.batch()),
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
