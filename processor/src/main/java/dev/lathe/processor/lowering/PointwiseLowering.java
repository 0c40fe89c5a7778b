package dev.lathe.processor.lowering;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Trees;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.memory.MemoryPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** A formula for every element, and the sum that a gradient grows by. */
final class PointwiseLowering {
  private final MemoryPlan plan;
  private final Node node;
  private final List<Reference> values = new ArrayList<>();

  PointwiseLowering(MemoryPlan plan, Node node) {
    this.plan = plan;
    this.node = node;
    values.add(Reference.to(plan.located(node.id())));
    for (int operand : node.operands()) {
      values.add(Reference.stretched(plan.located(operand), node.shape()));
    }
  }

  Block formula(Formula formula) {
    Set<Integer> read = Trees.operands(formula);
    Block block = new Block();
    nest()
        .write(
            block,
            (body, at, steps, width) -> {
              List<Expression> operands =
                  new ArrayList<>(
                      Collections.nCopies(
                          node.operands().size(), new Expression.Constant(0, width)));
              read.forEach(k -> operands.set(k, load(body, k, at, steps, width)));
              Expression value = FormulaExpressions.write(body, formula, operands, width);
              body.add(values.get(0).store(at.get(0), value));
            });
    return block;
  }

  Block accumulate() {
    Block block = new Block();
    nest()
        .write(
            block,
            (body, at, steps, width) -> {
              Expression before = values.get(0).load(at.get(0), steps[0], width);
              Expression summand = values.get(1).load(at.get(1), steps[1], width);
              Expression sum = new Expression.Binary(Expression.Operator.ADD, before, summand);
              body.add(values.get(0).store(at.get(0), sum));
            });
    return block;
  }

  private Nest nest() {
    return Nest.of(node.shape().extents(), values, plan.scheduled().machine().lanes());
  }

  /** An operand's elements, in a variable. */
  private Expression load(Block block, int operand, List<Index> at, int[] steps, int width) {
    int k = operand + 1;
    Expression value = values.get(k).load(at.get(k), steps[k], width);
    String name = "in" + operand + (width == 1 ? "" : "s");
    return block.set(new Local(name, width), value);
  }
}
