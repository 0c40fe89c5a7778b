package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.loop.Index;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses for every value its memory order and for every contraction its tiling: what the layer is
 * pinned to, or else what a table says, or else what the cost model finds cheapest.
 *
 * <p>Vectors run along the output channels unless a convolution has few of them and a wide map, or
 * is a lone depthwise one: then whole rows are computed, which needs rows that lie contiguous or
 * can be sorted, and users that can read such rows ({@link Rows}).
 *
 * <p>So every node is scheduled for itself. Two passes follow that look at several of them, in
 * training: {@link MicroBatches} adds what is computed for several images at once, and {@link
 * DotProducts} lets the way back read weights as the way forward has them packed. In inference
 * {@link UnfilledVectors} has dot products for results that fill no vector, {@link PartialSums}
 * splits sums of few results, and {@link WeightsAhead} has weights fetched early.
 */
public final class Scheduler {
  private final Graph graph;
  private final Machine machine;
  private final Decided decided;
  private final Rows rows;
  private final List<Order> orders = new ArrayList<>();
  private final Map<Integer, List<ScheduledContraction>> contractions = new HashMap<>();
  private final Map<Integer, List<Offer>> offers = new HashMap<>();

  /** Deep networks compute the same in many places: what has been searched for once is known. */
  private final Map<Search, List<Candidate>> found = new HashMap<>();

  private record Search(Contraction geometry, Machine machine, int lanes, String vectorAxis) {}

  /** A contraction of a node and what was chosen for it. */
  private record Chosen(Contraction contraction, Decided.Choice choice) {

    ScheduledContraction scheduled() {
      return new ScheduledContraction(contraction, choice.candidate().tiling(), choice.origin());
    }
  }

  private Scheduler(Graph graph, Machine machine, Decided decided) {
    this.graph = graph;
    this.machine = machine;
    this.decided = decided;
    this.rows = new Rows(graph, machine);
  }

  /** Lets the cost model decide on everything. */
  public static ScheduledGraph schedule(Graph graph, Machine machine) {
    return schedule(graph, machine, Decided.NOTHING);
  }

  /**
   * Decides on everything.
   *
   * @param decided what is asked before the cost model
   */
  public static ScheduledGraph schedule(Graph graph, Machine machine, Decided decided) {
    return schedule(graph, machine, decided, MicroBatchPolicy.DEFAULT);
  }

  /**
   * Decides on everything.
   *
   * @param decided what is asked before the cost model
   * @param policy what may be computed for several images at once
   */
  public static ScheduledGraph schedule(
      Graph graph, Machine machine, Decided decided, MicroBatchPolicy policy) {
    // Weights that change would have to be rounded after each step.
    Machine allowed = ScheduledGraph.isTraining(graph) ? machine.exact() : machine;
    ScheduledGraph singles = new Scheduler(graph, allowed, decided).schedule();
    ScheduledGraph joint = MicroBatches.apply(singles, policy);
    ScheduledGraph shared = DotProducts.apply(joint, policy.leastWeights());
    ScheduledGraph filled = UnfilledVectors.apply(shared);
    ScheduledGraph split = PartialSums.apply(filled);
    return WeightsAhead.apply(split);
  }

  /** Every node for itself, and for one image. */
  private ScheduledGraph schedule() {
    for (Node node : graph.nodes()) {
      schedule(node);
    }
    return new ScheduledGraph(graph, machine, orders, contractions, offers, List.of());
  }

  private void schedule(Node node) {
    orders.add(defaultOrder(node));
    List<Chosen> chosen = alongChannels(node);
    if (chosen.isEmpty()) {
      return;
    }
    Optional<Chosen> inRows = alongRows(node);
    if (inRows.isPresent() && inRows.get().choice().precedes(chosen.getFirst().choice())) {
      orders.set(node.id(), Order.CHANNELS_FIRST);
      chosen = List.of(inRows.get());
    }
    contractions.put(node.id(), chosen.stream().map(Chosen::scheduled).toList());
  }

  /** Folds groups of channels as it is cheapest. */
  private List<Chosen> alongChannels(Node node) {
    List<Chosen> best = List.of();
    // Folded groups have other summands, if only zeros, in another order.
    Set<Integer> folds =
        machine.strict() ? Set.of(1) : Contractions.folds(graph, node, machine.lanes());
    for (int fold : folds) {
      List<Chosen> chosen =
          Contractions.of(graph, node, fold).stream()
              .map(contraction -> alongChannels(node, contraction))
              .toList();
      if (best.isEmpty() || (!chosen.isEmpty() && all(chosen).precedes(all(best)))) {
        best = chosen;
      }
    }
    return best;
  }

  /** All contractions of a node as if they were one. */
  private static Decided.Choice all(List<Chosen> chosen) {
    double cycles = chosen.stream().mapToDouble(each -> each.choice().candidate().cycles()).sum();
    Origin origin =
        chosen.stream()
            .map(each -> each.choice().origin())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Tiling tiling = chosen.getFirst().choice().candidate().tiling();
    return new Decided.Choice(new Candidate(tiling, cycles), origin);
  }

  private Chosen choose(Node node, Contraction contraction, List<Candidate> ranked) {
    offers.computeIfAbsent(node.id(), _ -> new ArrayList<>()).add(new Offer(contraction, ranked));
    return new Chosen(
        contraction, decided.choose(node.layer(), contraction, machine.lanes(), ranked));
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
      case Operation.TransformInput input -> orderOfTiles(node, input);
      case Operation.Reshape() -> Order.CHANNELS_FIRST;
      case Operation.Constant _ ->
          node.shape().channels() == 1 ? Order.CHANNELS_FIRST : Order.CHANNELS_LAST;
      default -> Order.CHANNELS_LAST;
    };
  }

  /** Rows stay rows, where vectors can run along them. */
  private Order orderOfTiles(Node node, Operation.TransformInput input) {
    boolean inRows = machine.lanes() > 1 && rows.keepsRows(node, input, graph.operand(node, 0));
    return inRows ? orders.get(node.operand(0)) : Order.CHANNELS_LAST;
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
    if (rows.isBest(node)) {
      return Order.CHANNELS_FIRST;
    }
    boolean isMap = node.shape().spatialRank() > 0 && node.shape().positions() > 1;
    boolean isConvolved =
        graph.users(node.id()).stream()
            .allMatch(
                user ->
                    user.operation() instanceof Operation.Convolution
                        || user.operation() instanceof Operation.TransformInput
                        || user.operation() instanceof Operation.WeightGradient);
    return !machine.isScalar()
            && !machine.strict()
            && isMap
            && isConvolved
            && node.shape().channels() >= machine.lanes()
        ? Order.CHANNELS_LAST
        : Order.CHANNELS_FIRST;
  }

  private Chosen alongChannels(Node node, Contraction contraction) {
    for (String axis : List.of(AxisNames.CHANNEL, AxisNames.GROUP, AxisNames.INPUT)) {
      if (machine.lanes() > 1 && canVectorise(contraction, axis)) {
        return choose(node, contraction, candidates(contraction, machine.lanes(), axis));
      }
    }
    return choose(node, contraction, candidates(contraction, 1, AxisNames.CHANNEL));
  }

  private List<Candidate> candidates(Contraction contraction, int lanes, String axis) {
    return found.computeIfAbsent(
        new Search(contraction.geometry(), machineFor(contraction), lanes, axis),
        search -> TilingSearch.search(search.geometry(), search.machine(), lanes, axis, false));
  }

  /** Weights that are another layer's value cannot be rounded before; some must not be. */
  private Machine machineFor(Contraction contraction) {
    boolean mayRound =
        contraction
            .right()
            .map(right -> graph.node(right.node()).operation())
            .filter(Operation.Parameter.class::isInstance)
            .map(parameter -> ((Operation.Parameter) parameter).numbers().mayBeRounded())
            .orElse(false);
    return mayRound ? machine : machine.exact();
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

  private Optional<Chosen> alongRows(Node node) {
    if (!(node.operation() instanceof Operation.Convolution convolution)) {
      return Optional.empty();
    }
    if (orders.get(node.operand(0)) != Order.CHANNELS_FIRST
        || !rows.areReadable(node, convolution)) {
      return Optional.empty();
    }
    Window window = convolution.window();
    int last = window.rank() - 1;
    int step = Rows.step(convolution);
    Contraction contraction = Contractions.of(graph, node, 1).get(0);
    String row = AxisNames.position(window.rank(), last);
    // Where the cells of a row are sorted, a tap decides in which phase it reads.
    Optional<String> constant =
        step > 1 ? Optional.of(AxisNames.tap(window.rank(), last)) : Optional.empty();
    List<Candidate> ranked =
        TilingSearch.alongRows(contraction, machine, row, rows.fillVectors(node), constant);
    return ranked.isEmpty() ? Optional.empty() : Optional.of(choose(node, contraction, ranked));
  }
}
