package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Operation.TransformInput.Along;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.schedule.AxisNames;
import java.util.ArrayList;
import java.util.List;

/**
 * The transforms of tiles, by a {@link dev.lathe.processor.graph.TileFilter}: small matrices,
 * written out, for the channels of every tile. The loop along the last spatial axis is innermost
 * and takes several vectors of channels a trip, so that C2's range checks, which are made once a
 * loop, are made seldom.
 */
final class TransformLowering {

  private final TransformMaps maps;
  private final TransformTile tile;
  private final int rank;

  TransformLowering(TransformMaps maps) {
    this.maps = maps;
    this.tile = new TransformTile(maps);
    this.rank = maps.rank();
  }

  /** Along the one axis that is transformed: all tiles, or those before a smaller one and this. */
  List<Block> input(Operation.TransformInput operation) {
    Along along = operation.transforms().getFirst();
    List<Block> blocks = new ArrayList<>();
    for (TilesAlike alike : TilesAlike.of(along)) {
      Block block = new Block();
      blocks.add(block);
      loops(
          block,
          maps.tiles(operation),
          along.axis(),
          alike,
          (body, at, channel) -> tile.input(body, operation, alike.matrix(), at, channel));
    }
    return blocks;
  }

  /**
   * The whole tiles, and the last one where the map ends within it: kernels of their own, since
   * both together may be more than HotSpot compiles.
   */
  List<Block> output(Operation.TransformOutput operation) {
    Operation.TransformOutput.Back back = operation.axes().getFirst();
    int step = operation.step(back);
    int extent = maps.to().shape().extent(back.axis());
    List<Block> blocks = new ArrayList<>();
    if (extent >= step) {
      blocks.add(output(operation, new TilesAlike(0, extent / step, back.matrix()), step));
    }
    if (extent % step > 0) {
      TilesAlike last = new TilesAlike(extent / step, extent / step + 1, back.last());
      blocks.add(output(operation, last, extent % step));
    }
    return blocks;
  }

  private Block output(Operation.TransformOutput operation, TilesAlike alike, int wanted) {
    Operation.TransformOutput.Back back = operation.axes().getFirst();
    int[] tiles = maps.to().shape().spatial();
    tiles[back.axis() - 1] = operation.tiles(back, tiles[back.axis() - 1]);
    Block block = new Block();
    loops(
        block,
        tiles,
        back.axis(),
        alike,
        (body, at, channel) ->
            tile.output(body, operation, alike.matrix(), wanted, tiles, at, channel));
    return block;
  }

  /** Writes what is done with some channels of a tile. */
  private interface TileWriter {
    void write(Block block, List<Index> at, Index channel);
  }

  /** Loops over everything, the tiles' positions as they are in {@code tiles}. */
  private void loops(Block block, int[] tiles, int axis, TilesAlike alike, TileWriter writer) {
    outer(block, tiles, axis, alike, List.of(), writer);
  }

  private void outer(
      Block block, int[] tiles, int axis, TilesAlike alike, List<Index> at, TileWriter writer) {
    if (at.size() == rank - 1) {
      channels(block, tiles, axis, alike, at, writer);
      return;
    }
    along(
        block,
        tiles,
        axis,
        alike,
        at,
        (body, position) -> outer(body, tiles, axis, alike, position, writer));
  }

  /** As many vectors of channels at once as fit, and the last axis inside. */
  private void channels(
      Block block, int[] tiles, int axis, TilesAlike alike, List<Index> at, TileWriter writer) {
    int lanes = maps.lanes();
    int each = maps.strip().vectors() * lanes;
    block.loop(
        "c",
        0,
        maps.channels(),
        each,
        (body, channel) ->
            along(
                body,
                tiles,
                axis,
                alike,
                at,
                (inner, position) -> {
                  for (int c = 0; c < each; c += lanes) {
                    writer.write(inner, position, channel.plus(c));
                  }
                }));
  }

  private interface PositionWriter {
    void write(Block block, List<Index> at);
  }

  /** The loop along the next axis. */
  private void along(
      Block block, int[] tiles, int axis, TilesAlike alike, List<Index> at, PositionWriter writer) {
    int next = at.size();
    boolean transformed = next + 1 == axis;
    block.loop(
        AxisNames.position(rank, next),
        transformed ? alike.from() : 0,
        transformed ? alike.to() : tiles[next],
        1,
        (body, variable) -> {
          List<Index> position = new ArrayList<>(at);
          position.add(variable);
          writer.write(body, position);
        });
  }
}
