package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKind;
import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.memory.PackedCopy;
import dev.lathe.processor.memory.PackingPlan;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.rewrite.FusionPolicy;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.testing.Chain;
import dev.lathe.processor.testing.Interpreted;
import dev.lathe.processor.testing.RandomModel;
import dev.lathe.processor.testing.RandomValues;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Weights that are read where the optimizer changes them. */
class WeightsInPlaceTest {

  /** An element of a parameter. */
  private record Element(String parameter, int stored) {}

  private static Graph training(Graph forward, boolean inputGradient) {
    return Rewrites.apply(
        Gradient.of(forward, LossKind.SQUARED_ERROR, inputGradient), FusionPolicy.NEVER);
  }

  /** The elements that cells of the array hold. */
  private static Map<Integer, Element> cells(PackingPlan packing) {
    Map<Integer, Element> cells = new HashMap<>();
    for (PackedCopy copy : packing.copies()) {
      if (copy.storage() == Buffer.Storage.ARRAY) {
        Interpreted.each(
            copy, (stored, cell) -> cells.put(cell, new Element(copy.parameter(), stored)));
      }
    }
    return cells;
  }

  /** Those that have gradient sums in the same cells; others must not be among these. */
  private static Map<Integer, Element> inPlace(Interpreted pass) {
    PackingPlan gradients = pass.plan().pass().gradients();
    Map<Integer, Element> sums = cells(gradients);
    Map<Integer, Element> shared = new HashMap<>(cells(pass.plan().pass().weights()));
    shared.keySet().removeIf(cell -> cell >= gradients.arrayFloats());
    shared.forEach((cell, element) -> assertThat(sums).containsEntry(cell, element));
    return shared;
  }

  /**
   * Weights and gradients agree on their places, and what fills up vectors of weights is given no
   * gradient, even if what fills up maps was no number before.
   */
  @Property(tries = 1000)
  void nothingElseIsAmongThem(@ForAll long seed) {
    Random random = new Random(seed);
    Graph graph = training(ForwardGraph.of(RandomModel.of("Random", random)), random.nextBoolean());
    Machine machine = Machine.ALL.get(random.nextInt(Machine.ALL.size()));
    Interpreted pass = new Interpreted(graph, machine);
    Map<Integer, Element> shared = inPlace(pass);
    Statistics.collect(shared.isEmpty() ? "packed" : "in place");

    pass.soilInnerFillings();
    int scores = graph.node(graph.outputs().getFirst()).shape().size();
    pass.run(
        RandomValues.parameters(graph, random),
        RandomValues.values(graph.node(0).shape().size(), 1, random),
        RandomValues.values(scores, 1, random));

    Map<Integer, Element> sums = cells(pass.plan().pass().gradients());
    Map<String, int[]> ranges = new HashMap<>();
    shared.forEach(
        (cell, element) -> {
          int[] range = ranges.computeIfAbsent(element.parameter(), _ -> new int[] {cell, cell});
          range[0] = Math.min(range[0], cell);
          range[1] = Math.max(range[1], cell);
        });
    for (int[] range : ranges.values()) {
      for (int cell = range[0]; cell <= range[1]; cell++) {
        if (!sums.containsKey(cell)) {
          assertThat(pass.gradientSums()[cell]).as("%d: cell %d, %s", seed, cell, machine).isZero();
        }
      }
    }
  }

  @Example
  void denseLayersArePackedOnceAtMost() {
    Graph graph =
        training(
            Chain.of(48)
                .dense("first", 64)
                .activate("first.relu", Activation.RELU)
                .dense("second", 32)
                .activate("second.relu", Activation.RELU)
                .dense("third", 16)
                .build(),
            false);

    Interpreted pass = new Interpreted(graph, Machine.VECTOR_512);

    Set<String> names = new HashSet<>();
    inPlace(pass).values().forEach(element -> names.add(element.parameter()));
    assertThat(names).contains("first.weight", "second.weight", "third.weight");
  }

  /**
   * On a map of one column, the outer columns of a window see nothing but padding: the data
   * gradient does not read them, but they are weights that decay.
   */
  @Example
  void everyElementHasAGradient() {
    List<Integer> threes = List.of(3, 3);
    List<Integer> ones = List.of(1, 1);
    Window window = new Window(threes, ones, ones, ones, ones);
    Graph graph =
        training(
            Chain.of(4, 2, 1).convolution("first", 5, window).reshape("reshaped", 5, 1, 2).build(),
            true);
    for (Machine machine : Machine.ALL) {
      Interpreted pass = new Interpreted(graph, machine);
      Set<Element> elements = new HashSet<>(cells(pass.plan().pass().gradients()).values());
      int learned = graph.learned().stream().mapToInt(node -> node.shape().size()).sum();
      assertThat(elements).as("%s", machine).hasSize(learned);
    }
  }

  /** A scalar has no vectors to agree on. */
  @Example
  void scalarsPackAllWeights() {
    Graph graph = training(Chain.of(48).dense("first", 64).dense("second", 3).build(), false);
    assertThat(inPlace(new Interpreted(graph, Machine.SCALAR))).isEmpty();
  }
}
