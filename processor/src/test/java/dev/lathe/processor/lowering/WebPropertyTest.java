package dev.lathe.processor.lowering;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKind;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.testing.GraphChecks;
import dev.lathe.processor.testing.RandomWeb;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Random networks whose values are read by several layers, on every kind of machine: who overwrites
 * what, which memory is free when, and what lies inside of what.
 */
class WebPropertyTest {

  @Property(tries = 80, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void inference(@ForAll long seed) {
    Random random = new Random(seed);
    GraphChecks.lower(seed, ForwardGraph.of(RandomWeb.model(random)), random);
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void training(@ForAll long seed) {
    Random random = new Random(seed);
    Graph forward = ForwardGraph.of(RandomWeb.model(random));
    GraphChecks.lower(seed, Gradient.of(forward, LossKind.SQUARED_ERROR, true), random);
  }
}
