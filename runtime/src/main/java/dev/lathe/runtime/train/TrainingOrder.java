package dev.lathe.runtime.train;

import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Packing.Storage;
import dev.lathe.runtime.spi.ParameterSpec;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the elements of all parameters lie while they are trained: each at the place that its
 * gradient has among the packed gradient sums. So an update walks through both evenly, and
 * gradients are never brought into stored order.
 *
 * <p>The array in which they lie is the one that the pass reads weights from. Weights whose
 * gradient sums lie as the forward pass walks are read in their places; copies of the others
 * follow, in theirs. Behind those lie the elements that have no gradients, such as running
 * statistics and frozen parameters, and a zero for the filling of vectors.
 */
final class TrainingOrder {

  private static final int NOWHERE = -1;

  private final Map<String, Integer> offsets = new LinkedHashMap<>();

  /** The place of each element in stored order. */
  private final int[] places;

  private final int gradients;
  private final int zero;

  /** Elements may have several gradients, of several layers: all but the first, and the first. */
  private int[] doubles = {};

  private int[] homes = {};
  private int twins;

  /**
   * Places the elements.
   *
   * @param weights whose array begins with the elements that have gradients, and goes on with
   *     copies
   * @param frozen parameters whose gradients are of no interest
   */
  TrainingOrder(
      List<ParameterSpec> specs, Packing gradientSums, Packing weights, Set<String> frozen) {
    int stored = 0;
    for (ParameterSpec spec : specs) {
      offsets.put(spec.name(), stored);
      stored = Math.addExact(stored, spec.size());
    }
    this.places = new int[stored];
    Arrays.fill(places, NOWHERE);
    this.gradients = gradientSums.arrayFloats();
    checkPlaces(gradientSums, weights);
    PackedCells.visit(
        new Packing(
            0,
            gradients,
            gradientSums.copies().stream()
                .filter(copy -> !frozen.contains(copy.parameter()))
                .toList()),
        Storage.ARRAY,
        offsets,
        this::place);
    int end = Math.max(gradients, weights.arrayFloats());
    for (int i = 0; i < places.length; i++) {
      if (places[i] == NOWHERE) {
        places[i] = end;
        end = Math.addExact(end, 1);
      }
    }
    this.zero = end;
  }

  /** Weights among those that are updated have to be what is updated there. */
  private void checkPlaces(Packing gradientSums, Packing weights) {
    int[] elements = new int[gradients];
    Arrays.fill(elements, NOWHERE);
    PackedCells.visit(
        gradientSums, Storage.ARRAY, offsets, (stored, cell) -> elements[cell] = stored);
    PackedCells.visit(
        weights,
        Storage.ARRAY,
        offsets,
        (stored, cell) -> {
          if (cell < gradients && elements[cell] != stored) {
            throw new IllegalArgumentException(
                "Weight %d of all in %s lies in cell %d, where another one's gradient does."
                        .formatted(stored, offsets.keySet(), cell)
                    + " Compile the network again: its code is of another version of Lathe");
          }
        });
  }

  private void place(int element, int cell) {
    if (places[element] == NOWHERE) {
      places[element] = cell;
      return;
    }
    if (twins == doubles.length) {
      doubles = Arrays.copyOf(doubles, Math.max(64, 2 * twins));
      homes = Arrays.copyOf(homes, doubles.length);
    }
    doubles[twins] = cell;
    homes[twins] = places[element];
    twins++;
  }

  /** How many gradients there are, the filling of their vectors included. */
  int gradients() {
    return gradients;
  }

  /** How many floats hold all elements, and the zero. */
  int size() {
    return zero + 1;
  }

  /** Where a zero lies that never changes. */
  int zero() {
    return zero;
  }

  /** Where a parameter begins in stored order. */
  int offset(String parameter) {
    Integer offset = offsets.get(parameter);
    if (offset == null) {
      throw new IllegalArgumentException("The network has no " + parameter);
    }
    return offset;
  }

  /** The cells among the gradients that no element has; none where no parameter is frozen. */
  BitSet fillings(Set<String> frozen) {
    BitSet fillings = new BitSet(gradients);
    if (!frozen.isEmpty()) {
      fillings.set(0, gradients);
      for (int place : places) {
        fillings.clear(place);
      }
    }
    return fillings;
  }

  /** The place of an element. */
  int place(int stored) {
    return places[stored];
  }

  /** Brings the gradients of an element together in its place. */
  void fold(float[] sums) {
    for (int i = 0; i < twins; i++) {
      sums[homes[i]] += sums[doubles[i]];
      sums[doubles[i]] = 0;
    }
  }

  /** For each cell of a packed buffer the place of what it holds. */
  int[] sources(Packing packing, Storage storage) {
    int floats =
        switch (storage) {
          case SEGMENT -> packing.segmentFloats();
          case ARRAY -> packing.arrayFloats();
        };
    int[] sources = new int[floats];
    Arrays.fill(sources, zero);
    PackedCells.visit(
        packing, storage, offsets, (stored, packed) -> sources[packed] = places[stored]);
    return sources;
  }
}
