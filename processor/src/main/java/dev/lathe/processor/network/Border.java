package dev.lathe.processor.network;

import dev.lathe.annotations.PadMode;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What the padding of a convolution holds.
 *
 * @param value that of {@link PadMode#CONSTANT}
 */
public record Border(PadMode mode, double value) {

  /** What windows see by themselves beyond a map. */
  public static final Border ZEROS = new Border(PadMode.CONSTANT, 0);

  /** Whether a window's padding has to be made before the window slides. */
  boolean isMade(Window window) {
    return window.isPadded() && !equals(ZEROS);
  }

  /** The padding of {@code window} around a map. */
  Relocation around(Shape map, Window window) {
    Relocation relocation = Relocation.identity(map).withFill(value);
    for (int d = 0; d < window.rank(); d++) {
      List<Integer> indices = new ArrayList<>();
      int extent = map.extent(d + 1);
      for (int k = -window.before().get(d); k < extent + window.after().get(d); k++) {
        indices.add(k >= 0 && k < extent ? k : outside(k, extent));
      }
      relocation = relocation.withIndices(d + 1, indices);
    }
    return relocation;
  }

  private int outside(int k, int extent) {
    return switch (mode) {
      case CONSTANT -> Relocation.OUTSIDE;
      case REFLECT -> k < 0 ? -k : 2 * (extent - 1) - k;
      case REPLICATE -> k < 0 ? 0 : extent - 1;
      case CIRCULAR -> Math.floorMod(k, extent);
    };
  }

  /** The window over the padded map. */
  static Window inside(Window window) {
    List<Integer> none = Collections.nCopies(window.rank(), 0);
    return new Window(window.kernel(), window.stride(), none, none, window.dilation());
  }

  /** For titles: nothing for zeros. */
  String title() {
    if (equals(ZEROS)) {
      return "";
    }
    String what =
        mode == PadMode.CONSTANT ? String.valueOf(value) : mode.name().toLowerCase(Locale.ROOT);
    return ", padding is " + what;
  }
}
