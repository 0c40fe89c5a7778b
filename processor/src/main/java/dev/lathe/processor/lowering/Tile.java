package dev.lathe.processor.lowering;

import dev.lathe.processor.schedule.Axis;
import dev.lathe.processor.schedule.Contraction;
import dev.lathe.processor.schedule.Region;
import dev.lathe.processor.schedule.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The results that one trip computes in registers.
 *
 * @param cells in order; those that a pooling window folds together follow each other
 */
record Tile(List<Cell> cells) {

  /**
   * One accumulator.
   *
   * @param name of its variable
   * @param offsets along each parallel and pooled axis, from the region's loop variables
   * @param isFirstOfPool whether it stands for its pooling window, into which the others are folded
   */
  record Cell(String name, Map<String, Integer> offsets, boolean isFirstOfPool) {}

  static Tile of(Contraction contraction, Region region) {
    List<Cell> cells = List.of(new Cell("sum", Map.of(), true));
    for (Span span : region.spans()) {
      cells = product(cells, span.axis().name(), span.offsets(), false);
    }
    for (Axis axis : contraction.axes(Axis.Role.POOLED)) {
      List<Integer> steps = IntStream.range(0, axis.extent()).boxed().toList();
      cells = product(cells, axis.name(), steps, true);
    }
    return new Tile(cells);
  }

  private static List<Cell> product(
      List<Cell> cells, String axis, List<Integer> steps, boolean pooled) {
    List<Cell> more = new ArrayList<>();
    for (Cell cell : cells) {
      for (int i = 0; i < steps.size(); i++) {
        Map<String, Integer> offsets = new TreeMap<>(cell.offsets());
        offsets.put(axis, steps.get(i));
        String separator = cell.name().equals("sum") ? "" : "_";
        String name = steps.size() == 1 ? cell.name() : cell.name() + separator + i;
        more.add(new Cell(name, offsets, cell.isFirstOfPool() && (!pooled || i == 0)));
      }
    }
    return more;
  }
}
