package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Figures;
import dev.lathe.processor.declaration.OperationDeclaration;
import dev.lathe.processor.declaration.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks how a layer's window and its input meet, and finds the output's extents. */
final class WindowChecker {
  private final Report report;
  private final String layer;
  private final Place operation;
  private final WindowFigures window;
  private final PartialShape input;
  private final boolean readsImage;

  /**
   * Checks a window.
   *
   * @param image what is known of the network's input
   * @param input what is known of the shape that the window slides over
   */
  WindowChecker(
      Report report,
      String layer,
      Place operation,
      WindowFigures window,
      Optional<PartialShape> image,
      PartialShape input) {
    this.report = report;
    this.layer = layer;
    this.operation = operation;
    this.window = window;
    this.input = input;
    this.readsImage = image.filter(input::equals).isPresent();
  }

  /** Whether the input has no axes to slide over, which is reported. */
  static boolean hasNoAxes(
      Report report, String layer, OperationDeclaration declaration, Optional<PartialShape> input) {
    boolean none = input.isPresent() && input.get().spatialRank() == 0;
    if (none) {
      report.add(
          Message.NO_SPATIAL_AXES,
          declaration.place(),
          layer,
          declaration.annotation(),
          input.get());
    }
    return none;
  }

  /**
   * The output of a window that slides over the input.
   *
   * @param noun what the message calls the window
   * @param kernel where the window's extents stand
   * @param channels of the output
   */
  PartialShape slide(String noun, Figures kernel, OptionalLong channels) {
    List<OptionalLong> spans = new ArrayList<>();
    List<OptionalLong> padded = new ArrayList<>();
    List<OptionalLong> largest = new ArrayList<>();
    List<OptionalLong> output = new ArrayList<>();
    boolean fits = true;
    for (int axis = 0; axis < window.rank(); axis++) {
      if (!isKnown(axis)) {
        List.of(spans, padded, largest, output).forEach(list -> list.add(OptionalLong.empty()));
        continue;
      }
      long rest = room(axis) - window.span(axis);
      spans.add(OptionalLong.of(window.span(axis)));
      padded.add(OptionalLong.of(room(axis)));
      largest.add(OptionalLong.of((room(axis) - 1) / window.dilation(axis) + 1));
      output.add(OptionalLong.of(Math.floorDiv(rest, window.stride(axis)) + 1));
      fits &= rest >= 0;
    }
    PartialShape paddedInput = PartialShape.of(input.channels(), padded);
    if (!fits) {
      reportTooLarge(noun, kernel, spans, paddedInput, largest);
      return unknown(channels);
    }
    return limited(PartialShape.of(channels, output), "padded input", paddedInput);
  }

  /** The output of a window that slides over the output: a transposed convolution. */
  PartialShape expand(OptionalLong channels, List<OptionalLong> outputPadding) {
    List<OptionalLong> output = new ArrayList<>();
    List<OptionalLong> padded = new ArrayList<>();
    boolean fits = true;
    for (int axis = 0; axis < window.rank(); axis++) {
      if (!isKnown(axis) || outputPadding.get(axis).isEmpty()) {
        List.of(output, padded).forEach(list -> list.add(OptionalLong.empty()));
        continue;
      }
      long whole =
          (in(axis) - 1) * window.stride(axis)
              + window.span(axis)
              + outputPadding.get(axis).orElseThrow();
      long extent = whole - window.before(axis) - window.after(axis);
      padded.add(OptionalLong.of(whole));
      output.add(OptionalLong.of(extent));
      fits &= extent >= 1;
    }
    PartialShape result = PartialShape.of(channels, output);
    if (!fits) {
      report.add(Message.EMPTY_OUTPUT, operation, layer, input, result);
      return unknown(channels);
    }
    return limited(result, "uncut output", PartialShape.of(channels, padded));
  }

  /** Whether every window holds a cell: the mean or maximum of none is undefined. */
  boolean windowsHoldCells(Figures padding) {
    for (int axis = 0; axis < window.rank(); axis++) {
      if (!isKnown(axis) || window.span(axis) > room(axis)) {
        continue;
      }
      long steps = (room(axis) - window.span(axis)) / window.stride(axis);
      boolean first = isEmptyInFront(axis, steps);
      boolean last = steps * window.stride(axis) - window.before(axis) >= in(axis);
      if (first || last) {
        long cells = first ? window.before(axis) : window.after(axis);
        if (isDilated()) {
          report.add(
              Message.EMPTY_DILATED_WINDOW,
              padding.place(),
              layer,
              cells,
              Wording.times(window.kernel()));
        } else {
          report.add(
              Message.EMPTY_WINDOW,
              padding.place(),
              layer,
              cells,
              Wording.times(window.kernel()),
              window.kernel(axis) - 1);
        }
        return false;
      }
    }
    return true;
  }

  /** Whether some window that begins in front of the map misses it. */
  private boolean isEmptyInFront(int axis, long steps) {
    for (long step = 0; step <= steps; step++) {
      long corner = step * window.stride(axis) - window.before(axis);
      if (corner >= 0) {
        return false;
      }
      long tap = Math.ceilDiv(-corner, window.dilation(axis));
      if (tap >= window.kernel(axis) || corner + tap * window.dilation(axis) >= in(axis)) {
        return true;
      }
    }
    return false;
  }

  private void reportTooLarge(
      String noun,
      Figures kernel,
      List<OptionalLong> spans,
      PartialShape padded,
      List<OptionalLong> largest) {
    String extents = Wording.times(window.kernel());
    if (!isDilated()) {
      report.add(
          Message.KERNEL_TOO_LARGE,
          kernel.place(),
          layer,
          noun,
          extents,
          padded,
          Wording.times(largest),
          channelsLast());
    } else {
      report.add(
          Message.DILATED_KERNEL_TOO_LARGE,
          kernel.place(),
          layer,
          extents,
          Wording.times(spans),
          padded,
          Wording.times(largest),
          channelsLast());
    }
  }

  /** A hint if the window fits into the network's input once its last extent stands first. */
  private String channelsLast() {
    List<OptionalLong> turned = new ArrayList<>(input.extents());
    turned.addFirst(turned.removeLast());
    PartialShape channelsFirst = new PartialShape(turned);
    boolean fits = readsImage && channelsFirst.size().isPresent();
    for (int axis = 0; axis < window.rank() && fits; axis++) {
      fits =
          window.isKnown(axis)
              && channelsFirst.spatial().get(axis).getAsLong()
                      + window.before(axis)
                      + window.after(axis)
                  >= window.span(axis);
    }
    return fits
        ? " Channels come first: did you mean {%s}?".formatted(Wording.figures(turned))
        : "";
  }

  /**
   * The result, or nothing but its channels if it or what it is cut from is too large, or if a
   * figure is wrong: who mends that figure may change every extent.
   */
  private PartialShape limited(PartialShape result, String what, PartialShape padded) {
    if (!window.isKnown()) {
      return unknown(result.channels());
    }
    SizeChecker sizes = new SizeChecker(report, layer, operation);
    boolean fits = sizes.fits(what, padded.extents()) && sizes.fits("output", result.extents());
    return fits ? result : unknown(result.channels());
  }

  PartialShape unknown(OptionalLong channels) {
    return PartialShape.of(channels, PartialShape.unknown(window.rank()).spatial());
  }

  private boolean isDilated() {
    return window.dilation().stream()
        .anyMatch(dilation -> dilation.isPresent() && dilation.getAsLong() != 1);
  }

  private boolean isKnown(int axis) {
    return window.isKnown(axis) && input.spatial().get(axis).isPresent();
  }

  private long in(int axis) {
    return input.spatial().get(axis).orElseThrow();
  }

  private long room(int axis) {
    return in(axis) + window.before(axis) + window.after(axis);
  }
}
