package dev.lathe.processor.loop;

import dev.lathe.processor.loop.Statement.Assign;
import dev.lathe.processor.loop.Statement.Comment;
import dev.lathe.processor.loop.Statement.Copy;
import dev.lathe.processor.loop.Statement.Define;
import dev.lathe.processor.loop.Statement.Fill;
import dev.lathe.processor.loop.Statement.LimitedLoop;
import dev.lathe.processor.loop.Statement.Loop;
import dev.lathe.processor.loop.Statement.NameIndex;
import dev.lathe.processor.loop.Statement.ReadAhead;
import dev.lathe.processor.loop.Statement.ReadIndex;
import dev.lathe.processor.loop.Statement.Store;
import dev.lathe.processor.loop.Statement.Transpose;
import dev.lathe.processor.loop.Statement.WalkIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * Checks that a program is well formed: every name is an identifier that means one thing where it
 * is used and is defined before, lanes agree, and only arrays are written to.
 */
public final class LoopVerifier {

  private final int lanes;
  private final String kernel;
  private final List<String> violations;

  private LoopVerifier(int lanes, String kernel, List<String> violations) {
    this.lanes = lanes;
    this.kernel = kernel;
    this.violations = violations;
  }

  /** What is wrong, one line each with kernel and statement; empty if all is well. */
  public static List<String> violations(Program program) {
    List<String> violations = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Kernel kernel : program.kernels()) {
      if (!names.add(kernel.name())) {
        violations.add("kernel " + kernel.name() + ": there are two of this name");
      }
      violations.addAll(violations(kernel, program.lanes()));
    }
    return violations;
  }

  /**
   * What is wrong with one kernel.
   *
   * @param lanes of its vectors; it may have scalars besides
   */
  public static List<String> violations(Kernel kernel, int lanes) {
    List<String> violations = new ArrayList<>();
    new LoopVerifier(lanes, kernel.name(), violations).check(kernel);
    return violations;
  }

  private void check(Kernel kernel) {
    Scope scope = new Scope();
    checkName(kernel.name(), "the kernel");
    if (kernel.buffers().isEmpty()) {
      report("the kernel", "it has no buffers");
    }
    for (Buffer buffer : kernel.buffers()) {
      define(scope, buffer.name(), buffer, "buffer " + buffer.name());
      buffer
          .startName()
          .ifPresent(start -> define(scope, start, new Scope.IndexName(start), "start " + start));
    }
    for (String offset : kernel.offsets()) {
      define(scope, offset, new Scope.IndexName(offset), "offset " + offset);
    }
    if (kernel.linesAhead() > 0) {
      define(scope, ReadAhead.SUM, ReadAhead.SUM, "what is read ahead");
    }
    check(kernel.body(), scope);
  }

  private void check(List<Statement> statements, Scope scope) {
    for (Statement statement : statements) {
      check(statement, scope);
    }
  }

  private void check(Statement statement, Scope scope) {
    String at = LoopPrinter.line(statement);
    ExpressionCheck expressions = new ExpressionCheck(scope, lanes, what -> report(at, what));
    switch (statement) {
      case Loop loop -> {
        Scope inner = new Scope(scope);
        define(inner, loop.variable(), new Scope.IndexName(loop.variable()), at);
        check(loop.body(), inner);
      }
      case LimitedLoop loop -> {
        expressions.check(loop.from());
        expressions.check(loop.to());
        Scope inner = new Scope(scope);
        define(inner, loop.variable(), new Scope.IndexName(loop.variable()), at);
        check(loop.body(), inner);
      }
      case NameIndex(String name, Index index) -> {
        expressions.check(index);
        define(scope, name, new Scope.IndexName(name), at);
      }
      case WalkIndex(String name, Walk _, Index trip) -> {
        expressions.check(trip);
        define(scope, name, new Scope.IndexName(name), at);
      }
      case ReadIndex(String name, Buffer buffer, Index index, int _) -> {
        expressions.checkAccess(buffer, index, 1);
        if (!buffer.isArray()) {
          report(at, "indices are read from arrays only");
        }
        define(scope, name, new Scope.IndexName(name), at);
      }
      case Define(Local local, Expression value) -> {
        checkValue(local, value, expressions, at);
        define(scope, local.name(), local, at);
      }
      case Assign(Local local, Expression value) -> {
        expressions.checkDefined(local);
        checkValue(local, value, expressions, at);
      }
      case Store(Buffer buffer, Index index, Expression value) -> {
        expressions.check(value);
        checkWrite(buffer, index, value.lanes(), expressions, at);
      }
      case Fill(Buffer buffer, Index start, int length, float _) ->
          checkWrite(buffer, start, length, expressions, at);
      case Copy(Buffer from, Index source, Buffer to, Index destination, int length) -> {
        checkWrite(to, destination, length, expressions, at);
        expressions.checkAccess(from, source, length);
        if (!from.isArray()) {
          report(at, "only arrays are copied from");
        }
      }
      case Transpose each -> {
        expressions.checkAccess(each.from().buffer(), each.from().start(), 1);
        checkWrite(each.to().buffer(), each.to().start(), 1, expressions, at);
        if (!each.from().buffer().isArray()) {
          report(at, "only arrays are copied from");
        }
      }
      case ReadAhead(Buffer buffer, Index index, int _) -> {
        expressions.checkAccess(buffer, index, 1);
        if (buffer.isArray()) {
          report(at, "only segments are read ahead");
        }
      }
      case Comment _ -> {}
    }
  }

  private void checkValue(
      Local local, Expression value, ExpressionCheck expressions, String statement) {
    expressions.check(value);
    if (value.lanes() != local.lanes()) {
      report(
          statement,
          "%d lanes are given to %s, which has %d"
              .formatted(value.lanes(), local.name(), local.lanes()));
    }
  }

  private void checkWrite(
      Buffer buffer, Index index, int length, ExpressionCheck expressions, String statement) {
    expressions.checkAccess(buffer, index, length);
    if (!buffer.isArray()) {
      report(statement, "segments are read only, but " + buffer.name() + " is written to");
    }
  }

  private void define(Scope scope, String name, Object meaning, String statement) {
    checkName(name, statement);
    if (!scope.define(name, meaning)) {
      report(statement, "the name " + name + " is taken already");
    }
  }

  private void checkName(String name, String statement) {
    if (!SourceVersion.isName(name) || name.indexOf('.') >= 0) {
      report(statement, "'" + name + "' is not an identifier");
    }
  }

  private void report(String statement, String what) {
    violations.add("kernel %s, %s: %s".formatted(kernel, statement, what));
  }
}
