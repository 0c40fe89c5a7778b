package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Graph;
import java.util.List;

/** All rewrites, in the order in which they run. */
public final class Rewrites {
  private Rewrites() {}

  /** The graph after all rewrites; its outputs mean what they meant, in the same order. */
  public static Graph apply(Graph graph, FusionPolicy policy) {
    Graph result = graph;
    for (Rewrite rewrite : all(policy)) {
      result = rewrite.apply(result);
    }
    return result;
  }

  static List<Rewrite> all(FusionPolicy policy) {
    return List.of(
        new RemoveDeadNodes(),
        new FuseBias(),
        new PoolBeforeActivation(),
        new ReluBeforePool(),
        new FuseRelu(),
        new FuseMaxPool(policy),
        new SeparateReshapes());
  }
}
