package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Operation.TransformInput.Along;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.Buffers;
import dev.lathe.processor.memory.Located;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.memory.Placement;
import dev.lathe.processor.schedule.TransformStrip;
import java.util.ArrayList;
import java.util.List;

/** What a transform of tiles reads and writes. */
final class TransformMaps {
  private final MemoryPlan plan;
  private final Node node;
  private final Placement from;
  private final Placement to;
  private final TransformStrip strip;

  TransformMaps(MemoryPlan plan, Node node) {
    this.plan = plan;
    this.node = node;
    this.from = plan.placement(node.operand(0));
    this.to = plan.placement(node.id());
    this.strip = TransformStrip.of(plan.scheduled(), node);
  }

  TransformStrip strip() {
    return strip;
  }

  int lanes() {
    return strip.lanes();
  }

  Placement from() {
    return from;
  }

  Placement to() {
    return to;
  }

  /** The number of spatial axes of the map. */
  int rank() {
    boolean ofInput = node.operation() instanceof Operation.TransformInput;
    return (ofInput ? from : to).shape().spatialRank();
  }

  /** The channels of the untransformed side. */
  int channels() {
    return Math.min(from.shape().channels(), to.shape().channels());
  }

  /** The extents of the positions of a map's tiles. */
  int[] tiles(Operation.TransformInput operation) {
    int[] tiles = from.shape().spatial();
    operation.axes().forEach(along -> tiles[along.axis() - 1] = along.tiles().count());
    return tiles;
  }

  /**
   * Where a cell of a tile is read.
   *
   * @param along the axis whose tiles have several cells
   * @param k the cell along it
   * @param at the tile
   */
  List<Index> cell(
      Operation.TransformInput operation, Along along, int k, Index channel, List<Index> at) {
    List<Index> cell = join(channel, at);
    for (Along each : operation.axes()) {
      Index first = at.get(each.axis() - 1).times(each.tiles().step()).plus(each.tiles().first());
      cell.set(each.axis(), each.equals(along) ? first.plus(k) : first);
    }
    return cell;
  }

  Expression load(Block block, String name, List<Index> coordinates) {
    return load(block, name, from.index(coordinates));
  }

  private Expression load(Block block, String name, Index index) {
    Expression load = new Expression.Load(Buffers.ARENA, index, lanes());
    return block.set(new Local(name, lanes()), load);
  }

  void store(Block block, List<Index> coordinates, Expression value) {
    block.add(new Statement.Store(Buffers.ARENA, to.index(coordinates), value));
  }

  /**
   * Reads what lies between two transforms.
   *
   * @param row the product along the first axis
   * @param cell along the second axis, from the strip's first one
   * @param vector of the strip's channels
   */
  Expression loadHalf(Block block, String name, Index row, Index cell, int vector) {
    return load(block, name, half(row, cell, vector));
  }

  void storeHalf(Block block, Index row, Index cell, int vector, Expression value) {
    block.add(new Statement.Store(Buffers.ARENA, half(row, cell, vector), value));
  }

  private Index half(Index row, Index cell, int vector) {
    return row.times(strip.cells())
        .plus(cell)
        .times(strip.vectors() * lanes())
        .plus(plan.scratch(node.id()) + vector * lanes());
  }

  /** The value with bias, addend and function. */
  Expression finish(
      Block body,
      Operation.TransformOutput operation,
      Expression cell,
      int q,
      List<Index> coordinates) {
    Epilogue epilogue = operation.epilogue();
    int axis = operation.axes().getLast().axis();
    List<Integer> operands = node.operands();
    int lanes = lanes();
    Expression value = cell;
    if (epilogue.bias()) {
      Located bias = plan.located(operands.get(1));
      List<Index> at = coordinates.subList(0, bias.placement().shape().rank());
      // All results of a tile have the same one.
      Local once = new Local("bias", lanes);
      Expression summand =
          q > 0
              ? new Expression.Read(once)
              : body.set(
                  once, new Expression.Load(bias.buffer(), bias.placement().index(at), lanes));
      value = new Expression.Binary(Expression.Operator.ADD, value, summand);
    }
    if (epilogue.addend()) {
      List<Index> at = new ArrayList<>(coordinates);
      at.set(axis, at.get(axis).plus(operation.from()));
      Placement addend = plan.placement(operands.getLast());
      Expression summand = new Expression.Load(Buffers.ARENA, addend.index(at), lanes);
      value = new Expression.Binary(Expression.Operator.ADD, value, summand);
    }
    if (epilogue.function().isPresent()) {
      value = body.set(new Local("sum" + q, lanes), value);
      value = EpilogueFunction.of(epilogue.function().get(), lanes).of(body, value);
    }
    return value;
  }

  /**
   * The place of a product: in a block of channels of its own, or on an axis of its own in front of
   * all positions, or of all rows and the cells of a row.
   *
   * @param map {@link #from} or {@link #to}
   * @param tiles extents of the positions
   */
  List<Index> product(Placement map, int[] tiles, Index product, Index channel, List<Index> at) {
    if (map.shape().channels() > channels()) {
      return join(channel.plus(product.times(channels())), at);
    }
    int last = tiles.length - 1;
    boolean inRows = map.shape().spatialRank() > 2;
    Index position = Index.of(0);
    for (int d = 0; d < (inRows ? last : tiles.length); d++) {
      position = position.times(tiles[d]).plus(at.get(d));
    }
    return inRows
        ? List.of(channel, product, position, at.get(last))
        : List.of(channel, product, position);
  }

  private static List<Index> join(Index channel, List<Index> position) {
    List<Index> all = new ArrayList<>(List.of(channel));
    all.addAll(position);
    return all;
  }

  static List<Index> with(Index channel, List<Index> position, int axis, Index cell) {
    List<Index> all = join(channel, position);
    all.set(axis, cell);
    return all;
  }
}
