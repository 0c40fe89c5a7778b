package dev.lathe.processor.graph;

import java.util.List;

/**
 * One operation and its value.
 *
 * @param id the node's index in its graph
 * @param name unique in the graph and readable: {@code c1}, {@code c1.relu}, {@code c1.weight},
 *     {@code d_c1}
 * @param layer the user's layer that it came from, empty for what belongs to none
 * @param operands ids of nodes that stand before it
 * @param shape of the value, for one image
 */
public record Node(
    int id, String name, String layer, Operation operation, List<Integer> operands, Shape shape) {

  public Node {
    operands = List.copyOf(operands);
  }

  public int operand(int index) {
    return operands.get(index);
  }

  @Override
  public String toString() {
    return "%%%d %s: %s = %s%s".formatted(id, name, shape, operation, operands);
  }
}
