package dev.lathe.processor.testing;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.LayerOperation;

/**
 * A layer that has been drawn, and may be refused.
 *
 * @param output its shape; without cells where a window does not fit
 * @param multiplyAddsOfAMap how much work one map of the output is
 */
record RandomLayer(LayerOperation operation, Shape output, long multiplyAddsOfAMap) {}
