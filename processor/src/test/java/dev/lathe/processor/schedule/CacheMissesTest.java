package dev.lathe.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Places of a tile that drive each other out of the first-level cache. */
class CacheMissesTest {

  /** Of 1024 maps each place is a page on, of 512 with a stride of 2 too; of 1040 none is. */
  @ParameterizedTest
  @CsvSource({
    "1024, 1, 5, 4, true",
    "1024, 1, 5, 2, false",
    "1040, 1, 5, 4, false",
    "512, 1, 5, 3, false",
    "512, 2, 5, 3, true",
    "64, 1, 5, 5, false"
  })
  void whatLiesAPageApartIsReadFromTheNextCache(
      int maps, int stride, int columns, int rows, boolean conflict) {
    String source =
        """
        @Network(input = {%d, 9, 9})
        public interface Net extends Classifier {
          @Conv(filters = 256, kernel = 1, stride = %d) Layer c1();
          @Dense(3) Layer output();
        }
        """
            .formatted(maps, stride);
    Graph graph = ForwardGraph.of(FrontEnd.model("Net", CompiledInterface.file(source)));
    Contraction contraction =
        Scheduler.schedule(graph, Machine.VECTOR_512).contractions().values().stream()
            .map(all -> all.getFirst().contraction())
            .filter(each -> each.name().startsWith("c1"))
            .findFirst()
            .orElseThrow();
    Tiling tiling =
        new Tiling(
            16,
            AxisNames.CHANNEL,
            false,
            new TreeMap<>(Map.of("o", 1, "x", columns, "y", rows)),
            List.of("i"),
            List.of(),
            false);
    Region region = Region.of(contraction, tiling).getFirst();

    assertThat(CacheMisses.ofScalar(contraction, tiling, region)).isEqualTo(conflict ? 2 : 0);
  }
}
