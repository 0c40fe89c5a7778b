package dev.lathe.processor.schedule;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Matrix;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation.TransformInput;
import dev.lathe.processor.graph.Operation.TransformOutput;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Winograd;
import dev.lathe.processor.loop.Budget;
import java.util.ArrayList;
import java.util.List;

/**
 * What a transform of tiles along two axes works on at once: some vectors of channels of
 * neighbouring tiles, half transformed. It stays in the first-level cache, where both transforms of
 * all channels at once came from and went to the second-level one.
 *
 * @param lanes of its vectors
 * @param vectors of channels
 * @param tiles along the second axis; they divide its tiles
 * @param cells along the second axis
 * @param rows of half transformed tiles, one for each product along the first axis; 0 where there
 *     is one axis only, and nothing in between
 */
public record TransformStrip(int lanes, int vectors, int tiles, int cells, int rows) {

  /** Fewer tiles are not worth their loops. */
  private static final int FEW_TILES = 4;

  /**
   * Calls of the Vector API, about: vectors side by side fill cache lines side by side, which come
   * in pairs. With two of them the transforms of 64 maps of 224x224 took 4.2 ms, with one 6.0;
   * three of 48 calls by this count are 51 to 56 each, and more than HotSpot compiles.
   */
  private static final int MOST_CALLS = Budget.MOST_VECTOR_CALLS;

  /** For an operation's transforms. */
  public static TransformStrip of(ScheduledGraph scheduled, Node node) {
    return switch (node.operation()) {
      case TransformInput input -> of(scheduled, node, input);
      case TransformOutput output -> of(scheduled, node, output);
      default -> throw new IllegalArgumentException(node + " transforms no tiles");
    };
  }

  /** Whether the tiles of a pooling window can be transformed back by one piece of code. */
  static boolean hasRoom(TransformOutput output, Window window) {
    TransformOutput pooling =
        new TransformOutput(output.axes(), output.epilogue().withMaxPool(window), output.from());
    return calls(pooling) <= Budget.MOST_VECTOR_CALLS;
  }

  /** Floats that lie between the two transforms. */
  public int floats() {
    return Sizes.product(Sizes.product(rows, cells), vectors * lanes);
  }

  private static TransformStrip of(ScheduledGraph scheduled, Node node, TransformInput input) {
    if (scheduled.isAlongRows(node)) {
      return new TransformStrip(scheduled.machine().lanes(), 1, 0, 0, 0);
    }
    int lanes = lanes(scheduled, node, false);
    int channels = scheduled.graph().operand(node, 0).shape().channels();
    int calls = input.transforms().stream().mapToInt(each -> calls(each.matrix())).sum();
    if (input.transforms().size() == 1) {
      return new TransformStrip(lanes, vectors(lanes, channels, MOST_CALLS / calls), 0, 0, 0);
    }
    TransformInput.Along second = input.axes().getLast();
    return fitting(
        lanes,
        vectors(lanes, channels, MOST_CALLS / calls),
        second.tiles().count(),
        second.tiles().step(),
        second.matrix().width() - second.tiles().step(),
        input.axes().getFirst().matrix().height());
  }

  private static TransformStrip of(ScheduledGraph scheduled, Node node, TransformOutput output) {
    int lanes = lanes(scheduled, node, output.epilogue().addend());
    TransformOutput.Back last = output.axes().getLast();
    int vectors = vectors(lanes, node.shape().channels(), MOST_CALLS / calls(output));
    if (output.axes().size() == 1) {
      return new TransformStrip(lanes, vectors, 0, 0, 0);
    }
    TransformOutput.Back first = output.axes().getFirst();
    int extent = node.shape().extent(first.axis()) * output.pooled(first.axis());
    int step = first.matrix().height();
    int rows = last.matrix().width();
    // Cells beyond the map are not written, which the last of several strips would have to know.
    return extent % step == 0
        ? fitting(lanes, vectors, extent / step, step, 0, rows)
        : new TransformStrip(lanes, 1, first.tiles(extent), first.tiles(extent) * step, rows);
  }

  /** About how many calls of the Vector API a tile takes, or the tiles of a pooling window. */
  private static int calls(TransformOutput output) {
    Matrix last = output.axes().getLast().matrix();
    int each =
        (output.epilogue().addend() ? 5 : 3)
            + output.epilogue().function().map(TransformStrip::beyondRelu).orElse(0);
    int transforms = output.axes().stream().mapToInt(back -> calls(back.matrix())).sum();
    int before = transforms - calls(last);
    return output
        .epilogue()
        .maxPool()
        .map(window -> before + window.kernel().getLast() * (calls(last) + last.height()))
        .map(pooled -> pooled + each * output.step(output.axes().getLast()))
        .orElse(transforms + each * last.height());
  }

  /** The calls of a function that RELU, which is counted in any case, has not. */
  private static int beyondRelu(Formula function) {
    return calls(function) - calls(Epilogue.RELU);
  }

  private static int calls(Formula function) {
    return EpilogueCalls.of(function, true) + EpilogueCalls.constants(function);
  }

  /** The most tiles that stay in the cache, with fewer vectors where they would be few. */
  private static TransformStrip fitting(
      int lanes, int most, int count, int step, int overlap, int rows) {
    for (int vectors = most; vectors > 0; vectors = vectors == 1 ? 0 : 1) {
      for (int tiles = count; tiles >= Math.min(count, FEW_TILES); tiles--) {
        TransformStrip strip =
            new TransformStrip(lanes, vectors, tiles, tiles * step + overlap, rows);
        if (count % tiles == 0
            && (long) strip.floats() * Float.BYTES <= Machine.CACHES.halfTransformed()) {
          return strip;
        }
      }
    }
    return new TransformStrip(lanes, 1, count, count * step + overlap, rows);
  }

  /** As many vectors as fit and divide all; scalars go one by one. */
  private static int vectors(int lanes, int channels, int most) {
    if (lanes == 1) {
      return 1;
    }
    int all = Math.ceilDiv(channels, lanes);
    int vectors = Math.clamp(most, 1, all);
    while (all % vectors != 0) {
      vectors--;
    }
    return vectors;
  }

  /**
   * About how many calls of the Vector API a product takes, with its reads and stores. Winograd's
   * points in pairs of both signs share sums; of 5 and 7 products one point has no partner.
   */
  private static int calls(Matrix matrix) {
    int products = Math.max(matrix.height(), matrix.width());
    boolean inPairs = products % 2 == 0 || products > Winograd.MOST_PRODUCTS;
    return (inPairs ? 3 : 4) * (matrix.height() + matrix.width());
  }

  private static int lanes(ScheduledGraph scheduled, Node node, boolean withAddend) {
    List<Integer> maps = new ArrayList<>(List.of(node.operand(0), node.id()));
    if (withAddend) {
      maps.add(node.operands().getLast());
    }
    int lanes = scheduled.machine().lanes();
    int from = scheduled.graph().operand(node, 0).shape().channels();
    int to = node.shape().channels();
    // Several products of a map lie behind each other as channels.
    boolean isWhole = from == to || Math.min(from, to) % lanes == 0;
    return scheduled.allChannelsLast(maps) && isWhole ? lanes : 1;
  }
}
