package dev.lathe.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKind;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.testing.RandomModel;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that contractions have, and texts that none can have. */
class GeometryTextTest {

  /** So what is refused in a table is no geometry that a summary shows or {@code tune} writes. */
  @Property(tries = 300)
  void thatOfAContractionIsNeverRefused(@ForAll long seed) {
    Random random = new Random(seed);
    Graph forward = ForwardGraph.of(RandomModel.of("Random", random));
    Graph graph =
        random.nextBoolean() ? forward : Gradient.of(forward, LossKind.CROSS_ENTROPY, true);
    Machine machine = Machine.ALL.get(random.nextInt(Machine.ALL.size()));
    TransformChoice transforms = new TransformChoice(machine, Decided.NOTHING);
    Graph rewritten = Rewrites.apply(graph, new EpilogueFusion(machine), transforms);
    ScheduledGraph schedule = Scheduler.schedule(rewritten, machine, Decided.NOTHING);

    for (Node node : rewritten.nodes()) {
      for (ScheduledContraction each : schedule.contractions(node.id())) {
        assertThat(GeometryText.problem(GeometryText.of(each.contraction()))).isEmpty();
      }
      for (Offer each : schedule.offers(node.id())) {
        assertThat(GeometryText.problem(GeometryText.of(each.contraction()))).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[o, -ky + y] += [2 * ky + 3 * y] * [o, 0] for o=2 y=4 sum ky=3",
        "[o] = [o, py] for o=2 max py=2",
        "[0] = [] sum i=0"
      })
  void otherFormsOfSumsAreGeometries(String text) {
    assertThat(GeometryText.problem(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "o = i for o=1 sum i=1",
        "[o]=[i] for o=1 sum i=1",
        "[o] = [i]  for o=1 sum i=1",
        "[o] = [i * 2] for o=1 sum i=1",
        "[o] = [i] * for o=1 sum i=1",
        "[o] = [i] sum i=1 for o=1",
        "[o] = [i] for o=1 sum i=x",
        "[o] = [i] for o sum i=1",
        "[o] = [i] for o=1 sum i=1 and more"
      })
  void whatIsNoFormulaIsNone(String text) {
    assertThat(GeometryText.problem(text)).get().asString().contains("\"" + text + "\" is no");
  }
}
