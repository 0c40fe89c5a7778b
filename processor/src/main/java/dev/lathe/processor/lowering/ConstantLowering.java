package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.Located;
import dev.lathe.processor.memory.MemoryPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Fixed figures: one fill where all are equal; a loop where whole numbers grow evenly along a row,
 * as numbers of cells do; otherwise a store each.
 */
final class ConstantLowering {
  /** Shorter rows are written out. */
  private static final int FEWEST_TRIPS = 4;

  /** Up to here sums of whole floats are exact. */
  private static final double LARGEST = 1 << 24;

  private final Shape shape;
  private final Located out;

  ConstantLowering(MemoryPlan plan, Node node) {
    this.shape = node.shape();
    this.out = plan.located(node.id());
  }

  List<Kernel> lower(List<Double> elements, String name, List<String> description) {
    Block first = new Block();
    if (elements.stream().distinct().count() == 1) {
      MapLoops.fill(first, out.placement(), elements.get(0).floatValue());
      return MoveLowering.parts(name, description, first, List.of());
    }
    List<Block> blocks = new ArrayList<>();
    int row = shape.extent(shape.rank() - 1);
    int k = 0;
    while (k < elements.size()) {
      int end = endOfRun(elements, k, (k / row + 1) * row);
      int count = end - k >= FEWEST_TRIPS ? end - k : 1;
      blocks.add(count == 1 ? store(elements, k) : run(elements, k, count));
      k += count;
    }
    return MoveLowering.parts(name, description, first, blocks);
  }

  /** The element behind those that grow evenly from element {@code from} on. */
  private static int endOfRun(List<Double> elements, int from, int limit) {
    if (from + 1 >= limit) {
      return limit;
    }
    double step = elements.get(from + 1) - elements.get(from);
    int end = from;
    while (end < limit
        && isExact(elements.get(end))
        && elements.get(end) == elements.get(from) + (end - from) * step) {
      end++;
    }
    return Math.max(end, from + 1);
  }

  private static boolean isExact(double figure) {
    return figure == Math.rint(figure) && Math.abs(figure) <= LARGEST;
  }

  private Block store(List<Double> elements, int k) {
    Block block = new Block();
    Expression figure = new Expression.Constant(elements.get(k).floatValue(), 1);
    block.add(new Statement.Store(out.buffer(), Index.of(address(k)), figure));
    return block;
  }

  private Block run(List<Double> elements, int from, int count) {
    Local figure = new Local("figure" + from, 1);
    float step = (float) (elements.get(from + 1) - elements.get(from));
    Block block = new Block();
    block.set(figure, new Expression.Constant(elements.get(from).floatValue(), 1));
    block.loop(
        "i",
        count,
        (body, i) -> {
          Index at = Index.of(address(from)).plus(i.times(address(from + 1) - address(from)));
          body.add(new Statement.Store(out.buffer(), at, new Expression.Read(figure)));
          Expression grown =
              new Expression.Binary(
                  Operator.ADD, new Expression.Read(figure), new Expression.Constant(step, 1));
          body.set(figure, grown);
        });
    return block;
  }

  private int address(int k) {
    int address = out.placement().origin();
    int[] rows = shape.strides();
    for (int d = 0; d < rows.length; d++) {
      address += k / rows[d] % shape.extent(d) * out.placement().strides()[d];
    }
    return address;
  }
}
