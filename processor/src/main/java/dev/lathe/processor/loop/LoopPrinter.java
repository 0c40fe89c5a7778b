package dev.lathe.processor.loop;

import dev.lathe.processor.loop.Expression.Binary;
import dev.lathe.processor.loop.Expression.Broadcast;
import dev.lathe.processor.loop.Expression.Carried;
import dev.lathe.processor.loop.Expression.Carrier;
import dev.lathe.processor.loop.Expression.Constant;
import dev.lathe.processor.loop.Expression.Load;
import dev.lathe.processor.loop.Expression.MultiplyAdd;
import dev.lathe.processor.loop.Expression.PairSum;
import dev.lathe.processor.loop.Expression.Read;
import dev.lathe.processor.loop.Expression.Reduce;
import dev.lathe.processor.loop.Expression.Select;
import dev.lathe.processor.loop.Expression.Spread;
import dev.lathe.processor.loop.Expression.Unary;
import dev.lathe.processor.loop.Expression.Unzip;
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
import dev.lathe.processor.loop.Statement.Rows;
import dev.lathe.processor.loop.Statement.Store;
import dev.lathe.processor.loop.Statement.Transpose;
import dev.lathe.processor.loop.Statement.WalkIndex;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes loop programs as pseudo-code for people: {@code a[i : 16]} are 16 floats from {@code i}
 * on, {@code all16(x)} is one float in 16 lanes.
 */
public final class LoopPrinter {

  private LoopPrinter() {}

  /** The whole program, kernel by kernel. */
  public static String print(Program program) {
    String kernels =
        program.kernels().stream().map(LoopPrinter::print).collect(Collectors.joining("\n"));
    String plural = program.lanes() == 1 ? "" : "s";
    return "program %s, %d lane%s\n\n%s"
        .formatted(program.name(), program.lanes(), plural, kernels);
  }

  /** One kernel: its description, its signature, its body. */
  public static String print(Kernel kernel) {
    StringBuilder out = new StringBuilder();
    for (String line : kernel.description()) {
      out.append("# ").append(line).append('\n');
    }
    String parameters =
        Stream.concat(
                kernel.buffers().stream().map(LoopPrinter::declaration),
                kernel.offsets().stream().map(offset -> "index " + offset))
            .collect(Collectors.joining(", "));
    out.append("kernel ").append(kernel.name()).append('(').append(parameters).append(")\n");
    body(kernel.body(), 1, out);
    return out.toString();
  }

  /** One statement on one line; of a loop the first line. */
  public static String line(Statement statement) {
    return switch (statement) {
      case Loop(String variable, int from, int to, int step, List<Statement> _) ->
          "for " + variable + " = " + from + " .. " + to + (step == 1 ? "" : " by " + step);
      case LimitedLoop(String variable, Index from, Index to, int extent, List<Statement> _) ->
          "for %s = max(%s, 0) .. min(%s, %d)".formatted(variable, from, to, extent);
      case NameIndex(String name, Index index) -> "index " + name + " = " + index;
      case ReadIndex(String name, Buffer buffer, Index at, int limit) ->
          "index " + name + " = " + access(buffer, at, 1) + " below " + limit;
      case WalkIndex(String name, Walk walk, Index trip) ->
          "index %s = place %s of %s by %s".formatted(name, trip, walk.extents(), walk.strides());
      case Define(Local local, Expression value) ->
          (local.lanes() == 1 ? "float " : "float" + local.lanes() + " ")
              + local.name()
              + " = "
              + print(value);
      case Assign(Local local, Expression value) -> local.name() + " = " + print(value);
      case Store(Buffer buffer, Index index, Expression value) ->
          access(buffer, index, value.lanes()) + " = " + print(value);
      case Fill(Buffer buffer, Index start, int length, float value) ->
          access(buffer, start, length) + " = all " + value;
      case Copy(Buffer from, Index source, Buffer to, Index destination, int length) ->
          access(to, destination, length) + " = " + access(from, source, length);
      case Transpose(Rows from, Rows to, int rows, int columns, int _) ->
          "%s[%s + %d i + j] = %s[%s + %d j + i], i < %d, j < %d"
              .formatted(
                  to.buffer().name(),
                  to.start(),
                  to.stride(),
                  from.buffer().name(),
                  from.start(),
                  from.stride(),
                  rows,
                  columns);
      case ReadAhead(Buffer buffer, Index index, int lines) ->
          "read ahead %d lines from %s".formatted(lines, access(buffer, index, 1));
      case Comment(String text) -> "# " + text;
    };
  }

  /** An expression on one line. */
  public static String print(Expression expression) {
    return switch (expression) {
      case Read(Local local) -> local.name();
      case Load(Buffer buffer, Index index, int lanes) -> access(buffer, index, lanes);
      case Broadcast(Buffer buffer, Index index, int lanes) -> all(lanes, access(buffer, index, 1));
      case Spread(Local scalar, int lanes) -> all(lanes, scalar.name());
      case Constant(float value, int lanes) -> all(lanes, Float.toString(value));
      case MultiplyAdd(Expression a, Expression b, Expression c, boolean _) -> call("fma", a, b, c);
      case Binary(Expression.Operator operator, Expression a, Expression b) ->
          binary(operator, a, b);
      case Unary(Expression.Function function, Expression a) ->
          call(function.name().toLowerCase(Locale.ROOT), a);
      case Select(Expression.Comparison comparison, var a, var b, var then, var otherwise) ->
          "(%s %s %s ? %s : %s)"
              .formatted(
                  print(a),
                  comparison == Expression.Comparison.EQUAL ? "==" : ">",
                  print(b),
                  print(then),
                  print(otherwise));
      case PairSum(int distance, Read a, Read b) -> call("pairs" + distance, a, b);
      case Unzip(int first, Read a, Read b) -> call(first == 0 ? "even" : "odd", a, b);
      case Carrier(Read word) -> call("carrier", word);
      case Carried(Read a, Read b, Read c) -> call("carried", a, b, c);
      case Reduce(Expression.Operator operator, Expression vector) ->
          call(
              operator == Expression.Operator.ADD ? "addLanes" : symbol(operator) + "Lanes",
              vector);
    };
  }

  private static String binary(Expression.Operator operator, Expression a, Expression b) {
    return switch (operator) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE ->
          "(" + print(a) + " " + symbol(operator) + " " + print(b) + ")";
      case MAXIMUM, MINIMUM, POWER -> call(symbol(operator), a, b);
    };
  }

  private static void body(List<Statement> statements, int depth, StringBuilder out) {
    for (Statement statement : statements) {
      out.append("  ".repeat(depth)).append(line(statement)).append('\n');
      if (statement instanceof Loop loop) {
        body(loop.body(), depth + 1, out);
      }
    }
  }

  private static String declaration(Buffer buffer) {
    return buffer.storage().name().toLowerCase(Locale.ROOT) + " " + buffer.name();
  }

  private static String access(Buffer buffer, Index index, int length) {
    return buffer.name() + "[" + index + (length == 1 ? "]" : " : " + length + "]");
  }

  private static String all(int lanes, String scalar) {
    return lanes == 1 ? scalar : "all" + lanes + "(" + scalar + ")";
  }

  private static String call(String function, Expression... arguments) {
    return List.of(arguments).stream()
        .map(LoopPrinter::print)
        .collect(Collectors.joining(", ", function + "(", ")"));
  }

  private static String symbol(Expression.Operator operator) {
    return switch (operator) {
      case ADD -> "+";
      case SUBTRACT -> "-";
      case MULTIPLY -> "*";
      case DIVIDE -> "/";
      case MAXIMUM -> "max";
      case MINIMUM -> "min";
      case POWER -> "pow";
    };
  }
}
