package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    List<ScheduledContraction> scheduled = new ArrayList<>();
    for (Contraction contraction : Contractions.of(graph, node)) {
      scheduled.add(alongChannels(contraction));
    }
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

  private static double cycles(ScheduledContraction scheduled) {
    return CostModel.cycles(scheduled.contraction(), scheduled.tiling(), scheduled.regions());
  }

  private Order defaultOrder(Node node) {
    return switch (node.operation()) {
      case Operation.Input(), Operation.Target() -> Order.CHANNELS_FIRST;
      case Operation.Activate _,
          Operation.ActivationGradient _,
          Operation.AddBias(),
          Operation.Add(),
          Operation.MaxPool _,
          Operation.MaxPoolGradient _,
          Operation.AveragePool _,
          Operation.AveragePoolGradient _,
          Operation.Softmax(),
          Operation.SoftmaxGradient(),
          Operation.LogSoftmax(),
          Operation.LogSoftmaxGradient(),
          Operation.NegativeLogLikelihoodGradient(),
          Operation.SquaredErrorGradient() ->
          orders.get(node.operand(0));
      default -> Order.CHANNELS_LAST;
    };
  }

  private ScheduledContraction alongChannels(Contraction contraction) {
    for (String axis : List.of(Contraction.CHANNEL, "i")) {
      if (machine.lanes() > 1 && canVectorise(contraction, axis)) {
        Tiling tiling = TilingSearch.search(contraction, machine, machine.lanes(), axis, false);
        return new ScheduledContraction(contraction, tiling);
      }
    }
    Tiling scalar = TilingSearch.search(contraction, machine, 1, Contraction.CHANNEL, false);
    return new ScheduledContraction(contraction, scalar);
  }

  /**
   * Whether every value read or written lies contiguous along {@code axis} or does not depend on
   * it.
   */
  private boolean canVectorise(Contraction contraction, String axis) {
    boolean parallel =
        contraction.axes(Axis.Role.PARALLEL).stream().anyMatch(a -> a.name().equals(axis));
    List<Access> accesses = new ArrayList<>(List.of(contraction.left(), contraction.out()));
    contraction.right().ifPresent(accesses::add);
    return parallel && accesses.stream().allMatch(access -> isContiguous(access, axis));
  }

  private boolean isContiguous(Access access, String axis) {
    Node node = graph.node(access.node());
    boolean packed =
        node.operation() instanceof Operation.Parameter
            || node.operation() instanceof Operation.WeightGradient
            || node.operation() instanceof Operation.BiasGradient;
    return packed || !access.dependsOn(axis) || orders.get(node.id()) == Order.CHANNELS_LAST;
  }

  private Optional<ScheduledContraction> alongRows(Node node) {
    if (!(node.operation() instanceof Operation.Convolution convolution)) {
      return Optional.empty();
    }
    Window window = convolution.window();
    int last = window.rank() - 1;
    boolean fits =
        machine.lanes() > 1
            && last >= 0
            && convolution.epilogue().maxPool().isEmpty()
            && window.stride().get(last) == 1
            && node.shape().extent(last + 1) >= machine.lanes()
            && orders.get(node.operand(0)) == Order.CHANNELS_FIRST
            && readsRows(node);
    if (!fits) {
      return Optional.empty();
    }
    Contraction contraction = Contractions.of(graph, node).get(0);
    String row = AxisNames.position(window.rank(), last);
    Tiling tiling = TilingSearch.search(contraction, machine, machine.lanes(), row, true);
    return Optional.of(new ScheduledContraction(contraction, tiling));
  }

  /**
   * Whether all users read single elements, rows, or each element once: pooling wants channels in
   * vectors.
   */
  private boolean readsRows(Node node) {
    for (Node user : graph.users(node.id())) {
      boolean reads =
          switch (user.operation()) {
            case Operation.Convolution _, Operation.WeightGradient _ ->
                user.operand(0) == node.id();
            case Operation.Activate _ -> readsRows(user);
            default -> false;
          };
      if (!reads) {
        return false;
      }
    }
    return true;
  }
}
