package dev.lathe.processor.testing;

import dev.lathe.annotations.PadMode;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.network.Border;
import dev.lathe.processor.network.LayerBias;
import dev.lathe.processor.network.LayerOperation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random convolutions of a map, forward and transposed. */
final class RandomConvolutions {
  private final Shape map;
  private final Random random;

  RandomConvolutions(Shape map, Random random) {
    this.map = map;
    this.random = random;
  }

  /** A convolution with any connections, bias and border. */
  RandomLayer convolution() {
    Window window = RandomWindows.over(map, random.nextBoolean(), true, random);
    Connections connections = connections();
    int filters =
        switch (connections) {
          case Connections.Groups(int count) ->
              count == 1 ? RandomWindows.channels(random) : count * multiple();
          case Connections.Table table -> table.rows().size();
          case Connections.Untied() -> RandomWindows.channels(random);
        };
    Shape output = Shape.map(filters, window.outputExtents(map.spatial()));
    LayerOperation operation =
        new LayerOperation.Convolution(
            window,
            connections,
            filters,
            bias(connections),
            random.nextInt(4) == 0,
            border(window, connections));
    return new RandomLayer(
        operation, output, (long) output.positions() * map.channels() * window.taps());
  }

  private Border border(Window window, Connections connections) {
    PadMode mode = PadMode.values()[random.nextInt(4)];
    for (int d = 0; d < window.rank(); d++) {
      int cells = Math.max(window.before().get(d), window.after().get(d));
      int extent = map.extent(d + 1);
      if (cells >= extent && mode != PadMode.REPLICATE) {
        mode = PadMode.CONSTANT; // the others have too little to give
      }
    }
    boolean zeros = random.nextInt(3) > 0 || connections instanceof Connections.Untied;
    return zeros ? Border.ZEROS : new Border(mode, mode == PadMode.CONSTANT ? -1 : 0);
  }

  /** How many maps of a group. */
  private int multiple() {
    return 1 + random.nextInt(random.nextInt(3) == 0 ? 8 : 2);
  }

  private Connections connections() {
    return switch (random.nextInt(8)) {
      case 0 -> new Connections.Groups(map.channels());
      case 1 -> groups();
      case 2 -> new Connections.Table(table(1 + random.nextInt(20)));
      case 3 -> new Connections.Untied();
      default -> Connections.full();
    };
  }

  /** One of the numbers that divide that of the maps. */
  private Connections groups() {
    int[] divisors =
        IntStream.rangeClosed(1, map.channels()).filter(n -> map.channels() % n == 0).toArray();
    return new Connections.Groups(divisors[random.nextInt(divisors.length)]);
  }

  private List<List<Integer>> table(int outputs) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int o = 0; o < outputs; o++) {
      List<Integer> maps = new ArrayList<>(IntStream.range(0, map.channels()).boxed().toList());
      Collections.shuffle(maps, random);
      List<Integer> row = new ArrayList<>(maps.subList(0, 1 + random.nextInt(maps.size())));
      if (random.nextBoolean()) {
        Collections.sort(row);
      }
      rows.add(row);
    }
    return rows;
  }

  private LayerBias bias(Connections connections) {
    boolean untied = connections instanceof Connections.Untied;
    return switch (random.nextInt(4)) {
      case 0 -> LayerBias.NONE;
      case 1 -> LayerBias.PER_UNIT;
      default -> untied ? LayerBias.PER_UNIT : LayerBias.PER_MAP;
    };
  }

  /** A transposed convolution, strided or not. */
  RandomLayer transposed() {
    Window window = RandomWindows.over(map, random.nextBoolean(), true, random);
    List<Integer> outputPadding = window.stride().stream().map(random::nextInt).toList();
    int[] extents = new int[window.rank()];
    for (int d = 0; d < extents.length; d++) {
      extents[d] =
          (map.extent(d + 1) - 1) * window.stride().get(d)
              - window.before().get(d)
              - window.after().get(d)
              + window.span(d)
              + outputPadding.get(d);
    }
    Connections connections = random.nextInt(3) == 0 ? groups() : Connections.full();
    int groups = connections instanceof Connections.Groups(int count) ? count : 1;
    Shape output =
        Shape.map(groups == 1 ? RandomWindows.channels(random) : groups * multiple(), extents);
    LayerOperation operation =
        new LayerOperation.TransposedConvolution(
            window,
            outputPadding,
            connections,
            output.channels(),
            LayerBias.perMap(random.nextInt(4) > 0),
            random.nextInt(4) == 0);
    return new RandomLayer(operation, output, (long) map.size() * window.taps());
  }
}
