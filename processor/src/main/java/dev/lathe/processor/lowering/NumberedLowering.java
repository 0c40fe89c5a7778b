package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.memory.Placement;
import java.util.List;
import java.util.stream.IntStream;

/** Elements of rows along the last axis that are read from, or written to, computed places. */
final class NumberedLowering {
  private static final String NUMBER = "number";

  private final MemoryPlan plan;
  private final Node node;
  private final Shape numbered;
  private final Reference result;
  private final Reference value;
  private final Reference numbers;
  private final int last;

  NumberedLowering(MemoryPlan plan, Node node) {
    this.plan = plan;
    this.node = node;
    this.numbered = plan.scheduled().graph().node(node.operand(1)).shape();
    this.result = Reference.to(plan.located(node.id()));
    this.value = Reference.to(plan.located(node.operand(0)));
    this.numbers = Reference.to(plan.located(node.operand(1)));
    this.last = numbered.rank() - 1;
  }

  Block gather() {
    int length = plan.scheduled().graph().node(node.operand(0)).shape().extent(last);
    Block block = new Block();
    each(
        block,
        (body, to, from, number) -> {
          Index source = from.plus(Index.variable(NUMBER).times(value.steps()[last]));
          Index target = to.plus(number.times(result.steps()[last]));
          body.add(result.store(target, value.load(source, 0, 1)));
        },
        length);
    return block;
  }

  Block scatter(boolean adds) {
    Block block = new Block();
    Placement placement = plan.placement(node.id());
    MapLoops.fill(block, placement, 0);
    each(
        block,
        (body, to, from, number) -> {
          Index target = to.plus(Index.variable(NUMBER).times(result.steps()[last]));
          Index source = from.plus(number.times(value.steps()[last]));
          Expression element = value.load(source, 0, 1);
          Expression stored =
              adds
                  ? new Expression.Binary(Operator.ADD, result.load(target, 0, 1), element)
                  : element;
          body.add(result.store(target, stored));
        },
        node.shape().extent(last));
    return block;
  }

  /** Writes what is done with one number, which has been read. */
  private interface Writer {
    /**
     * Writes the body.
     *
     * @param to where the result's row begins
     * @param from where the value's row begins
     * @param number the index of the number in its row
     */
    void write(Block block, Index to, Index from, Index number);
  }

  private void each(Block block, Writer writer, int limit) {
    List<Integer> rows = IntStream.range(0, last).boxed().toList();
    Nest.over(rows, numbered.extents(), List.of(result, value, numbers), 1)
        .write(
            block,
            (body, at, _, _) ->
                body.loop(
                    Nest.name(numbered.rank(), last),
                    numbered.extent(last),
                    (inner, j) -> {
                      Index place = at.get(2).plus(j.times(numbers.steps()[last]));
                      inner.add(new Statement.ReadIndex(NUMBER, numbers.buffer(), place, limit));
                      writer.write(inner, at.get(0), at.get(1), j);
                    }));
  }
}
