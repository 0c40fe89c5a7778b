package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Graph;
import java.util.List;

/** All rewrites, in the order in which they run. */
public final class Rewrites {
  private Rewrites() {}

  /** A forward graph as it is best differentiated. */
  public static Graph beforeGradient(Graph forward) {
    return new PoolBeforeActivation(true).apply(forward);
  }

  /**
   * The graph after all rewrites but that into transforms of tiles, whose weights cannot be
   * learned.
   */
  public static Graph apply(Graph graph, FusionPolicy fusions) {
    return apply(graph, fusions, TransformPolicy.NEVER);
  }

  /** The graph after all rewrites; its outputs mean what they meant, in the same order. */
  public static Graph apply(Graph graph, FusionPolicy fusions, TransformPolicy transforms) {
    Graph result = graph;
    for (Rewrite rewrite : all(fusions, transforms)) {
      result = rewrite.apply(result);
    }
    return result;
  }

  static List<Rewrite> all(FusionPolicy fusions, TransformPolicy transforms) {
    return List.of(
        new RemoveDeadNodes(),
        new SumBeforeUnpooling(),
        new FuseBias(),
        new LineBeforeReshape(),
        new FoldNormalisation(),
        new PoolBeforeActivation(false),
        new ReluBeforePool(),
        new FuseAddend(fusions, new TransformConvolution(transforms)),
        new FuseFunction(fusions, new TransformConvolution(transforms)),
        new FuseReluIntoFormula(),
        new SplitFormula(),
        new TransformConvolution(transforms),
        new FuseMaxPool(fusions),
        new GatherSingleMap(),
        new SeparateReshapes());
  }
}
