package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import java.util.OptionalInt;

/**
 * Decides which convolutions Winograd's algorithm computes: a question of the schedule, which the
 * rewrites know nothing of.
 */
@FunctionalInterface
public interface WinogradPolicy {

  /** Computes every convolution directly. */
  WinogradPolicy NEVER = (_, _) -> OptionalInt.empty();

  /**
   * How many neighbouring results along each axis a tile should have; empty where the convolution
   * is to be computed directly.
   *
   * @param graph holds the convolution
   * @param convolution of stride and dilation 1 between all maps; no kernel is longer than 5
   */
  OptionalInt outputs(Graph graph, Node convolution);
}
