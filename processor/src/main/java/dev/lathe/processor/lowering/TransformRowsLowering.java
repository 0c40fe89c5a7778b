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

  Block input(Operation.TransformInput operation) {
    Block block = new Block();
    block.loop("c", maps.channels(), (body, c) -> outer(body, operation, c, new ArrayList<>()));
    return block;
  }

  /** Loops over the tiles along all axes but the rows' own. */
  private void outer(
      Block block, Operation.TransformInput operation, Index channel, List<Index> at) {
    int[] tiles = maps.tiles(operation);
    if (at.size() == tiles.length - 1) {
      row(block, operation, tiles, channel, at);
      return;
    }
    block.loop(
        AxisNames.position(tiles.length, at.size()),
        tiles[at.size()],
        (body, tile) -> outer(body, operation, channel, and(at, tile)));
  }

  private void row(
      Block block, Operation.TransformInput operation, int[] tiles, Index channel, List<Index> at) {
    int cells = tiles[tiles.length - 1];
    int whole = cells / maps.lanes() * maps.lanes();
    if (whole > 0) {
      block.loop(
          AxisNames.position(tiles.length, at.size()),
          0,
          whole,
          maps.lanes(),
          (body, x) -> tile.input(body, operation, and(at, x), channel));
    }
    if (cells > whole) {
      Index last = Index.of(Math.max(0, cells - maps.lanes()));
      tile.input(block, operation, and(at, last), channel);
    }
  }

  private static List<Index> and(List<Index> at, Index next) {
    List<Index> longer = new ArrayList<>(at);
    longer.add(next);
    return longer;
  }
}
