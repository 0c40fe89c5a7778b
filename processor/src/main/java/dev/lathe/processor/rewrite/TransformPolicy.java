package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import java.util.Optional;

/**
 * Decides which convolutions are computed tile by tile, by which filters: a question of the
 * schedule, which the rewrites know nothing of.
 */
@FunctionalInterface
public interface TransformPolicy {

  /** Computes every convolution directly. */
  TransformPolicy NEVER = (_, _) -> Optional.empty();

  /**
   * How the tiles of a convolution are computed: by which filters, and in which blocks.
   *
   * @param family of the tiles' filters along all axes
   * @param rows of tiles along the first axis that go through all steps together, before the next
   *     ones do
   */
  record Blocks(FilterFamily family, int rows) {}

  /**
   * The tiles of a convolution; empty where it is to be computed directly.
   *
   * @param graph holds the convolution
   * @param convolution of stride and dilation 1 between all maps
   */
  Optional<Blocks> blocks(Graph graph, Node convolution);
}
