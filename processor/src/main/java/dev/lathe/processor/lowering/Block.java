package dev.lathe.processor.lowering;

import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.loop.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the statements of one scope, and remembers which variables are declared. */
final class Block {
  private final Set<String> declared;
  private final List<Statement> statements = new ArrayList<>();

  Block() {
    this(Set.of());
  }

  private Block(Set<String> outer) {
    this.declared = new HashSet<>(outer);
  }

  List<Statement> statements() {
    return statements;
  }

  void add(Statement statement) {
    statements.add(statement);
  }

  void comment(String text) {
    statements.add(new Statement.Comment(text));
  }

  /** Declares the variable, or gives it a new value where it is declared already. */
  Expression set(Local local, Expression value) {
    statements.add(
        declared.add(local.name())
            ? new Statement.Define(local, value)
            : new Statement.Assign(local, value));
    return new Expression.Read(local);
  }

  /** A loop, or the body alone with a constant where there is a single trip. */
  void loop(String variable, int from, int to, int step, BodyWriter writer) {
    if (to - from <= step) {
      writer.write(this, Index.of(from));
      return;
    }
    Block body = new Block(declared);
    writer.write(body, Index.variable(variable));
    statements.add(new Statement.Loop(variable, from, to, step, body.statements));
  }

  /**
   * A loop over {@code extent}, of which only the trips from {@code from} to {@code to} are made,
   * as far as there are such.
   */
  void loop(String variable, Index from, Index to, int extent, BodyWriter writer) {
    if (from.isConstant() && to.isConstant()) {
      int first = Math.max(0, from.constant());
      int end = Math.min(extent, to.constant());
      if (first < end) {
        loop(variable, first, end, 1, writer);
      }
      return;
    }
    Block body = new Block(declared);
    writer.write(body, Index.variable(variable));
    statements.add(new Statement.LimitedLoop(variable, from, to, extent, body.statements));
  }

  /** As {@link #loop} from 0 in steps of one. */
  void loop(String variable, int extent, BodyWriter writer) {
    loop(variable, 0, extent, 1, writer);
  }

  /** Writes a loop's body for a loop variable, which may be a constant. */
  interface BodyWriter {
    void write(Block body, Index variable);
  }
}
