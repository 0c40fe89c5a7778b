package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.graph.Tiles;
import dev.lathe.processor.schedule.Access;
import dev.lathe.processor.schedule.Caches;
import dev.lathe.processor.schedule.Contraction;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.Order;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.ScheduledGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Places feature maps in the arena.
 *
 * <p>Padding is part of a map's place: a halo of zeros around it, written once, when the arena is
 * made. Kernels then read beyond the border without a test, and there is one kernel instead of one
 * for each border: nine for a 3x3 kernel, 81 for the data gradient of a 5x5 one. The price is that
 * a map with a halo shares its memory with maps of the same geometry only.
 */
final class ArenaPlanner {

  /** Lines more for a position, of which one may spread products. */
  private static final int MOST_LINES = 3;

  private final ScheduledGraph scheduled;
  private final Graph graph;
  private final int[] roots;
  private final Map<Integer, Halo> halos = new HashMap<>();
  private final CallerValues callers;
  private final Map<Integer, Located> ends = new HashMap<>();
  private final ArenaAllocator allocator = new ArenaAllocator();
  private final FramedMaps framed = new FramedMaps(this::reserve);

  ArenaPlanner(ScheduledGraph scheduled) {
    this.scheduled = scheduled;
    this.graph = scheduled.graph();
    this.roots = InPlace.roots(scheduled);
    this.callers = new CallerValues(scheduled, roots);
  }

  /** The place of each node's value, empty for what does not live in the arena. */
  List<Optional<Placement>> place() {
    collectHalos();
    int[] lastUse = lastUses();
    Map<Integer, Placement> placed = new HashMap<>();
    Joined joined =
        new Joined(
            scheduled,
            roots,
            lastUse,
            root -> isFeatureMap(root) && !isGiven(root) && halo(root).isEmpty());
    for (boolean withHalo : new boolean[] {true, false}) {
      for (Node node : graph.nodes()) {
        if (isFeatureMap(node)
            && roots[node.id()] == node.id()
            && joined.part(node.id()).isEmpty()
            && !halo(node).isEmpty() == withHalo) {
          Optional<Located> end = end(node);
          if (end.isPresent()) {
            ends.put(node.id(), end.get());
          } else {
            placed.put(
                node.id(), place(node, joined.firstWrite(node.id()), joined.lastRead(node.id())));
          }
        }
      }
    }
    // A whole, which stands behind its parts, may be a part itself.
    for (Node node : graph.nodes().reversed()) {
      joined
          .part(node.id())
          .ifPresent(
              part -> {
                Placement whole = Objects.requireNonNull(placed.get(part.whole()));
                placed.put(node.id(), whole.part(part.axis(), part.offset(), node.shape()));
              });
    }
    List<Optional<Placement>> placements = new ArrayList<>();
    for (Node node : graph.nodes()) {
      placements.add(Optional.ofNullable(placed.get(roots[node.id()])));
    }
    return placements;
  }

  /** The values that lie in the caller's arrays and not in the arena. */
  Map<Integer, Located> ends() {
    return Collections.unmodifiableMap(ends);
  }

  private Optional<Located> end(Node node) {
    Placement placement = placement(node, 0);
    return callers.buffer(node, placement).map(buffer -> new Located(buffer, placement));
  }

  private Placement placement(Node node, int offset) {
    Order order = scheduled.order(node.id());
    return Placement.at(offset, node.shape(), order, halo(node), pitch(node), phases(node));
  }

  /** A region for what lies between the two halves of a step. */
  int scratch(Node node, int floats) {
    return allocator.allocate(floats, node.id(), node.id());
  }

  /** A region of its own, for what comes from or goes to the caller. */
  int reserve(int floats) {
    return allocator.allocate(floats, 0, Integer.MAX_VALUE);
  }

  int size() {
    return allocator.size();
  }

  private boolean isFeatureMap(Node node) {
    return !(node.operation() instanceof Operation.Parameter) && !graph.accumulates(node);
  }

  private Halo halo(Node node) {
    return halos.computeIfAbsent(roots[node.id()], root -> new Halo(node.shape().spatialRank()));
  }

  private static boolean isGiven(Node node) {
    return node.operation() instanceof Operation.Input
        || node.operation() instanceof Operation.Target
        || node.operation() instanceof Operation.Mask;
  }

  private Placement place(Node node, int firstWrite, int lastUse) {
    Placement sized = placement(node, 0);
    int offset;
    if (halo(node).isEmpty()) {
      offset = allocator.allocate(sized.size(), isGiven(node) ? 0 : firstWrite, lastUse);
    } else if (isGiven(node) || sized.order() == Order.CHANNELS_FIRST) {
      offset = reserve(sized.size());
    } else {
      offset = framed.allocate(sized, firstWrite, lastUse);
    }
    return placement(node, offset);
  }

  /**
   * The floats of a position. A transform reads or writes all products of a tile, which are as far
   * apart as all positions are long: where that is a multiple of a large power of two, their cache
   * lines are in few sets of the first-level cache and drive each other out. A cache line or more
   * for each position spreads them, unless the number of positions is such a multiple itself.
   */
  private int pitch(Node node) {
    int pitch = scheduled.machine().padded(node.shape().channels());
    boolean ofProducts =
        node.operation() instanceof Operation.TransformInput
            || node.operation() instanceof Operation.TransformProducts;
    if (!ofProducts || scheduled.machine().isScalar()) {
      return pitch;
    }
    return IntStream.rangeClosed(0, Math.min(MOST_LINES, pitch / Caches.LINE_FLOATS))
        .map(lines -> pitch + lines * Caches.LINE_FLOATS)
        .filter(each -> areSpread(node, Sizes.product(each, apart(node))))
        .findFirst()
        .orElse(pitch);
  }

  /**
   * Whether products share sets with few others: with half of the lines of a set, since vectors
   * straddle lines where the arena begins amid one. With 64 products of 9 tiles and 128 maps, 8 of
   * them in each set, the transform back took twice as long in one JVM as in the next. Products
   * that are not on an axis of their own lie side by side, and their rows apart.
   */
  private boolean areSpread(Node node, int apart) {
    int few = Machine.CACHES.linesOfSet() / 2;
    int products = areOnTheirAxis(node) ? node.shape().extent(1) : few;
    return products <= few * Caches.sets(apart) && Caches.sets(apart) > 2;
  }

  /** How many positions lie between two products of a map. */
  private int apart(Node products) {
    int rank = products.shape().rank();
    return areOnTheirAxis(products)
        ? products.shape().product(2, rank)
        : products.shape().extent(rank - 1);
  }

  private boolean areOnTheirAxis(Node products) {
    return products.shape().channels() == graph.operand(products, 0).shape().channels()
        || products.operation() instanceof Operation.TransformProducts;
  }

  private void collectHalos() {
    for (Node node : graph.nodes()) {
      if (node.operation() instanceof Operation.TransformInput input) {
        input.axes().forEach(along -> cover(graph.operand(node, 0), along));
        if (scheduled.isAlongRows(node)) {
          coverVectors(node, input);
        }
      }
      for (ScheduledContraction each : scheduled.contractions(node.id())) {
        Contraction contraction = each.contraction();
        cover(each, contraction.left());
        contraction.right().ifPresent(right -> cover(each, right));
        cover(each, contraction.out());
        contraction.addend().ifPresent(addend -> cover(each, addend));
      }
    }
  }

  private void cover(Node map, Operation.TransformInput.Along along) {
    Tiles tiles = along.tiles();
    int extent = map.shape().extent(along.axis());
    halo(map).cover(along.axis() - 1, tiles.first(), along.end() - 1, extent);
  }

  /** Where rows do not fill a vector, it is read and written beyond them. */
  private void coverVectors(Node node, Operation.TransformInput input) {
    Node map = graph.operand(node, 0);
    int axis = map.shape().spatialRank();
    Tiles row =
        input.axes().stream()
            .filter(along -> along.axis() == axis)
            .findFirst()
            .map(Operation.TransformInput.Along::tiles)
            .orElse(new Tiles(0, 1, map.shape().extent(axis)));
    int beyond = Math.max(0, scheduled.machine().lanes() - row.count());
    int last = row.cell(row.count() - 1) + beyond;
    halo(map).cover(axis - 1, row.first(), last, map.shape().extent(axis));
    int cells = node.shape().extents().getLast();
    halo(node).cover(node.shape().spatialRank() - 1, 0, cells - 1 + beyond, cells);
  }

  /**
   * Writes stay inside of a map but for the last vector of a row, which may be longer than what is
   * left of the row.
   */
  private void cover(ScheduledContraction each, Access access) {
    Node node = graph.node(access.node());
    if (isFeatureMap(node)) {
      halo(node).cover(each, access, node.shape().spatial());
    }
  }

  /** In how many phases the rows of a map are sorted: as its user's vectors step over cells. */
  private int phases(Node node) {
    for (Node user : graph.users(node.id())) {
      for (ScheduledContraction each : scheduled.contractions(user.id())) {
        Access left = each.contraction().left();
        if (each.tiling().lanes() > 1
            && left.node() == node.id()
            && scheduled.order(node.id()) == Order.CHANNELS_FIRST) {
          Integer step = left.coordinates().getLast().terms().get(each.tiling().vectorAxis());
          return step == null ? 1 : step;
        }
      }
    }
    return 1;
  }

  /** The step of the last read of each root's memory; outputs are read after the last step. */
  private int[] lastUses() {
    int[] last = new int[graph.nodes().size()];
    for (Node node : graph.nodes()) {
      last[roots[node.id()]] = Math.max(last[roots[node.id()]], node.id());
      for (int operand : node.operands()) {
        last[roots[operand]] = Math.max(last[roots[operand]], node.id());
      }
    }
    for (int output : graph.outputs()) {
      last[roots[output]] = Integer.MAX_VALUE;
    }
    return last;
  }
}
