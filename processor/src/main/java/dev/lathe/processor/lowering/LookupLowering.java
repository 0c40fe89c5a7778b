package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.Buffers;
import dev.lathe.processor.memory.Located;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.memory.Placement;
import java.util.ArrayList;
import java.util.List;

/** Rows of a table by their numbers, and the sums that those rows' gradients grow by. */
final class LookupLowering {
  private static final String ROW = "row";

  private final MemoryPlan plan;
  private final Node node;
  private final Placement numbers;

  LookupLowering(MemoryPlan plan, Node node) {
    this.plan = plan;
    this.node = node;
    this.numbers = plan.placement(node.operand(0));
  }

  Block lookup() {
    Located table = plan.located(node.operand(1));
    Placement out = plan.placement(node.id());
    Block block = new Block();
    positions(
        block,
        node.shape(),
        table.placement().shape(),
        (body, at) ->
            components(
                body,
                node.shape().channels(),
                (inner, component) -> {
                  Expression value =
                      new Expression.Load(table.buffer(), cell(table.placement(), component), 1);
                  Index to = MapLoops.at(out, join(component, at));
                  inner.add(new Statement.Store(Buffers.ARENA, to, value));
                }));
    return block;
  }

  /**
   * The gradient.
   *
   * @param padding the row that is not learned, or -1
   */
  Block gradient(int padding) {
    Placement derivative = plan.placement(node.operand(1));
    Located table = plan.located(node.id());
    Block block = new Block();
    if (table.buffer().equals(Buffers.ARENA)) {
      MapLoops.fill(block, table.placement(), 0);
    }
    positions(
        block,
        derivative.shape(),
        node.shape(),
        (body, at) ->
            components(
                body,
                derivative.shape().channels(),
                (inner, component) -> {
                  Index from = MapLoops.at(derivative, join(component, at));
                  Expression summand = new Expression.Load(Buffers.ARENA, from, 1);
                  add(inner, table, component, learned(summand, at, padding));
                }));
    return block;
  }

  private static void add(Block block, Located table, Index component, Expression summand) {
    Index to = cell(table.placement(), component);
    Buffer buffer = table.buffer();
    Expression before = new Expression.Load(buffer, to, 1);
    Expression sum = new Expression.Binary(Operator.ADD, before, summand);
    block.add(new Statement.Store(buffer, to, sum));
  }

  private Expression learned(Expression summand, List<Index> at, int padding) {
    if (padding < 0) {
      return summand;
    }
    Expression number = new Expression.Load(Buffers.ARENA, number(at), 1);
    Expression zero = new Expression.Constant(0, 1);
    return new Expression.Select(
        Expression.Comparison.EQUAL, number, new Expression.Constant(padding, 1), zero, summand);
  }

  /** Loops over the cells of the numbers, each of which names a row of the table. */
  private void positions(Block block, Shape rows, Shape table, MapLoops.ElementWriter writer) {
    MapLoops.positions(
        block,
        rows,
        (body, at) -> {
          body.add(new Statement.ReadIndex(ROW, Buffers.ARENA, number(at), table.extent(0)));
          writer.write(body, at);
        });
  }

  /** The table's second extent. */
  private static void components(Block block, int dimension, Block.BodyWriter writer) {
    block.loop("component", dimension, writer);
  }

  private static Index cell(Placement table, Index component) {
    return MapLoops.at(table, List.of(Index.variable(ROW), component));
  }

  /** The numbers lie as {@code [T]}, or as one map. */
  private Index number(List<Index> at) {
    return MapLoops.at(numbers, numbers.shape().spatialRank() == 0 ? at : join(Index.of(0), at));
  }

  private static List<Index> join(Index first, List<Index> rest) {
    List<Index> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }
}
