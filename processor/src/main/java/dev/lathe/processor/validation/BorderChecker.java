package dev.lathe.processor.validation;

import dev.lathe.annotations.PadMode;
import dev.lathe.annotations.PadSize;
import dev.lathe.processor.declaration.BorderDeclaration;
import dev.lathe.processor.declaration.Figures;
import dev.lathe.processor.network.Border;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks what a convolution puts around its input. */
final class BorderChecker {
  private final Report report;
  private final String layer;
  private final Optional<PartialShape> input;
  private final BorderDeclaration border;

  BorderChecker(
      Report report, String layer, Optional<PartialShape> input, BorderDeclaration border) {
    this.report = report;
    this.layer = layer;
    this.input = input;
    this.border = border;
  }

  /** The window with the padding that it asks for. */
  WindowFigures size(WindowFigures window, Figures padding) {
    PadSize size = border.size().value();
    if (size == PadSize.EXPLICIT) {
      return window;
    }
    if (padding.values().stream().anyMatch(cells -> cells != 0)) {
      report.add(
          Message.PADDING_TWICE,
          padding.place(),
          layer,
          size.name(),
          Wording.list(padding.values()));
    }
    return window.padded(size, input.orElse(PartialShape.unknown(window.rank())));
  }

  /** What the padding holds; empty if the map has not so much to give. */
  Optional<Border> border(WindowFigures window, Figures padding) {
    PadMode mode = border.mode().value();
    double value = border.value().value();
    if (value != 0 && mode != PadMode.CONSTANT) {
      report.add(Message.PAD_VALUE_UNUSED, border.value().place(), layer, value, mode.name());
    }
    boolean fits = true;
    for (int axis = 0; axis < window.rank() && fits; axis++) {
      fits = fits(window, axis, padding);
    }
    return fits ? Optional.of(new Border(mode, value)) : Optional.empty();
  }

  private boolean fits(WindowFigures window, int axis, Figures padding) {
    OptionalLong extent =
        input.map(shape -> shape.spatial().get(axis)).orElse(OptionalLong.empty());
    if (!window.isKnown(axis) || extent.isEmpty()) {
      return true;
    }
    PadMode mode = border.mode().value();
    long most =
        switch (mode) {
          case CONSTANT, REPLICATE -> Long.MAX_VALUE;
          case REFLECT -> extent.getAsLong() - 1;
          case CIRCULAR -> extent.getAsLong();
        };
    long cells = Math.max(window.before(axis), window.after(axis));
    if (cells > most) {
      report.add(
          Message.BORDER_TOO_WIDE,
          padding.place(),
          layer,
          cells,
          mode.name().toLowerCase(Locale.ROOT),
          extent.getAsLong(),
          most);
    }
    return cells <= most;
  }
}
