package dev.lathe.processor.emit;

import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Expression.Binary;
import dev.lathe.processor.loop.Expression.Broadcast;
import dev.lathe.processor.loop.Expression.Carried;
import dev.lathe.processor.loop.Expression.Carrier;
import dev.lathe.processor.loop.Expression.Comparison;
import dev.lathe.processor.loop.Expression.Constant;
import dev.lathe.processor.loop.Expression.Load;
import dev.lathe.processor.loop.Expression.MultiplyAdd;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Expression.PairSum;
import dev.lathe.processor.loop.Expression.Read;
import dev.lathe.processor.loop.Expression.Reduce;
import dev.lathe.processor.loop.Expression.Select;
import dev.lathe.processor.loop.Expression.Spread;
import dev.lathe.processor.loop.Expression.Unzip;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.loop.Statement.Assign;
import dev.lathe.processor.loop.Statement.Comment;
import dev.lathe.processor.loop.Statement.Copy;
import dev.lathe.processor.loop.Statement.Define;
import dev.lathe.processor.loop.Statement.Fill;
import dev.lathe.processor.loop.Statement.LimitedLoop;
import dev.lathe.processor.loop.Statement.Loop;
import dev.lathe.processor.loop.Statement.NameIndex;
import dev.lathe.processor.loop.Statement.ReadAhead;
import dev.lathe.processor.loop.Statement.Rows;
import dev.lathe.processor.loop.Statement.Store;
import dev.lathe.processor.loop.Statement.Transpose;
import dev.lathe.processor.loop.Statement.WalkIndex;
import dev.lathe.processor.loop.Walk;
import dev.lathe.processor.memory.Buffers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes well-formed kernels at random. All values stay small integers, so that fused and unfused
 * sums are the same numbers, and every difference is an error.
 */
final class RandomKernels {

  /** The floats of each buffer. */
  static final Map<String, Integer> SIZES =
      Map.of("a", 640, "w", 320, "k", 96, "g", 96, "image", 96, "scores", 64);

  private static final int LIMIT = 8;

  private final Random random;
  private final int lanes;
  private int names;

  RandomKernels(Random random, int lanes) {
    this.random = random;
    this.lanes = lanes;
  }

  /** What may be used at some place; indices with the values they take. */
  private record Scope(
      Map<Buffer, Integer> buffers, List<Local> locals, Map<String, Range> indices, int depth) {
    Scope inner() {
      return new Scope(
          new HashMap<>(buffers), new ArrayList<>(locals), new HashMap<>(indices), depth + 1);
    }
  }

  private record Range(int low, int high) {}

  /** An index and what has to be inside the buffer around it. */
  private record Place(Buffer buffer, Index index) {}

  Kernel kernel(String name, int statements) {
    Map<Buffer, Integer> buffers = new HashMap<>();
    List<Buffer> parameters = Buffers.ALL;
    parameters.forEach(buffer -> buffers.put(buffer, SIZES.get(buffer.name())));
    Scope scope = new Scope(buffers, new ArrayList<>(), new HashMap<>(), 0);
    return new Kernel(
        name, List.of("Random: 1 < 2 & {@code 3} -> 4."), parameters, body(scope, statements));
  }

  private List<Statement> body(Scope scope, int statements) {
    List<Statement> body = new ArrayList<>();
    for (int i = 0; i < statements; i++) {
      body.add(statement(scope));
    }
    return body;
  }

  private Statement statement(Scope scope) {
    return switch (random.nextInt(15)) {
      case 0, 1, 2 -> loop(scope);
      case 3, 4 -> nameIndex(scope);
      case 5, 6 -> define(scope);
      case 7, 8 -> assign(scope);
      case 9 -> {
        int length = 1 + random.nextInt(9);
        Place place = place(scope, Buffer.Storage.ARRAY, length);
        yield new Fill(place.buffer, place.index, length, random.nextInt(3) - 1);
      }
      case 10 -> {
        int length = 1 + random.nextInt(9);
        Place from = place(scope, Buffer.Storage.ARRAY, length);
        Place to = place(scope, Buffer.Storage.ARRAY, length);
        yield new Copy(from.buffer, from.index, to.buffer, to.index, length);
      }
      case 11 -> random.nextBoolean() ? walkIndex(scope) : transpose();
      case 12 -> random.nextBoolean() ? readAhead(scope) : comment();
      default -> {
        int width = width();
        Place place = place(scope, Buffer.Storage.ARRAY, width);
        yield new Store(place.buffer, place.index, bounded(scope, width));
      }
    };
  }

  private Statement comment() {
    return new Comment("A comment with more words than fit, ".repeat(random.nextInt(6)) + ".");
  }

  private Statement readAhead(Scope scope) {
    int lines = 1 + random.nextInt(2);
    int floats = (lines - 1) * ReadAhead.LINE_FLOATS + 1;
    Place place = place(scope, Buffer.Storage.SEGMENT, floats);
    return new ReadAhead(place.buffer, place.index, lines);
  }

  private Statement loop(Scope scope) {
    if (scope.depth >= 3) {
      return define(scope);
    }
    int from = random.nextInt(3);
    int to = from + 1 + random.nextInt(4);
    int step = 1 + random.nextInt(3);
    Scope inner = scope.inner();
    String variable = name("i");
    boolean limited = random.nextInt(4) == 0;
    inner.indices.put(variable, new Range(limited ? 0 : from, to - 1));
    List<Statement> body = body(inner, 1 + random.nextInt(5));
    return limited
        ? new LimitedLoop(variable, bound(scope).plus(-2), bound(scope).plus(from), to, body)
        : new Loop(variable, from, to, step, body);
  }

  /** One loop around at most decides a bound. */
  private Index bound(Scope scope) {
    return scope.indices.keySet().stream()
        .sorted()
        .findFirst()
        .map(name -> Index.of(0).plus(name, random.nextInt(5) - 2))
        .orElse(Index.of(0));
  }

  /** Scalars from memory: javac drops what it can tell will not be chosen. */
  private Expression compared(Scope scope, int width, int depth) {
    if (width > 1) {
      return expression(scope, width, depth);
    }
    Place place = place(scope, Buffer.Storage.ARRAY, 1);
    return new Load(place.buffer, place.index, 1);
  }

  private Statement nameIndex(Scope scope) {
    Index index = terms(scope).plus(random.nextInt(5));
    String name = name("at");
    scope.indices.put(name, range(index, scope));
    return new NameIndex(name, index);
  }

  private Statement walkIndex(Scope scope) {
    Walk walk =
        new Walk(
            List.of(2 + random.nextInt(2), 1 + random.nextInt(3)),
            List.of(random.nextInt(4), random.nextInt(3)));
    Index trip = Index.of(random.nextInt(walk.trips()));
    String name = name("at");
    int place = walk.at(trip.constant());
    scope.indices.put(name, new Range(place, place));
    return new WalkIndex(name, walk, trip);
  }

  /** From the first half of the working memory to the second. */
  private Statement transpose() {
    int rows = 1 + random.nextInt(12);
    int columns = 1 + random.nextInt(12);
    int half = SIZES.get(Buffers.ARENA.name()) / 2;
    return new Transpose(
        new Rows(Buffers.ARENA, Index.of(random.nextInt(3)), rows + random.nextInt(2)),
        new Rows(Buffers.ARENA, Index.of(half + random.nextInt(3)), columns + random.nextInt(2)),
        rows,
        columns,
        lanes);
  }

  private Statement define(Scope scope) {
    int width = width();
    Local local = new Local(name(width == 1 ? "s" : "v"), width);
    Expression value = bounded(scope, width);
    scope.locals.add(local);
    return new Define(local, value);
  }

  /** Of two or three variables, if there is one. */
  private Expression ofLanes(Scope scope, int width) {
    List<Local> vectors = scope.locals.stream().filter(each -> each.lanes() == width).toList();
    if (vectors.isEmpty()) {
      return leaf(scope, width);
    }
    Read a = new Read(vectors.get(random.nextInt(vectors.size())));
    Read b = new Read(vectors.get(random.nextInt(vectors.size())));
    return switch (random.nextInt(4)) {
      case 0 -> new Unzip(random.nextInt(2), a, b);
      case 1 -> new PairSum(1 << random.nextInt(Integer.numberOfTrailingZeros(width)), a, b);
      case 2 -> new Carrier(a);
      default -> new Carried(a, b, new Read(vectors.get(random.nextInt(vectors.size()))));
    };
  }

  private Statement assign(Scope scope) {
    if (scope.locals.isEmpty()) {
      return define(scope);
    }
    Local local = scope.locals.get(random.nextInt(scope.locals.size()));
    return new Assign(local, bounded(scope, local.lanes()));
  }

  /** Between -LIMIT and LIMIT, by two maxima. */
  private Expression bounded(Scope scope, int width) {
    Expression value = expression(scope, width, 2);
    if (value instanceof Load || value instanceof Broadcast || value instanceof Read) {
      return value;
    }
    Expression low = new Constant(-LIMIT, width);
    Expression zero = new Constant(0, width);
    Expression above = new Binary(Operator.MAXIMUM, value, low);
    Expression negated = new Binary(Operator.SUBTRACT, zero, above);
    Expression below = new Binary(Operator.MAXIMUM, negated, low);
    return new Binary(Operator.DIVIDE, below, new Constant(-1, width));
  }

  private Expression expression(Scope scope, int width, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return leaf(scope, width);
    }
    return switch (random.nextInt(8)) {
      case 0, 1, 2 ->
          new MultiplyAdd(
              expression(scope, width, depth - 1),
              expression(scope, width, depth - 1),
              expression(scope, width, depth - 1),
              random.nextBoolean());
      case 3 ->
          new Select(
              Comparison.values()[random.nextInt(2)],
              compared(scope, width, depth - 1),
              expression(scope, width, depth - 1),
              expression(scope, width, depth - 1),
              expression(scope, width, depth - 1));
      case 4 -> {
        if (width > 1) {
          yield ofLanes(scope, width);
        }
        if (lanes == 1) {
          yield leaf(scope, width);
        }
        Operator operator = random.nextBoolean() ? Operator.ADD : Operator.MAXIMUM;
        yield new Reduce(operator, expression(scope, lanes, depth - 1));
      }
      default -> {
        Operator[] operators = {
          Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.MAXIMUM
        };
        yield new Binary(
            operators[random.nextInt(operators.length)],
            expression(scope, width, depth - 1),
            expression(scope, width, depth - 1));
      }
    };
  }

  private Expression leaf(Scope scope, int width) {
    switch (random.nextInt(5)) {
      case 0 -> {
        return new Constant(random.nextInt(7) - 3, width);
      }
      case 1 -> {
        Place place = place(scope, storage(), 1);
        return new Broadcast(place.buffer, place.index, width);
      }
      case 2 -> {
        Place place = place(scope, storage(), width);
        return new Load(place.buffer, place.index, width);
      }
      default -> {
        List<Local> locals = scope.locals;
        Local local = locals.isEmpty() ? null : locals.get(random.nextInt(locals.size()));
        if (local != null && local.lanes() == width) {
          return new Read(local);
        }
        return local != null && local.lanes() == 1
            ? new Spread(local, width)
            : new Constant(random.nextInt(3), width);
      }
    }
  }

  /** Somewhere that is inside for every value of every index. */
  private Place place(Scope scope, Buffer.Storage storage, int length) {
    List<Buffer> buffers =
        scope.buffers.keySet().stream()
            .filter(buffer -> isOf(buffer, storage) && scope.buffers.get(buffer) >= length)
            .sorted((a, b) -> a.name().compareTo(b.name()))
            .toList();
    Buffer buffer = buffers.get(random.nextInt(buffers.size()));
    int last = scope.buffers.get(buffer) - length;
    Index index = terms(scope);
    Range range = range(index, scope);
    if (range.high - range.low > last) {
      index = Index.of(0);
      range = new Range(0, 0);
    }
    int slack = last - (range.high - range.low);
    Index first = index.plus(random.nextInt(slack + 1) - range.low);
    return new Place(buffer, first.plus(buffer.start()));
  }

  private static boolean isOf(Buffer buffer, Buffer.Storage storage) {
    return buffer.isArray() == (storage != Buffer.Storage.SEGMENT);
  }

  private Index terms(Scope scope) {
    int[] coefficients = {1, 2, 3, 7, -1, -2, lanes};
    Index index = Index.of(0);
    for (String name : scope.indices.keySet().stream().sorted().toList()) {
      if (random.nextInt(3) > 0) {
        index = index.plus(name, coefficients[random.nextInt(coefficients.length)]);
      }
    }
    return index;
  }

  private static Range range(Index index, Scope scope) {
    int low = index.constant();
    int high = index.constant();
    for (Map.Entry<String, Integer> term : index.terms().entrySet()) {
      Range range = scope.indices.get(term.getKey());
      int first = term.getValue() * range.low;
      int last = term.getValue() * range.high;
      low += Math.min(first, last);
      high += Math.max(first, last);
    }
    return new Range(low, high);
  }

  private Buffer.Storage storage() {
    return random.nextBoolean() ? Buffer.Storage.ARRAY : Buffer.Storage.SEGMENT;
  }

  private int width() {
    return random.nextInt(4) == 0 ? 1 : lanes;
  }

  private String name(String prefix) {
    return prefix + names++;
  }
}
