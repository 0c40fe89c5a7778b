package dev.lathe.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.NetworkModels;
import org.junit.jupiter.api.Test;

/** Layers that read several others. */
final class JoinsTest {

  @Test
  void shapesMeet() {
    NetworkModel network =
        NetworkModels.of(
            """
            @Network(input = {6, 8, 7})
            interface Net extends Classifier {
              @Conv(filters = 4, kernel = 1) Layer left();
              @Conv(filters = 3, kernel = 1, from = "input") Layer right();
              @Concat({"left", "right", "input"}) Layer channels();
              @Slice(begin = 1, end = 5) @Relu Layer maps();
              @Add({"maps", "left"}) Layer sum();
              @Concat(value = {"sum", "left"}, axis = Axis.WIDTH) Layer columns();
              @Slice(axis = Axis.HEIGHT, begin = 0, end = 1) Layer row();
              @Slice(axis = Axis.WIDTH, begin = 3, end = 4) Layer cell();
              @Multiply({"cell", "columns"}) Layer scaled();
              @Add(value = "row", broadcast = true) Layer stretched();
            }
            """);

    assertThat(network.layers())
        .extracting(layer -> layer.name() + ": " + layer.title() + " -> " + layer.output())
        .containsExactly(
            "left: conv 1x1, 4 filters -> 4x8x7",
            "right: conv 1x1, 3 filters -> 3x8x7",
            "channels: concat -> 13x8x7",
            "maps: slice 1 to 5, relu -> 4x8x7",
            "sum: add -> 4x8x7",
            "columns: concat along axis 2 -> 4x8x14",
            "row: slice 0 to 1 along axis 1 -> 4x1x14",
            "cell: slice 3 to 4 along axis 2 -> 4x1x1",
            "scaled: multiply -> 4x8x14",
            "stretched: add -> 4x8x14");
  }
}
