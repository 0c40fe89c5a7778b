package dev.lathe.processor.loop;

import dev.lathe.processor.loop.Statement.Assign;
import dev.lathe.processor.loop.Statement.Define;
import dev.lathe.processor.loop.Statement.LimitedLoop;
import dev.lathe.processor.loop.Statement.Loop;
import dev.lathe.processor.loop.Statement.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts the vector variables whose value is still wanted, backwards from the end of a kernel. */
final class LiveVectors {

  private int most;

  private LiveVectors() {}

  static int most(Kernel kernel) {
    LiveVectors liveness = new LiveVectors();
    liveness.before(kernel.body(), Set.of());
    return liveness.most;
  }

  private Set<Local> before(List<Statement> statements, Set<Local> after) {
    Set<Local> live = new HashSet<>(after);
    for (Statement statement : statements.reversed()) {
      step(statement, live);
    }
    return live;
  }

  /** Turns what is live after a statement into what is live before it. */
  private void step(Statement statement, Set<Local> live) {
    switch (statement) {
      case Loop loop -> repeat(loop.body(), live);
      case LimitedLoop loop -> repeat(loop.body(), live);
      case Define(Local local, Expression value) -> write(local, value, live);
      case Assign(Local local, Expression value) -> write(local, value, live);
      case Store(Buffer _, Index _, Expression value) -> read(value, live);
      default -> {}
    }
  }

  /** What the first statements read is live at the end of the body as well: they run again. */
  private void repeat(List<Statement> body, Set<Local> live) {
    live.addAll(before(body, live));
    live.addAll(before(body, live));
  }

  private void write(Local local, Expression value, Set<Local> live) {
    if (local.lanes() > 1) {
      live.add(local);
      most = Math.max(most, live.size());
      live.remove(local);
    }
    read(value, live);
  }

  private void read(Expression value, Set<Local> live) {
    Expressions.walk(
        value,
        part -> {
          if (part instanceof Expression.Read(Local local) && local.lanes() > 1) {
            live.add(local);
          }
        });
    most = Math.max(most, live.size());
  }
}
