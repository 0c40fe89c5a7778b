package dev.lathe.processor.lowering;

import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Expressions;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.Buffers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes kernels whose parameters are the buffers that their statements use. */
final class Kernels {
  private Kernels() {}

  static Kernel of(String name, List<String> description, Block block) {
    Set<Buffer> used = new HashSet<>();
    block.statements().forEach(statement -> collect(statement, used));
    List<Buffer> buffers = Buffers.ALL.stream().filter(used::contains).toList();
    return new Kernel(name, description, buffers, block.statements());
  }

  private static void collect(Statement statement, Set<Buffer> used) {
    switch (statement) {
      case Statement.Loop loop -> loop.body().forEach(inner -> collect(inner, used));
      case Statement.LimitedLoop loop -> loop.body().forEach(inner -> collect(inner, used));
      case Statement.Define define -> collect(define.value(), used);
      case Statement.Assign assign -> collect(assign.value(), used);
      case Statement.Store store -> {
        used.add(store.buffer());
        collect(store.value(), used);
      }
      case Statement.ReadIndex read -> used.add(read.buffer());
      case Statement.Fill fill -> used.add(fill.buffer());
      case Statement.Copy copy -> {
        used.add(copy.from());
        used.add(copy.to());
      }
      case Statement.Transpose transpose -> {
        used.add(transpose.from().buffer());
        used.add(transpose.to().buffer());
      }
      case Statement.ReadAhead ahead -> used.add(ahead.buffer());
      case Statement.NameIndex _, Statement.WalkIndex _, Statement.Comment _ -> {}
    }
  }

  private static void collect(Expression expression, Set<Buffer> used) {
    Expressions.walk(
        expression,
        part -> {
          if (part instanceof Expression.Load load) {
            used.add(load.buffer());
          } else if (part instanceof Expression.Broadcast broadcast) {
            used.add(broadcast.buffer());
          }
        });
  }
}
