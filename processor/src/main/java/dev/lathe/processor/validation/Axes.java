package dev.lathe.processor.validation;

import dev.lathe.annotations.Axis;
import java.util.OptionalInt;

/** The axes that users name, as indices. */
final class Axes {
  private Axes() {}

  /** The index of an axis in shapes of a rank; empty where they have no such axis. */
  static OptionalInt of(Axis axis, int rank) {
    int index =
        switch (axis) {
          case CHANNELS -> 0;
          case WIDTH -> rank - 1;
          case HEIGHT -> rank - 2;
          case DEPTH -> rank - 3;
        };
    return axis == Axis.CHANNELS || index > 0 ? OptionalInt.of(index) : OptionalInt.empty();
  }
}
