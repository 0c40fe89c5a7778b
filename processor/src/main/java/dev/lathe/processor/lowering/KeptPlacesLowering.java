package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Expression.Comparison;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.memory.MemoryPlan;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Places among the largest elements of a row. An element's rank is counted against all others:
 * nothing is sorted or moved, so that rows side by side go through it in the lanes of a vector.
 */
final class KeptPlacesLowering {
  private final Shape shape;
  private final int count;
  private final Reference places;
  private final Reference value;
  private final int lanes;

  KeptPlacesLowering(MemoryPlan plan, Node node, int count) {
    this.shape = node.shape();
    this.count = count;
    this.places = Reference.to(plan.located(node.id()));
    this.value = Reference.to(plan.located(node.operand(0)));
    this.lanes = plan.scheduled().machine().lanes();
  }

  Block lower() {
    List<Integer> rows = IntStream.range(0, shape.rank() - 1).boxed().toList();
    Block block = new Block();
    Nest.over(rows, shape.extents(), List.of(places, value), lanes)
        .write(block, (body, at, _, width) -> row(body, at.get(0), at.get(1), width));
    return block;
  }

  private void row(Block block, Index to, Index from, int width) {
    int last = shape.rank() - 1;
    Local kept = local("kept", width);
    Local number = local("number", width);
    block.set(kept, constant(0, width));
    block.set(number, constant(0, width));
    block.loop(
        "e",
        shape.extent(last),
        (body, e) -> {
          Local element = local("element", width);
          body.set(element, load(from.plus(e.times(value.steps()[last])), width));
          Local rank = rank(body, from, element, number, width);
          Expression place = binary(Operator.MINIMUM, read(kept), constant(count, width));
          body.add(
              places.store(
                  to.plus(e.times(places.steps()[last])),
                  select(constant(count, width), read(rank), place, constant(count, width))));
          Expression more = binary(Operator.ADD, read(kept), constant(1, width));
          body.set(kept, select(constant(count, width), read(rank), more, read(kept)));
          body.set(number, binary(Operator.ADD, read(number), constant(1, width)));
        });
  }

  /** How many elements of the row are larger, or equal and before. */
  private Local rank(Block block, Index from, Local element, Local number, int width) {
    int last = shape.rank() - 1;
    Local rank = local("rank", width);
    Local otherNumber = local("otherNumber", width);
    block.set(rank, constant(0, width));
    block.set(otherNumber, constant(0, width));
    block.loop(
        "o",
        shape.extent(last),
        (body, o) -> {
          Local other = local("other", width);
          body.set(other, load(from.plus(o.times(value.steps()[last])), width));
          Local before = local("before", width);
          Expression one = constant(1, width);
          Expression zero = constant(0, width);
          body.set(before, select(read(number), read(otherNumber), one, zero));
          Expression tied =
              new Expression.Select(
                  Comparison.EQUAL, read(other), read(element), read(before), zero);
          body.set(before, tied);
          Expression counted = select(read(other), read(element), one, read(before));
          body.set(rank, binary(Operator.ADD, read(rank), counted));
          body.set(otherNumber, binary(Operator.ADD, read(otherNumber), one));
        });
    return rank;
  }

  private Expression load(Index at, int width) {
    return new Expression.Load(value.buffer(), at, width);
  }

  private static Local local(String name, int width) {
    return new Local(width == 1 ? name : name + "s", width);
  }

  private static Expression read(Local local) {
    return new Expression.Read(local);
  }

  private static Expression constant(float figure, int width) {
    return new Expression.Constant(figure, width);
  }

  private static Expression binary(Operator operator, Expression a, Expression b) {
    return new Expression.Binary(operator, a, b);
  }

  /** Where a is greater than b. */
  private static Expression select(
      Expression a, Expression b, Expression then, Expression otherwise) {
    return new Expression.Select(Comparison.GREATER, a, b, then, otherwise);
  }
}
