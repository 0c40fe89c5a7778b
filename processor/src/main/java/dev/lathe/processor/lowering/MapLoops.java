package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.Buffers;
import dev.lathe.processor.memory.Placement;
import dev.lathe.processor.schedule.AxisNames;
import dev.lathe.processor.schedule.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Loops over the elements and rows of feature maps. */
final class MapLoops {
  private static final Buffer ARENA = Buffers.ARENA;

  private MapLoops() {}

  /** Writes what is done with one element. */
  interface ElementWriter {
    /** Channel first, then the spatial coordinates. */
    void write(Block block, List<Index> coordinates);
  }

  /**
   * Writes what is done with a run of consecutive floats, {@code lanes} of them at {@code offset}.
   */
  interface RunWriter {
    void write(Block block, Index offset, int lanes);
  }

  /** The memory index of an element. */
  static Index at(Placement placement, List<Index> coordinates) {
    return placement.index(coordinates);
  }

  /** All elements, one at a time. */
  static void elements(Block block, Shape shape, Order order, ElementWriter writer) {
    if (order == Order.CHANNELS_FIRST) {
      block.loop(
          "c",
          shape.channels(),
          (body, c) ->
              positions(body, shape, List.of(), (inner, at) -> writer.write(inner, join(c, at))));
    } else {
      positions(
          block,
          shape,
          List.of(),
          (body, at) ->
              body.loop("c", shape.channels(), (inner, c) -> writer.write(inner, join(c, at))));
    }
  }

  /** All rows of positions, with the spatial coordinates but for the last. */
  static void rowPositions(Block block, Shape shape, ElementWriter writer) {
    rowPositions(block, shape, List.of(), writer);
  }

  private static void rowPositions(
      Block block, Shape shape, List<Index> outer, ElementWriter writer) {
    if (outer.size() == shape.spatialRank() - 1) {
      writer.write(block, outer);
      return;
    }
    block.loop(
        AxisNames.position(shape.spatialRank(), outer.size()),
        shape.extent(outer.size() + 1),
        (body, variable) -> rowPositions(body, shape, append(outer, variable), writer));
  }

  /** All positions, with the spatial coordinates alone. */
  static void positions(Block block, Shape shape, ElementWriter writer) {
    positions(block, shape, List.of(), writer);
  }

  private static void positions(Block block, Shape shape, List<Index> outer, ElementWriter writer) {
    if (outer.size() == shape.spatialRank()) {
      writer.write(block, outer);
      return;
    }
    block.loop(
        AxisNames.position(shape.spatialRank(), outer.size()),
        shape.extent(outer.size() + 1),
        (body, variable) -> positions(body, shape, append(outer, variable), writer));
  }

  /**
   * The rows of a map, as the index of their first float; one long row where nothing lies between
   * them.
   */
  static void rows(Block block, Placement placement, ElementWriter writer) {
    Shape shape = placement.shape();
    if (placement.isContiguous() || shape.spatialRank() == 0) {
      writer.write(block, origin(shape));
      return;
    }
    if (placement.order() == Order.CHANNELS_FIRST) {
      rowStarts(block, shape, writer);
    } else {
      rows(block, shape, List.of(Index.of(0)), writer);
    }
  }

  /** The first element of every row of every channel. */
  static void rowStarts(Block block, Shape shape, ElementWriter writer) {
    block.loop("c", shape.channels(), (body, c) -> rows(body, shape, List.of(c), writer));
  }

  /** The floats that one call of the row writer of {@link #rows} covers. */
  static int rowLength(Placement placement) {
    return placement.isContiguous() ? placement.size() : placement.row();
  }

  private static void rows(Block block, Shape shape, List<Index> outer, ElementWriter writer) {
    if (outer.size() == shape.spatialRank()) {
      writer.write(block, append(outer, Index.of(0)));
      return;
    }
    block.loop(
        AxisNames.position(shape.spatialRank(), outer.size() - 1),
        shape.extent(outer.size()),
        (body, variable) -> rows(body, shape, append(outer, variable), writer));
  }

  /** The first channel of every position. */
  static void channelRuns(Block block, Shape shape, ElementWriter writer) {
    positions(block, shape, (body, at) -> writer.write(body, join(Index.of(0), at)));
  }

  /** Consecutive floats: whole vectors first, what is left one at a time. */
  static void run(Block block, int length, int lanes, RunWriter writer) {
    int whole = length / lanes * lanes;
    if (whole > 0) {
      block.loop("i", 0, whole, lanes, (body, i) -> writer.write(body, i, lanes));
    }
    if (whole < length) {
      block.loop("i", whole, length, 1, (body, i) -> writer.write(body, i, 1));
    }
  }

  /** Zeros everywhere but in the halo. */
  static void zero(Block block, Placement placement) {
    fill(block, placement, 0);
  }

  /** The same figure everywhere but in the halo. */
  static void fill(Block block, Placement placement, float figure) {
    rows(
        block,
        placement,
        (body, at) ->
            body.add(new Statement.Fill(ARENA, at(placement, at), rowLength(placement), figure)));
  }

  private static List<Index> origin(Shape shape) {
    return Collections.nCopies(shape.rank(), Index.of(0));
  }

  private static List<Index> join(Index channel, List<Index> position) {
    List<Index> all = new ArrayList<>(List.of(channel));
    all.addAll(position);
    return all;
  }

  private static List<Index> append(List<Index> outer, Index variable) {
    List<Index> all = new ArrayList<>(outer);
    all.add(variable);
    return all;
  }
}
