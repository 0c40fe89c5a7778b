package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.Buffers;
import dev.lathe.processor.memory.Located;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.memory.Placement;
import dev.lathe.processor.schedule.AxisNames;
import java.util.ArrayList;
import java.util.List;

/**
 * The transforms of Winograd's algorithm: small matrices, written out, for the channels of every
 * tile. The loop along the last spatial axis is innermost and takes several vectors of channels a
 * trip, so that C2's range checks, which are made once a loop, are made seldom.
 */
final class WinogradLowering {

  /** Calls of the Vector API in one trip: well below what C1 compiles. */
  private static final int MOST_CALLS = 100;

  private final MemoryPlan plan;
  private final Placement from;
  private final Placement to;
  private final int rank;
  private final int lanes;
  private final List<Integer> operands;

  WinogradLowering(MemoryPlan plan, Node node) {
    this.plan = plan;
    this.from = plan.placement(node.operand(0));
    this.to = plan.placement(node.id());
    this.rank = Math.max(from.shape().spatialRank(), to.shape().spatialRank());
    this.operands = node.operands();
    boolean vectors =
        plan.scheduled().allChannelsLast(List.of(node.operand(0), node.id()))
            && plan.scheduled().allChannelsLast(addend(node))
            && channels() % plan.scheduled().machine().lanes() == 0;
    this.lanes = vectors ? plan.scheduled().machine().lanes() : 1;
  }

  private static List<Integer> addend(Node node) {
    return node.operation() instanceof Operation.WinogradOutput output && output.epilogue().addend()
        ? List.of(node.operands().getLast())
        : List.of();
  }

  /** The channels of the untransformed side. */
  private int channels() {
    return Math.min(from.shape().channels(), to.shape().channels());
  }

  Block input(Operation.WinogradInput operation) {
    LinearForms forms = new LinearForms(operation.matrix());
    int[] tiles = from.shape().spatial();
    tiles[operation.axis() - 1] = operation.tiles().count();
    Block block = new Block();
    loops(
        block,
        tiles,
        forms.calls(),
        operation.axis(),
        List.of(new Piece(0, operation.tiles().count())),
        (body, at, channel, _) -> {
          List<Expression> cells = new ArrayList<>();
          for (int k = 0; k < operation.matrix().width(); k++) {
            Index cell =
                at.get(operation.axis() - 1)
                    .times(operation.tiles().step())
                    .plus(operation.tiles().first() + k);
            cells.add(load(body, "cell" + k, with(channel, at, operation.axis(), cell)));
          }
          List<Expression> rows = forms.write(body, cells, lanes);
          for (int p = 0; p < rows.size(); p++) {
            store(body, tile(to, tiles, channel.plus(p * channels()), at), rows.get(p));
          }
        });
    return block;
  }

  Block output(Operation.WinogradOutput operation) {
    LinearForms forms = new LinearForms(operation.matrix());
    int step = operation.matrix().height();
    int extent = to.shape().extent(operation.axis());
    int[] tiles = to.shape().spatial();
    tiles[operation.axis() - 1] = Math.ceilDiv(extent, step);
    List<Piece> pieces = new ArrayList<>();
    if (extent >= step) {
      pieces.add(new Piece(0, extent / step));
    }
    if (extent % step > 0) {
      pieces.add(new Piece(extent / step, extent / step + 1));
    }
    Block block = new Block();
    loops(
        block,
        tiles,
        forms.calls() + (operation.epilogue().addend() ? 4 : 2) * step,
        operation.axis(),
        pieces,
        (body, at, channel, piece) -> {
          List<Expression> products = new ArrayList<>();
          for (int p = 0; p < operation.matrix().width(); p++) {
            products.add(
                load(body, "product" + p, tile(from, tiles, channel.plus(p * channels()), at)));
          }
          List<Expression> cells = forms.write(body, products, lanes);
          int wanted = Math.min(step, extent - piece.from() * step);
          for (int q = 0; q < wanted; q++) {
            Index cell = at.get(operation.axis() - 1).times(step).plus(q);
            List<Index> to = with(channel, at, operation.axis(), cell);
            store(body, to, finish(body, operation, cells.get(q), q, to));
          }
        });
    return block;
  }

  /** Bias, addend and activation. */
  private Expression finish(
      Block body,
      Operation.WinogradOutput operation,
      Expression cell,
      int q,
      List<Index> coordinates) {
    Epilogue epilogue = operation.epilogue();
    Expression value = cell;
    if (epilogue.bias()) {
      Located bias = plan.located(operands.get(1));
      List<Index> at = coordinates.subList(0, bias.placement().shape().rank());
      Expression summand = new Expression.Load(bias.buffer(), bias.placement().index(at), lanes);
      value = new Expression.Binary(Expression.Operator.ADD, value, summand);
    }
    if (epilogue.addend()) {
      List<Index> at = new ArrayList<>(coordinates);
      at.set(operation.axis(), at.get(operation.axis()).plus(operation.from()));
      Placement addend = plan.placement(operands.getLast());
      Expression summand = new Expression.Load(Buffers.ARENA, addend.index(at), lanes);
      value = new Expression.Binary(Expression.Operator.ADD, value, summand);
    }
    if (epilogue.activation().isPresent()) {
      value = body.set(new Local("sum" + q, lanes), value);
      Expression zero = new Expression.Constant(0, lanes);
      value = Activations.apply(epilogue.activation().get(), value, zero, true);
    }
    return value;
  }

  /** Tiles of the transformed axis that are treated alike. */
  private record Piece(int from, int to) {}

  /** Writes what is done with some channels of a tile. */
  private interface TileWriter {
    void write(Block block, List<Index> at, Index channel, Piece piece);
  }

  /** Loops over everything, the tiles' positions as they are in {@code tiles}. */
  private void loops(
      Block block, int[] tiles, int calls, int axis, List<Piece> pieces, TileWriter writer) {
    for (Piece piece : pieces) {
      outer(block, tiles, calls, axis, piece, List.of(), writer);
    }
  }

  private void outer(
      Block block,
      int[] tiles,
      int calls,
      int axis,
      Piece piece,
      List<Index> at,
      TileWriter writer) {
    if (at.size() == rank - 1) {
      channels(block, tiles, calls, axis, piece, at, writer);
      return;
    }
    along(
        block,
        tiles,
        axis,
        piece,
        at,
        (body, position) -> outer(body, tiles, calls, axis, piece, position, writer));
  }

  /** As many vectors of channels at once as fit, and the last axis inside. */
  private void channels(
      Block block,
      int[] tiles,
      int calls,
      int axis,
      Piece piece,
      List<Index> at,
      TileWriter writer) {
    int vectors = channels() / lanes;
    int most = Math.clamp(MOST_CALLS / calls, 1, vectors);
    int together = lanes == 1 ? 1 : most;
    while (vectors % together != 0) {
      together--;
    }
    int each = together * lanes;
    block.loop(
        "c",
        0,
        channels(),
        each,
        (body, channel) ->
            along(
                body,
                tiles,
                axis,
                piece,
                at,
                (inner, position) -> {
                  for (int c = 0; c < each; c += lanes) {
                    writer.write(inner, position, channel.plus(c), piece);
                  }
                }));
  }

  private interface PositionWriter {
    void write(Block block, List<Index> at);
  }

  /** The loop along the next axis. */
  private void along(
      Block block, int[] tiles, int axis, Piece piece, List<Index> at, PositionWriter writer) {
    int next = at.size();
    boolean transformed = next + 1 == axis;
    block.loop(
        AxisNames.position(rank, next),
        transformed ? piece.from() : 0,
        transformed ? piece.to() : tiles[next],
        1,
        (body, variable) -> {
          List<Index> position = new ArrayList<>(at);
          position.add(variable);
          writer.write(body, position);
        });
  }

  private Expression load(Block block, String name, List<Index> coordinates) {
    Expression load = new Expression.Load(Buffers.ARENA, from.index(coordinates), lanes);
    return block.set(new Local(name, lanes), load);
  }

  private void store(Block block, List<Index> coordinates, Expression value) {
    block.add(new Statement.Store(Buffers.ARENA, to.index(coordinates), value));
  }

  /** A tile in a map that may have all positions on one axis. */
  private static List<Index> tile(Placement map, int[] tiles, Index channel, List<Index> at) {
    if (map.shape().spatialRank() == at.size()) {
      return join(channel, at);
    }
    Index position = Index.of(0);
    for (int d = 0; d < tiles.length; d++) {
      position = position.times(tiles[d]).plus(at.get(d));
    }
    return List.of(channel, position);
  }

  private static List<Index> join(Index channel, List<Index> position) {
    List<Index> all = new ArrayList<>(List.of(channel));
    all.addAll(position);
    return all;
  }

  private static List<Index> with(Index channel, List<Index> position, int axis, Index cell) {
    List<Index> all = join(channel, position);
    all.set(axis, cell);
    return all;
  }
}
