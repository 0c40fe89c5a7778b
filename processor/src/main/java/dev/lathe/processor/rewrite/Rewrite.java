package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Graph;

/**
 * One way to make a graph cheaper. The outputs' meaning and order stay, ids change; inputs, targets
 * and parameters keep their names and order.
 */
@FunctionalInterface
interface Rewrite {
  Graph apply(Graph graph);
}
