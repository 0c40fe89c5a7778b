package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Expression.Function;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.Buffers;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.memory.Placement;
import java.util.ArrayList;
import java.util.List;

/** Softmax, its logarithm, and their gradients: at each position, passes over the channels. */
final class SoftmaxLowering {
  private final Node node;
  private final Placement out;
  private final List<Placement> in;
  private final int channels;
  private final int lanes;

  SoftmaxLowering(MemoryPlan plan, Node node) {
    this.node = node;
    this.out = plan.placement(node.id());
    this.in = node.operands().stream().map(plan::placement).toList();
    this.channels = node.shape().channels();
    List<Integer> values = new ArrayList<>(node.operands());
    values.add(node.id());
    boolean vectors =
        plan.scheduled().allChannelsLast(values) && !plan.scheduled().machine().strict();
    this.lanes =
        vectors && channels >= plan.scheduled().machine().lanes()
            ? plan.scheduled().machine().lanes()
            : 1;
  }

  Block lower() {
    Block block = new Block();
    MapLoops.positions(block, node.shape(), this::position);
    return block;
  }

  private void position(Block block, List<Index> at) {
    switch (node.operation()) {
      case Operation.Softmax() -> softmax(block, at);
      case Operation.LogSoftmax() -> logSoftmax(block, at);
      case Operation.SoftmaxGradient() -> softmaxGradient(block, at);
      case Operation.LogSoftmaxGradient() -> logSoftmaxGradient(block, at);
      default -> throw new IllegalArgumentException(node + " is no softmax");
    }
  }

  private void softmax(Block block, List<Index> at) {
    Local max = maximum(block, at);
    Local sum =
        reduce(
            block,
            "sum",
            Operator.ADD,
            (body, c, width) -> {
              Expression shifted = subtract(load(in.get(0), at, c, width), spread(max, width));
              Expression power = new Expression.Unary(Function.EXP, shifted);
              Expression named = body.set(new Local(width == 1 ? "power" : "powers", width), power);
              store(body, at, c, named);
              return named;
            });
    Local scale = new Local("scale", 1);
    Expression one = new Expression.Constant(1, 1);
    block.set(scale, new Expression.Binary(Operator.DIVIDE, one, new Expression.Read(sum)));
    channels(
        block,
        (body, c, width) ->
            store(body, at, c, multiply(load(out, at, c, width), spread(scale, width))));
  }

  private void logSoftmax(Block block, List<Index> at) {
    Local max = maximum(block, at);
    Local sum =
        reduce(
            block,
            "sum",
            Operator.ADD,
            (body, c, width) ->
                new Expression.Unary(
                    Function.EXP, subtract(load(in.get(0), at, c, width), spread(max, width))));
    Local log = new Local("log", 1);
    block.set(log, new Expression.Unary(Function.LOG, new Expression.Read(sum)));
    channels(
        block,
        (body, c, width) -> {
          Expression shifted = subtract(load(in.get(0), at, c, width), spread(max, width));
          store(body, at, c, subtract(shifted, spread(log, width)));
        });
  }

  private void softmaxGradient(Block block, List<Index> at) {
    Local dot =
        reduce(
            block,
            "dot",
            Operator.ADD,
            (body, c, width) ->
                multiply(load(in.get(0), at, c, width), load(in.get(1), at, c, width)));
    channels(
        block,
        (body, c, width) -> {
          Expression difference = subtract(load(in.get(1), at, c, width), spread(dot, width));
          store(body, at, c, multiply(load(in.get(0), at, c, width), difference));
        });
  }

  private void logSoftmaxGradient(Block block, List<Index> at) {
    Local sum =
        reduce(block, "sum", Operator.ADD, (body, c, width) -> load(in.get(1), at, c, width));
    channels(
        block,
        (body, c, width) -> {
          Expression power = new Expression.Unary(Function.EXP, load(in.get(0), at, c, width));
          Expression named = body.set(new Local(width == 1 ? "power" : "powers", width), power);
          Expression derivative = load(in.get(1), at, c, width);
          store(body, at, c, subtract(derivative, multiply(named, spread(sum, width))));
        });
  }

  private Local maximum(Block block, List<Index> at) {
    return reduce(
        block, "max", Operator.MAXIMUM, (body, c, width) -> load(in.get(0), at, c, width));
  }

  private interface Term {
    Expression of(Block block, Index channel, int width);
  }

  private interface ChannelWriter {
    void write(Block block, Index channel, int width);
  }

  private void channels(Block block, ChannelWriter writer) {
    MapLoops.run(block, channels, lanes, writer::write);
  }

  /**
   * Folds a term over the channels: whole vectors into a vector, the rest into a scalar, then both.
   */
  private Local reduce(Block block, String name, Operator operator, Term term) {
    float start = operator == Operator.ADD ? 0 : Float.NEGATIVE_INFINITY;
    Local result = new Local(name, 1);
    Local vector = new Local(name + "s", lanes);
    block.set(result, new Expression.Constant(start, 1));
    if (lanes > 1) {
      block.set(vector, new Expression.Constant(start, lanes));
    }
    channels(
        block,
        (body, c, width) -> {
          Local into = width == 1 ? result : vector;
          Expression value = term.of(body, c, width);
          body.set(into, new Expression.Binary(operator, new Expression.Read(into), value));
        });
    if (lanes > 1) {
      Expression folded = new Expression.Reduce(operator, new Expression.Read(vector));
      block.set(result, new Expression.Binary(operator, new Expression.Read(result), folded));
    }
    return result;
  }

  private static Expression load(Placement placement, List<Index> at, Index channel, int width) {
    return new Expression.Load(Buffers.ARENA, index(placement, at, channel), width);
  }

  private void store(Block block, List<Index> at, Index channel, Expression value) {
    block.add(new Statement.Store(Buffers.ARENA, index(out, at, channel), value));
  }

  private static Index index(Placement placement, List<Index> at, Index channel) {
    List<Index> coordinates = new ArrayList<>(List.of(channel));
    coordinates.addAll(at);
    return MapLoops.at(placement, coordinates);
  }

  private static Expression spread(Local scalar, int width) {
    return width == 1 ? new Expression.Read(scalar) : new Expression.Spread(scalar, width);
  }

  private static Expression subtract(Expression a, Expression b) {
    return new Expression.Binary(Operator.SUBTRACT, a, b);
  }

  private static Expression multiply(Expression a, Expression b) {
    return new Expression.Binary(Operator.MULTIPLY, a, b);
  }
}
