package dev.lathe.processor.schedule;

import dev.lathe.processor.loop.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which cells of the map a step of straight-line code meets, as far as no loop moves them: what the
 * cost model counts of the products that lowering leaves out by {@link Padded#isSurelyOutside}.
 */
record StepCells(Contraction contraction, Tiling tiling, Region region) {

  /** The part of the step's products that are not surely of padding. */
  double inside() {
    double inside = 1;
    for (Padded padded : contraction.padded()) {
      List<Integer> cells = along(padded.coordinate());
      if (isFixed(padded.coordinate())) {
        long outside = cells.stream().filter(padded::isOutside).count();
        inside *= 1 - (double) outside / cells.size();
      }
    }
    return inside;
  }

  /** How many different elements of the map are read: coordinates have axes of their own each. */
  int reads() {
    int reads = 1;
    for (Index coordinate : contraction.left().coordinates()) {
      reads *=
          (int)
              along(coordinate).stream()
                  .filter(cell -> !isFixed(coordinate) || !isOutside(coordinate, cell))
                  .distinct()
                  .count();
    }
    return reads;
  }

  private boolean isOutside(Index coordinate, int cell) {
    return contraction.padded().stream()
        .anyMatch(padded -> padded.coordinate().equals(coordinate) && padded.isOutside(cell));
  }

  /** Whether the cells along a coordinate are the same in every trip of all loops. */
  private boolean isFixed(Index coordinate) {
    return coordinate.terms().keySet().stream()
        .map(contraction::axis)
        .allMatch(
            axis ->
                switch (axis.role()) {
                  case PARALLEL -> region.isConstant(axis.name()) && !isVector(axis);
                  case POOLED -> false;
                  // Copies of the step around a loop each meet cells of their own.
                  case SUMMED -> axis.extent() == 1 || tiling.straight().contains(axis.name());
                });
  }

  private boolean isVector(Axis axis) {
    return tiling.lanes() > 1 && axis.name().equals(tiling.vectorAxis());
  }

  /** One cell for each product, in the first trip of all loops. */
  private List<Integer> along(Index coordinate) {
    List<Integer> cells = List.of(coordinate.constant());
    for (Map.Entry<String, Integer> term : coordinate.terms().entrySet()) {
      List<Integer> sums = new ArrayList<>();
      for (int cell : cells) {
        places(contraction.axis(term.getKey()))
            .forEach(place -> sums.add(cell + term.getValue() * place));
      }
      cells = sums;
    }
    return cells;
  }

  private List<Integer> places(Axis axis) {
    return switch (axis.role()) {
      case PARALLEL -> region.places(axis.name());
      case POOLED -> all(axis);
      case SUMMED -> tiling.straight().contains(axis.name()) ? all(axis) : List.of(0);
    };
  }

  private static List<Integer> all(Axis axis) {
    return IntStream.range(0, axis.extent()).boxed().toList();
  }
}
