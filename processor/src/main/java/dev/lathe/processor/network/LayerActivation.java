package dev.lathe.processor.network;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Relocation;

/**
 * What a layer does to its values at its end; the shape stays.
 *
 * @param steps how it is computed
 */
public record LayerActivation(TensorLayer steps) {
  public static final LayerActivation RELU = of("relu", new Operation.Activate(Activation.RELU));
  public static final LayerActivation TANH = of("tanh", new Operation.Activate(Activation.TANH));
  public static final LayerActivation SIGMOID =
      of("sigmoid", new Operation.Activate(Activation.SIGMOID));
  public static final LayerActivation SOFTMAX = of("softmax", new Operation.Softmax());
  public static final LayerActivation LOG_SOFTMAX = of("log-softmax", new Operation.LogSoftmax());

  public String title() {
    return steps.title();
  }

  /** An activation by an operation of its own in the graph. */
  private static LayerActivation of(String title, Operation operation) {
    return new LayerActivation(new Single(title, operation));
  }

  /** An activation by a formula. */
  public static LayerActivation of(String title, Formula formula) {
    return new LayerActivation(new Elementwise(title, formula));
  }

  /** The same along another axis than the channels: that axis and the channels change places. */
  public LayerActivation along(int axis) {
    return axis == 0 ? this : new LayerActivation(new Along(steps, axis));
  }

  /** An activation that is one operation. */
  private record Single(String title, Operation operation) implements TensorLayer {
    @Override
    public Node append(LayerNodes nodes) {
      return nodes.add("function", operation, nodes.input());
    }
  }

  private record Along(TensorLayer steps, int axis) implements TensorLayer {
    @Override
    public String title() {
      return steps.title() + " along axis " + axis;
    }

    @Override
    public Node append(LayerNodes nodes) {
      int[] order = new int[nodes.input().shape().rank()];
      for (int k = 0; k < order.length; k++) {
        order[k] = k == 0 ? axis : k == axis ? 0 : k;
      }
      Node turned = turn("turned", nodes, order, nodes.input());
      Node value = nodes.add("function", ((Single) steps).operation(), turned);
      return turn("back", nodes, order, value);
    }

    private static Node turn(String ending, LayerNodes nodes, int[] order, Node x) {
      return nodes.reindex(ending, Relocation.permutation(x.shape(), order), x);
    }
  }
}
