package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.List;

/**
 * What lies behind the last channel of a position, where vectors are filled up. Most functions are
 * applied to it as to everything else, and kernels of scalars leave there what was there before: it
 * may be anything, even what is no number.
 */
public record Filling(ScheduledGraph scheduled) {

  /**
   * Whether there is nothing, or surely zeros: times the zeros that fill up weights they add
   * nothing, where infinity would be no number.
   */
  public boolean isZero(Node node) {
    return node.shape().channels() % scheduled.machine().lanes() == 0 || isOfZeros(node);
  }

  private boolean isOfZeros(Node node) {
    return scheduled.order(node.id()) == Order.CHANNELS_LAST
        && switch (node.operation()) {
          case Operation.Convolution convolution ->
              convolution.epilogue().isPlain() && isWritten(node);
          case Operation.TransposedConvolution convolution ->
              convolution.epilogue().isPlain() && isWritten(node);
          // What is no number is not greater than 0. With other functions it would stay: weights'
          // zeros times an overflown map are no numbers, though no result need be infinite.
          case Operation.ActivationGradient(Activation function) ->
              function == Activation.RELU && isOfZeros(scheduled.graph().operand(node, 1));
          default -> false;
        };
  }

  /** Whether vectors run along the channels, and so to the end of the filling. */
  private boolean isWritten(Node node) {
    List<ScheduledContraction> contractions = scheduled.contractions(node.id());
    return !contractions.isEmpty()
        && contractions.stream()
            .allMatch(
                each ->
                    each.tiling().lanes() > 1
                        && !each.contraction().hasGroups()
                        && (each.tiling().vectorAxis().equals(AxisNames.CHANNEL)
                            || each.contraction().sumsLanes(each.tiling())));
  }
}
