package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.loop.Index;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses for every value its memory order and for every contraction its tiling.
 *
 * <p>Vectors run along the output channels unless a convolution has few of them and a wide map:
 * then whole rows are computed, which needs rows that lie contiguous, stride 1 and users that can
 * read such rows.
 */
public final class Scheduler {
  private final Graph graph;
  private final Machine machine;
  private final List<Order> orders = new ArrayList<>();
  private final Map<Integer, List<ScheduledContraction>> contractions = new HashMap<>();

  /** Deep networks compute the same in many places: what has been searched for once is known. */
  private final Map<Search, Tiling> found = new HashMap<>();

  private record Search(Contraction geometry, int lanes, String vectorAxis) {}

  private Scheduler(Graph graph, Machine machine) {
    this.graph = graph;
    this.machine = machine;
  }

  public static ScheduledGraph schedule(Graph graph, Machine machine) {
    Scheduler scheduler = new Scheduler(graph, machine);
    for (Node node : graph.nodes()) {
      scheduler.schedule(node);
    }
    return new ScheduledGraph(graph, machine, scheduler.orders, scheduler.contractions);
  }

  private void schedule(Node node) {
    orders.add(defaultOrder(node));
    List<ScheduledContraction> scheduled = alongChannels(node);
    if (scheduled.isEmpty()) {
      return;
    }
    Optional<ScheduledContraction> rows = alongRows(node);
    if (rows.isPresent() && cycles(rows.get()) < cycles(scheduled.get(0))) {
      orders.set(node.id(), Order.CHANNELS_FIRST);
      scheduled = List.of(rows.get());
    }
    contractions.put(node.id(), scheduled);
  }

  /** Folds groups of channels as it is cheapest. */
  private List<ScheduledContraction> alongChannels(Node node) {
    List<ScheduledContraction> best = List.of();
    double bestCycles = Double.POSITIVE_INFINITY;
    // Folded groups have other summands, if only zeros, in another order.
    Set<Integer> folds =
        machine.strict() ? Set.of(1) : Contractions.folds(graph, node, machine.lanes());
    for (int fold : folds) {
      List<ScheduledContraction> scheduled =
          Contractions.of(graph, node, fold).stream().map(this::alongChannels).toList();
      double cycles = scheduled.stream().mapToDouble(Scheduler::cycles).sum();
      if (cycles < bestCycles) {
        best = scheduled;
        bestCycles = cycles;
      }
    }
    return best;
  }

  private static double cycles(ScheduledContraction scheduled) {
    return CostModel.cycles(scheduled.contraction(), scheduled.tiling(), scheduled.regions());
  }

  private Order defaultOrder(Node node) {
    return switch (node.operation()) {
      case Operation.Input() -> inputOrder(node);
      case Operation.Target(), Operation.Mask _ -> Order.CHANNELS_FIRST;
      case Operation.Activate _,
          Operation.ActivationGradient _,
          Operation.AddBias(),
          Operation.Add(),
          Operation.BatchMean _,
          Operation.MaxPool _,
          Operation.MaxPoolGradient _,
          Operation.AveragePool _,
          Operation.AveragePoolGradient _,
          Operation.SmoothPool _,
          Operation.SmoothPoolGradient _,
          Operation.Softmax(),
          Operation.SoftmaxGradient(),
          Operation.LogSoftmax(),
          Operation.LogSoftmaxGradient(),
          Operation.NegativeLogLikelihoodGradient(),
          Operation.SquaredErrorGradient(),
          Operation.Reduce _,
          Operation.ExtremeGradient _,
          Operation.Reindex _,
          Operation.ReindexGradient _,
          Operation.KeptPlaces _,
          Operation.Gather(),
          Operation.Scatter _,
          Operation.Concatenate _,
          Operation.Accumulate() ->
          orders.get(node.operand(0));
      case Operation.Pointwise _ -> orderOfFirst(node);
      case Operation.Reshape() -> Order.CHANNELS_FIRST;
      case Operation.Constant _ ->
          node.shape().channels() == 1 ? Order.CHANNELS_FIRST : Order.CHANNELS_LAST;
      default -> Order.CHANNELS_LAST;
    };
  }

  /** The order of the first operand that is not stretched, and computed or given with the image. */
  private Order orderOfFirst(Node node) {
    return node.operands().stream()
        .map(graph::node)
        .filter(operand -> operand.shape().equals(node.shape()))
        .filter(operand -> !(operand.operation() instanceof Operation.Parameter))
        .map(operand -> orders.get(operand.id()))
        .findFirst()
        .orElse(Order.CHANNELS_LAST);
  }

  /**
   * An input of many channels is turned while it is copied: a convolution walks along the channels
   * of a position, and with each of them on a page of its own one of 64 channels took 1.75 instead
   * of 1.50 ms.
   */
  private Order inputOrder(Node node) {
    boolean isMap = node.shape().spatialRank() > 0 && node.shape().positions() > 1;
    boolean isConvolved =
        graph.users(node.id()).stream()
            .allMatch(
                user ->
                    user.operation() instanceof Operation.Convolution
                        || user.operation() instanceof Operation.WinogradInput
                        || user.operation() instanceof Operation.WeightGradient);
    return !machine.isScalar()
            && !machine.strict()
            && isMap
            && isConvolved
            && node.shape().channels() >= machine.lanes()
        ? Order.CHANNELS_LAST
        : Order.CHANNELS_FIRST;
  }

  private ScheduledContraction alongChannels(Contraction contraction) {
    for (String axis : List.of(Contraction.CHANNEL, Contraction.GROUP, "i")) {
      if (machine.lanes() > 1 && canVectorise(contraction, axis)) {
        return scheduled(contraction, machine.lanes(), axis);
      }
    }
    return scheduled(contraction, 1, Contraction.CHANNEL);
  }

  private ScheduledContraction scheduled(Contraction contraction, int lanes, String axis) {
    Tiling tiling =
        found.computeIfAbsent(
            new Search(contraction.geometry(), lanes, axis),
            search -> TilingSearch.search(search.geometry(), machine, lanes, axis, false));
    return new ScheduledContraction(contraction, tiling);
  }

  /**
   * Whether every value read or written lies contiguous along {@code axis} or does not depend on
   * it.
   */
  private boolean canVectorise(Contraction contraction, String name) {
    List<Access> accesses = new ArrayList<>(List.of(contraction.left(), contraction.out()));
    contraction.right().ifPresent(accesses::add);
    contraction.addend().ifPresent(accesses::add);
    return contraction.axes(Axis.Role.PARALLEL).stream()
        .filter(axis -> axis.name().equals(name))
        .anyMatch(axis -> accesses.stream().allMatch(access -> isContiguous(access, axis)));
  }

  private boolean isContiguous(Access access, Axis axis) {
    Node node = graph.node(access.node());
    boolean packed = node.operation() instanceof Operation.Parameter || graph.accumulates(node);
    if (packed || !access.dependsOn(axis.name())) {
      return true;
    }
    Index channel = access.coordinates().get(0);
    boolean elsewhere =
        access.coordinates().stream().skip(1).anyMatch(at -> at.terms().containsKey(axis.name()));
    boolean neighbours = Objects.equals(channel.terms().get(axis.name()), 1) && !elsewhere;
    // The last vector may run into the filling behind all channels, not into the next group's.
    boolean whole = channel.terms().size() == 1 || axis.extent() % machine.lanes() == 0;
    return orders.get(node.id()) == Order.CHANNELS_LAST && neighbours && whole;
  }

  private Optional<ScheduledContraction> alongRows(Node node) {
    if (!(node.operation() instanceof Operation.Convolution convolution)) {
      return Optional.empty();
    }
    Window window = convolution.window();
    int last = window.rank() - 1;
    // Reductions go in memory order, which must be the same everywhere.
    if (machine.isScalar()
        || machine.strict()
        || last < 0
        || convolution.epilogue().addend()
        || differsAlongRows(node, convolution)
        || orders.get(node.operand(0)) != Order.CHANNELS_FIRST) {
      return Optional.empty();
    }
    int width = node.shape().extent(last + 1);
    boolean overlapping = width >= machine.lanes();
    int step =
        window.stride().get(last)
            * convolution.epilogue().maxPool().map(pool -> pool.kernel().get(last)).orElse(1);
    boolean readable = (step == 1 && overlapping) || isSortable(graph.operand(node, 0));
    if (!readable || !readsRows(node, overlapping)) {
      return Optional.empty();
    }
    Contraction contraction = Contractions.of(graph, node, 1).get(0);
    String row = AxisNames.position(window.rank(), last);
    // Where the cells of a row are sorted, a tap decides in which phase it reads.
    Optional<String> constant =
        step > 1 ? Optional.of(AxisNames.tap(window.rank(), last)) : Optional.empty();
    return TilingSearch.alongRows(contraction, machine, row, overlapping, constant)
        .map(tiling -> new ScheduledContraction(contraction, tiling));
  }

  /**
   * The image alone can be brought into any order, with room behind its rows, while it is copied
   * for its one user.
   */
  private boolean isSortable(Node node) {
    return node.operation() instanceof Operation.Input && graph.users(node.id()).size() == 1;
  }

  /** Whether weights or bias differ along a row: packed for whole vectors, they cannot overlap. */
  private boolean differsAlongRows(Node node, Operation.Convolution convolution) {
    return convolution.connections() instanceof Connections.Untied
        || (convolution.epilogue().bias() && graph.operand(node, 2).shape().positions() > 1);
  }

  /**
   * Whether all users read single elements, rows, or each element once: pooling wants channels in
   * vectors, and so do groups. Where rows are not overlapping, what fills their last vectors lies
   * where padding behind the rows would.
   */
  private boolean readsRows(Node node, boolean overlapping) {
    for (Node user : graph.users(node.id())) {
      // As an addend it is wanted in the order of the sums.
      boolean once = user.operands().lastIndexOf(node.id()) == 0;
      boolean reads =
          switch (user.operation()) {
            case Operation.Convolution convolution ->
                once
                    && isUngrouped(convolution.connections())
                    && (overlapping || isUnpadded(convolution.window()));
            case Operation.WeightGradient gradient ->
                user.operand(0) == node.id()
                    && isUngrouped(gradient.connections())
                    && (overlapping || isUnpadded(gradient.window()));
            case Operation.Activate _ -> readsRows(user, overlapping);
            default -> false;
          };
      if (!reads) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUngrouped(Connections connections) {
    return !(connections instanceof Connections.Groups(int count)) || count == 1;
  }

  private static boolean isUnpadded(Window window) {
    return window.after().getLast() == 0;
  }
}
