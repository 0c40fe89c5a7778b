package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.text;

import dev.lathe.processor.OnnxEdgeCases.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Elements that are sorted, read and replaced by numbers that are computed. */
final class OnnxChoiceCases {
  private OnnxChoiceCases() {}

  static void add(OnnxEdgeCases cases) {
    for (boolean most : new boolean[] {true, false}) {
      for (int count : new int[] {16, 17, 70, 110}) {
        sorted(cases, "", Values.input(2, 110, 3), most, count);
      }
      double least = most ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      Values bounded =
          OnnxEdgeCases.filled(
              OnnxEdgeCases.shape(2, 110, 3), at -> at[1] % 12 == 5 ? at[1] % 5 : least);
      sorted(cases, "_with_infinities", bounded, most, 16);
      sorted(cases, "_with_infinities", bounded, most, 110);
    }
    for (boolean adds : new boolean[] {true, false}) {
      scattered(cases, adds);
    }
    gathered(cases);
  }

  /** Rows with ties: figures repeat after 101 elements. */
  private static void sorted(OnnxEdgeCases cases, String kind, Values x, boolean most, int count) {
    int[] shape = {2, count, 3};
    cases.add(
        "%d_%s%s".formatted(count, most ? "largest" : "smallest", kind),
        11,
        x,
        integers("k", count)
            + nodeWith(
                integer("axis", 1) + integer("largest", most ? 1 : 0), "TopK", "y,y1", "x", "k"),
        OnnxEdgeCases.filled(shape, at -> x.at(at[0], order(x, at, most).get(at[1]), at[2])),
        OnnxEdgeCases.filled(shape, at -> order(x, at, most).get(at[1])));
  }

  private static List<Integer> order(Values x, int[] at, boolean most) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, 110).boxed().toList());
    order.sort(Comparator.comparingDouble(k -> (most ? -1 : 1) * x.at(at[0], k, at[2])));
    return order;
  }

  /** Places from the input itself, some counted from the end; one is met twice. */
  private static void scattered(OnnxEdgeCases cases, boolean adds) {
    Values x = Values.of(OnnxEdgeCases.shape(2, 3), 0, 4, -1, 2, 0, 2);
    Values data = Values.input(3, 5, 1);
    Values updates = Values.input(2, 3, 1);
    double[] result = data.elements().clone();
    for (int n = 0; n < 2; n++) {
      for (int k = 0; k < 3; k++) {
        int number = (int) x.at(n, k);
        int place = n * 5 + (number < 0 ? number + 5 : number);
        result[place] = updates.at(n, k, 0) + (adds ? result[place] : 0);
      }
    }
    cases.add(
        adds ? "added_where_computed" : "replaced_where_computed",
        16,
        x,
        floats("data", 3, 5, 1)
            + floats("updates", 2, 3, 1)
            + integers("shape", 2, 3, 1)
            + nodeWith(integer("to", 7), "Cast", "whole", "x")
            + node("Reshape", "places", "whole", "shape")
            + nodeWith(
                integer("axis", 1) + text("reduction", adds ? "add" : "none"),
                "ScatterElements",
                "y",
                "data",
                "places",
                "updates"),
        Values.of(OnnxEdgeCases.shape(3, 5, 1), result));
  }

  private static void gathered(OnnxEdgeCases cases) {
    Values x = Values.of(OnnxEdgeCases.shape(2, 3), 0, 3, -1, 2, 0, 2);
    Values data = Values.input(4, 5);
    cases.add(
        "read_where_computed",
        13,
        x,
        floats("data", 4, 5)
            + nodeWith(integer("to", 7), "Cast", "whole", "x")
            + nodeWith(integer("axis", 0), "GatherElements", "y", "data", "whole"),
        OnnxEdgeCases.filled(
            OnnxEdgeCases.shape(2, 3), at -> data.at((int) (x.at(at) + 4) % 4, at[1])));
  }
}
