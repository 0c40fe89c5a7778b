package dev.lathe.processor.testing;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random numbers of channels, and windows over a map. */
final class RandomWindows {
  private RandomWindows() {}

  /** Often few, sometimes such that a vector is not filled, or one and a bit are. */
  static int channels(Random random) {
    return random.nextInt(3) == 0 ? 1 + random.nextInt(33) : 1 + random.nextInt(8);
  }

  /** A window that may slide over a map of this shape, or may be too large for it. */
  static Window over(Shape map, boolean padded, boolean dilated, Random random) {
    List<List<Integer>> lists = new ArrayList<>();
    while (lists.size() < 5) {
      lists.add(new ArrayList<>());
    }
    int rank = map.spatialRank();
    for (int d = 0; d < rank; d++) {
      lists.get(0).add(1 + random.nextInt(rank == 3 ? 3 : 5));
      lists.get(1).add(1 + random.nextInt(3));
      lists.get(2).add(padded ? random.nextInt(4) : 0);
      lists.get(3).add(padded ? random.nextInt(4) : 0);
      lists.get(4).add(dilated && random.nextInt(4) == 0 ? 2 : 1);
    }
    return new Window(lists.get(0), lists.get(1), lists.get(2), lists.get(3), lists.get(4));
  }
}
