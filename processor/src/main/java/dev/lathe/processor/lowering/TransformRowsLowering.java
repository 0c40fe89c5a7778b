package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.schedule.AxisNames;
import java.util.ArrayList;
import java.util.List;

/**
 * The transform of tiles along one axis of maps whose rows lie contiguous: vectors run along the
 * rows, whose cells all take part in the same sums. The last vector of a row begins earlier, or
 * runs beyond the only one of a row that does not fill it.
 */
final class TransformRowsLowering {
  private final TransformMaps maps;
  private final TransformTile tile;

  TransformRowsLowering(TransformMaps maps) {
    this.maps = maps;
    this.tile = new TransformTile(maps);
  }

  /**
   * The whole vectors of all rows, and the last ones: kernels of their own, since both together may
   * be more than HotSpot compiles. The same again for a smaller last tile.
   */
  List<Block> input(Operation.TransformInput operation) {
    int cells = maps.tiles(operation)[maps.rank() - 1];
    int whole = cells / maps.lanes() * maps.lanes();
    List<Block> blocks = new ArrayList<>();
    for (TilesAlike alike : TilesAlike.of(operation.transforms().getFirst())) {
      if (whole > 0) {
        blocks.add(rows(operation, alike, new Span(0, whole)));
      }
      if (cells > whole) {
        int last = Math.max(0, cells - maps.lanes());
        blocks.add(rows(operation, alike, new Span(last, last + maps.lanes())));
      }
    }
    return blocks;
  }

  /** Cells of a row, in whole vectors. */
  private record Span(int from, int to) {}

  private Block rows(Operation.TransformInput operation, TilesAlike alike, Span span) {
    Block block = new Block();
    block.loop(
        "c", maps.channels(), (body, c) -> outer(body, operation, alike, span, c, List.of()));
    return block;
  }

  private void outer(
      Block block,
      Operation.TransformInput operation,
      TilesAlike alike,
      Span span,
      Index channel,
      List<Index> at) {
    int[] tiles = maps.tiles(operation);
    if (at.size() == tiles.length) {
      tile.input(block, operation, alike.matrix(), at, channel);
      return;
    }
    boolean inRow = at.size() == tiles.length - 1;
    boolean transformed = at.size() + 1 == operation.transforms().getFirst().axis();
    block.loop(
        AxisNames.position(tiles.length, at.size()),
        inRow ? span.from() : transformed ? alike.from() : 0,
        inRow ? span.to() : transformed ? alike.to() : tiles[at.size()],
        inRow ? maps.lanes() : 1,
        (body, next) -> outer(body, operation, alike, span, channel, and(at, next)));
  }

  private static List<Index> and(List<Index> at, Index next) {
    List<Index> longer = new ArrayList<>(at);
    longer.add(next);
    return longer;
  }
}
