package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Graph;
import java.util.List;

/** All rewrites, in the order in which they run. */
public final class Rewrites {
  private Rewrites() {}

  /** The graph after all rewrites but Winograd's, whose weights cannot be learned. */
  public static Graph apply(Graph graph, FusionPolicy fusions) {
    return apply(graph, fusions, WinogradPolicy.NEVER);
  }

  /** The graph after all rewrites; its outputs mean what they meant, in the same order. */
  public static Graph apply(Graph graph, FusionPolicy fusions, WinogradPolicy winograd) {
    Graph result = graph;
    for (Rewrite rewrite : all(fusions, winograd)) {
      result = rewrite.apply(result);
    }
    return result;
  }

  static List<Rewrite> all(FusionPolicy fusions, WinogradPolicy winograd) {
    return List.of(
        new RemoveDeadNodes(),
        new FuseBias(),
        new LineBeforeReshape(),
        new FoldNormalisation(),
        new PoolBeforeActivation(),
        new ReluBeforePool(),
        new FuseAddend(fusions, new WinogradConvolution(winograd)),
        new FuseRelu(),
        new FuseReluIntoFormula(),
        new WinogradConvolution(winograd),
        new FuseMaxPool(fusions),
        new GatherSingleMap(),
        new SeparateReshapes());
  }
}
