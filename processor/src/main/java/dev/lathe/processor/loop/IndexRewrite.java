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

/** Replaces every index in the text of a kernel, in the order in which they stand there. */
public abstract class IndexRewrite {

  /**
   * What stands in the place of {@code index}.
   *
   * @param use the buffer's name that it is an index of, or {@code at} where it is given a name
   */
  protected abstract Index rewrite(String use, Index index);

  /** The statements with their indices replaced. */
  public final List<Statement> apply(List<Statement> statements) {
    return statements.stream().map(this::apply).toList();
  }

  private Statement apply(Statement statement) {
    return switch (statement) {
      case Loop(String variable, int from, int to, int step, List<Statement> body) ->
          new Loop(variable, from, to, step, apply(body));
      case LimitedLoop(String variable, Index from, Index to, int extent, List<Statement> body) ->
          new LimitedLoop(variable, rewrite("at", from), rewrite("at", to), extent, apply(body));
      case NameIndex(String name, Index index) -> new NameIndex(name, rewrite("at", index));
      case ReadIndex(String name, Buffer buffer, Index at, int limit) ->
          new ReadIndex(name, buffer, rewrite(buffer.name(), at), limit);
      case WalkIndex walk -> walk;
      case Define(Local local, Expression value) -> new Define(local, apply(value));
      case Assign(Local local, Expression value) -> new Assign(local, apply(value));
      case Store(Buffer buffer, Index index, Expression value) ->
          new Store(buffer, rewrite(buffer.name(), index), apply(value));
      case Fill(Buffer buffer, Index start, int length, float value) ->
          new Fill(buffer, rewrite(buffer.name(), start), length, value);
      case Copy(Buffer from, Index source, Buffer to, Index destination, int length) ->
          new Copy(from, rewrite(from.name(), source), to, rewrite(to.name(), destination), length);
      case Transpose(Rows from, Rows to, int rows, int columns, int lanes) ->
          new Transpose(apply(from), apply(to), rows, columns, lanes);
      case ReadAhead(Buffer buffer, Index index, int lines) ->
          new ReadAhead(buffer, rewrite(buffer.name(), index), lines);
      case Comment comment -> comment;
    };
  }

  private Rows apply(Rows rows) {
    String use = rows.buffer().name();
    return new Rows(rows.buffer(), rewrite(use, rows.start()), rows.stride());
  }

  private Expression apply(Expression expression) {
    return switch (expression) {
      case Load(Buffer buffer, Index index, int lanes) ->
          new Load(buffer, rewrite(buffer.name(), index), lanes);
      case Broadcast(Buffer buffer, Index index, int lanes) ->
          new Broadcast(buffer, rewrite(buffer.name(), index), lanes);
      case Read _, PairSum _, Unzip _, Carrier _, Carried _, Spread _, Constant _ -> expression;
      case MultiplyAdd(Expression a, Expression b, Expression c, boolean strict) ->
          new MultiplyAdd(apply(a), apply(b), apply(c), strict);
      case Binary(Expression.Operator operator, Expression a, Expression b) ->
          new Binary(operator, apply(a), apply(b));
      case Unary(Expression.Function function, Expression a) -> new Unary(function, apply(a));
      case Select(Expression.Comparison comparison, var a, var b, var then, var otherwise) ->
          new Select(comparison, apply(a), apply(b), apply(then), apply(otherwise));
      case Reduce(Expression.Operator operator, Expression vector) ->
          new Reduce(operator, apply(vector));
    };
  }
}
