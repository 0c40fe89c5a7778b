package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Activation;
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
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Operations that compute each element from the elements at the same place. */
final class ElementwiseLowering {
  private final MemoryPlan plan;
  private final Node node;
  private final Placement out;
  private final List<Placement> in = new ArrayList<>();

  ElementwiseLowering(MemoryPlan plan, Node node) {
    this.plan = plan;
    this.node = node;
    this.out = plan.placement(node.id());
    for (int operand : node.operands()) {
      in.add(plan.placement(operand));
    }
  }

  Block lower() {
    Block block = new Block();
    boolean sameOrder = in.stream().allMatch(operand -> operand.order() == out.order());
    if (sameOrder && hasGaps()) {
      channels(block);
    } else if (sameOrder) {
      rows(block);
    } else {
      MapLoops.elements(block, node.shape(), out.order(), this::element);
    }
    return block;
  }

  /** Whether the channels of a position lie between those of another value. */
  private boolean hasGaps() {
    int filled = plan.scheduled().machine().padded(node.shape().channels());
    return out.order() == Order.CHANNELS_LAST
        && Stream.concat(Stream.of(out), in.stream()).anyMatch(map -> map.pitch() != filled);
  }

  /** The channels of one position after the other. */
  private void channels(Block block) {
    Machine machine = plan.scheduled().machine();
    MapLoops.channelRuns(
        block,
        node.shape(),
        (body, at) -> run(body, at, machine.padded(node.shape().channels()), machine.lanes()));
  }

  /**
   * Rows of equal order: whole vectors. They are one long row only where all maps lie without gaps.
   */
  private void rows(Block block) {
    Placement shaped =
        Stream.concat(Stream.of(out), in.stream())
            .filter(map -> !map.isContiguous())
            .findFirst()
            .orElse(out);
    int lanes = plan.scheduled().machine().lanes();
    MapLoops.rows(block, shaped, (body, at) -> run(body, at, MapLoops.rowLength(shaped), lanes));
  }

  private void run(Block block, List<Index> at, int length, int lanes) {
    MapLoops.run(
        block,
        length,
        lanes,
        (body, i, width) -> {
          List<Expression> values = new ArrayList<>();
          for (Placement operand : in) {
            Index index = MapLoops.at(operand, at).plus(i);
            values.add(new Expression.Load(Buffers.ARENA, index, width));
          }
          write(body, MapLoops.at(out, at).plus(i), values, width);
        });
  }

  private void element(Block block, List<Index> at) {
    List<Expression> values = new ArrayList<>();
    for (Placement operand : in) {
      values.add(new Expression.Load(Buffers.ARENA, MapLoops.at(operand, at), 1));
    }
    write(block, MapLoops.at(out, at), values, 1);
  }

  private void write(Block block, Index to, List<Expression> values, int lanes) {
    List<Expression> named = new ArrayList<>();
    String[] names = names();
    for (int i = 0; i < values.size(); i++) {
      // Vectors and what is left over may stand in one scope.
      String name = lanes == 1 ? names[i] : names[i] + "s";
      named.add(block.set(new Local(name, lanes), values.get(i)));
    }
    block.add(new Statement.Store(Buffers.ARENA, to, result(named, lanes)));
  }

  private String[] names() {
    return switch (node.operation()) {
      case Operation.ActivationGradient _ -> new String[] {"value", "derivative"};
      default -> new String[] {"value", "other"};
    };
  }

  private Expression result(List<Expression> values, int lanes) {
    return switch (node.operation()) {
      case Operation.Activate(Activation function) ->
          Activations.apply(function, values.get(0), new Expression.Constant(0, lanes));
      case Operation.ActivationGradient(Activation function) ->
          Activations.derivative(function, values.get(0), values.get(1));
      case Operation.Add() -> new Expression.Binary(Operator.ADD, values.get(0), values.get(1));
      default -> throw new IllegalArgumentException(node + " is not element-wise");
    };
  }
}
