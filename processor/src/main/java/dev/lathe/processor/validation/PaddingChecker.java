package dev.lathe.processor.validation;

import dev.lathe.annotations.PadMode;
import dev.lathe.processor.declaration.OperationDeclaration;
import dev.lathe.processor.declaration.Settings;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.Padding;
import dev.lathe.processor.network.TensorLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks {@code @Pad} against the map that it surrounds. */
final class PaddingChecker {
  private final Report report;
  private final String layer;
  private final OperationDeclaration.Tensor declaration;
  private final PadMode mode;

  PaddingChecker(Report report, String layer, OperationDeclaration.Tensor declaration) {
    this.report = report;
    this.layer = layer;
    this.declaration = declaration;
    this.mode = declaration.settings().constant("mode", PadMode.class).value();
  }

  /**
   * The model of a padding without errors.
   *
   * @param ends all the begins, then all the ends; empty if their number is wrong
   */
  Optional<TensorLayer> check(Optional<Shape> shape, List<Integer> ends) {
    if (shape.isEmpty() || ends.isEmpty()) {
      return Optional.empty();
    }
    int rank = ends.size() / 2;
    List<OptionalLong> padded = new ArrayList<>();
    padded.add(OptionalLong.of(shape.get().channels()));
    for (int d = 0; d < rank; d++) {
      int extent = shape.get().extent(d + 1);
      if (!checkAxis(extent, ends.get(d), ends.get(rank + d))) {
        return Optional.empty();
      }
      padded.add(OptionalLong.of((long) extent + ends.get(d) + ends.get(rank + d)));
    }
    if (!new SizeChecker(report, layer, declaration.place()).fits("output", padded)) {
      return Optional.empty();
    }
    Settings settings = declaration.settings();
    return Optional.of(
        new Padding(
            ends.subList(0, rank),
            ends.subList(rank, 2 * rank),
            mode,
            settings.decimal("fill").value()));
  }

  private boolean checkAxis(int extent, int before, int after) {
    if ((long) extent + before + after < 1 || -(long) before >= extent || -(long) after >= extent) {
      report.add(
          Message.CROPPED_AWAY, declaration.place(), layer, declaration.annotation(), extent);
      return false;
    }
    int most =
        switch (mode) {
          case CONSTANT, REPLICATE -> Integer.MAX_VALUE;
          case REFLECT -> extent - 1;
          case CIRCULAR -> extent;
        };
    int added = Math.max(before, after);
    if (added > most) {
      report.add(
          Message.PADDING_BEYOND_MAP,
          declaration.place(),
          layer,
          declaration.annotation(),
          added,
          extent,
          mode.name().toLowerCase(Locale.ROOT),
          most);
      return false;
    }
    return true;
  }
}
