package dev.lathe.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.rewrite.TiledConvolution;
import org.junit.jupiter.api.Test;

/** What tiles are estimated to take. */
class TiledWorkTest {

  /** Three rows of tiles, of whose last one half is wanted: with blocks of rows it is computed. */
  @Test
  void blocksOfRowsLeaveNothingOut() {
    TiledConvolution tiled =
        new TiledConvolution(
            Window.of(5, 5),
            Shape.of(16, 14, 14),
            Shape.of(32, 10, 10),
            new FilterFamily.Points(4));
    TiledWork work = new TiledWork(tiled, 16);

    assertThat(work.multiplyAdds()).isEqualTo(528 * 16 * 32);
    assertThat(work.inBlocksOf(3).multiplyAdds()).isEqualTo(528 * 16 * 32);
    assertThat(work.inBlocksOf(2).multiplyAdds()).isEqualTo(576 * 16 * 32);
  }
}
