package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.Buffers;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.memory.Placement;
import java.util.List;

/** Losses and their derivatives in the scores: small work, one element at a time. */
final class LossLowering {
  private final Node node;
  private final Placement out;
  private final Placement scores;
  private final Placement target;

  LossLowering(MemoryPlan plan, Node node) {
    this.node = node;
    this.out = plan.placement(node.id());
    this.scores = plan.placement(node.operand(0));
    this.target = plan.placement(node.operand(1));
  }

  Block lower() {
    Block block = new Block();
    switch (node.operation()) {
      case Operation.NegativeLogLikelihood() ->
          mean(block, -1.0f / scores.shape().positions(), this::weighted);
      case Operation.SquaredError() -> mean(block, 1.0f / scores.shape().size(), this::squared);
      case Operation.NegativeLogLikelihoodGradient() -> {
        float scale = -1.0f / scores.shape().positions();
        each(block, (body, at) -> scaled(load(target, at), scale));
      }
      case Operation.SquaredErrorGradient() -> {
        float scale = 2.0f / scores.shape().size();
        each(block, (body, at) -> scaled(difference(at), scale));
      }
      default -> throw new IllegalArgumentException(node + " is no loss");
    }
    return block;
  }

  private interface Term {
    Expression of(Block block, List<Index> at);
  }

  private void mean(Block block, float scale, Term term) {
    Local sum = new Local("sum", 1);
    block.set(sum, new Expression.Constant(0, 1));
    MapLoops.elements(
        block,
        scores.shape(),
        scores.order(),
        (body, at) ->
            body.set(
                sum,
                new Expression.Binary(Operator.ADD, new Expression.Read(sum), term.of(body, at))));
    Expression mean = scaled(new Expression.Read(sum), scale);
    block.add(new Statement.Store(Buffers.ARENA, Index.of(out.origin()), mean));
  }

  private void each(Block block, Term term) {
    MapLoops.elements(
        block,
        scores.shape(),
        out.order(),
        (body, at) ->
            body.add(new Statement.Store(Buffers.ARENA, MapLoops.at(out, at), term.of(body, at))));
  }

  /** {@code t y}, and 0 where t is 0: a class of probability 0 has the score -infinity. */
  private Expression weighted(Block block, List<Index> at) {
    Expression wanted = block.set(new Local("wanted", 1), load(target, at));
    Expression zero = new Expression.Constant(0, 1);
    Expression product = new Expression.Binary(Operator.MULTIPLY, wanted, load(scores, at));
    return new Expression.Select(Expression.Comparison.EQUAL, wanted, zero, zero, product);
  }

  private Expression squared(Block block, List<Index> at) {
    Expression error = block.set(new Local("error", 1), difference(at));
    return new Expression.Binary(Operator.MULTIPLY, error, error);
  }

  private Expression difference(List<Index> at) {
    return new Expression.Binary(Operator.SUBTRACT, load(scores, at), load(target, at));
  }

  private static Expression scaled(Expression value, float scale) {
    return new Expression.Binary(Operator.MULTIPLY, value, new Expression.Constant(scale, 1));
  }

  private static Expression load(Placement placement, List<Index> at) {
    return new Expression.Load(Buffers.ARENA, MapLoops.at(placement, at), 1);
  }
}
