package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.schedule.AxisNames;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sends the derivative of each maximum or minimum to the first element that equals it: a variable
 * holds the derivative until an element takes it, and 0 from then on.
 */
final class ExtremeLowering {
  private final Shape shape;
  private final List<Integer> folded;
  private final Reference gradient;
  private final Reference value;
  private final Reference extreme;
  private final Reference derivative;
  private final int lanes;

  ExtremeLowering(MemoryPlan plan, Node node, List<Integer> axes) {
    this.shape = node.shape();
    this.folded = axes;
    this.gradient = Reference.to(plan.located(node.id()));
    this.value = Reference.to(plan.located(node.operand(0)));
    this.extreme = Reference.stretched(plan.located(node.operand(1)), shape);
    this.derivative = Reference.stretched(plan.located(node.operand(2)), shape);
    this.lanes = plan.scheduled().machine().lanes();
  }

  Block lower() {
    List<Integer> kept =
        IntStream.range(0, shape.rank()).filter(axis -> !folded.contains(axis)).boxed().toList();
    Block block = new Block();
    Nest.over(kept, shape.extents(), List.of(gradient, value, extreme, derivative), lanes)
        .write(
            block,
            (body, at, steps, width) -> {
              String plural = width == 1 ? "" : "s";
              Local goal = new Local("extreme" + plural, width);
              Local rest = new Local("derivative" + plural, width);
              body.set(goal, extreme.load(at.get(2), steps[2], width));
              body.set(rest, derivative.load(at.get(3), steps[3], width));
              search(body, 0, at.get(0), at.get(1), goal, rest);
            });
    return block;
  }

  /** Row-major, whatever the memory order: the first element is to be found. */
  private void search(Block block, int depth, Index to, Index from, Local goal, Local rest) {
    if (depth < folded.size()) {
      int axis = folded.get(depth);
      String name = axis == 0 ? "fc" : "f" + AxisNames.position(shape.rank() - 1, axis - 1);
      block.loop(
          name,
          shape.extent(axis),
          (body, i) ->
              search(
                  body,
                  depth + 1,
                  to.plus(i.times(gradient.steps()[axis])),
                  from.plus(i.times(value.steps()[axis])),
                  goal,
                  rest));
      return;
    }
    int width = goal.lanes();
    Local element = new Local(width == 1 ? "element" : "elements", width);
    block.set(element, new Expression.Load(value.buffer(), from, width));
    Expression zero = new Expression.Constant(0, width);
    block.add(gradient.store(to, select(element, goal, new Expression.Read(rest), zero)));
    block.set(rest, select(element, goal, zero, new Expression.Read(rest)));
  }

  private static Expression select(
      Local element, Local goal, Expression then, Expression otherwise) {
    return new Expression.Select(
        Expression.Comparison.EQUAL,
        new Expression.Read(element),
        new Expression.Read(goal),
        then,
        otherwise);
  }
}
