package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import java.util.List;
import java.util.Optional;

/**
 * Reads the order of a graph's outputs: scores, then, in training, loss, parameter gradients, input
 * gradient.
 */
record PassOutputs(Graph graph) {

  private List<Integer> ids() {
    return graph.outputs();
  }

  int scores() {
    return ids().get(0);
  }

  boolean isTraining() {
    return ids().size() > 1;
  }

  Optional<Integer> loss() {
    return isTraining() ? Optional.of(ids().get(1)) : Optional.empty();
  }

  Optional<Integer> inputGradient() {
    int behind = 2 + graph.learned().size();
    return ids().size() > behind ? Optional.of(ids().get(behind)) : Optional.empty();
  }

  /** The parameter that a node is the gradient of. */
  Optional<Node> parameterOf(int gradient) {
    List<Node> parameters = graph.learned();
    for (int i = 0; isTraining() && i < parameters.size(); i++) {
      if (ids().get(2 + i) == gradient) {
        return Optional.of(parameters.get(i));
      }
    }
    return Optional.empty();
  }
}
