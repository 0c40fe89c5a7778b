package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A pooling that a graph takes axis by axis, as one again.
 *
 * @param x what is pooled
 * @param divisor of means
 */
record PoolChain(Node x, Window window, Divisor divisor) {

  /** The pooling whose last step a node is; empty if its windows are of another kind. */
  static Optional<PoolChain> of(Graph graph, Node node) {
    Optional<PoolChain> whole = step(graph, node);
    while (whole.isPresent()) {
      PoolChain last = whole.get();
      Optional<PoolChain> longer =
          last.x().operation().getClass().equals(node.operation().getClass())
              ? step(graph, last.x()).flatMap(last::after)
              : Optional.empty();
      if (longer.isEmpty()) {
        return whole;
      }
      whole = longer;
    }
    return whole;
  }

  private static Optional<PoolChain> step(Graph graph, Node node) {
    if (node.operation() instanceof Operation.MaxPool(Windows windows)
        && windows instanceof Window window) {
      return Optional.of(new PoolChain(graph.operand(node, 0), window, Divisor.none()));
    }
    if (node.operation() instanceof Operation.AveragePool(Windows windows, Divisor divisor)
        && windows instanceof Window window) {
      return Optional.of(new PoolChain(graph.operand(node, 0), window, divisor));
    }
    return Optional.empty();
  }

  /** Both steps, if they go along different axes. */
  private Optional<PoolChain> after(PoolChain first) {
    boolean apart =
        window.rank() == first.window.rank()
            && IntStream.range(0, window.rank())
                .allMatch(axis -> isStill(window, axis) || isStill(first.window, axis));
    return apart ? divisor(first).map(both -> joined(first, both)) : Optional.empty();
  }

  private PoolChain joined(PoolChain first, Divisor both) {
    List<List<Integer>> figures = new ArrayList<>();
    for (int k = 0; k < 5; k++) {
      figures.add(new ArrayList<>());
    }
    for (int axis = 0; axis < window.rank(); axis++) {
      Window moving = isStill(window, axis) ? first.window : window;
      figures.get(0).add(moving.kernel().get(axis));
      figures.get(1).add(moving.stride().get(axis));
      figures.get(2).add(moving.before().get(axis));
      figures.get(3).add(moving.after().get(axis));
      figures.get(4).add(moving.dilation().get(axis));
    }
    return new PoolChain(
        first.x,
        new Window(figures.get(0), figures.get(1), figures.get(2), figures.get(3), figures.get(4)),
        both);
  }

  private Optional<Divisor> divisor(PoolChain first) {
    if (divisor instanceof Divisor.Fixed(int a) && first.divisor instanceof Divisor.Fixed(int b)) {
      return Optional.of(new Divisor.Fixed(a * b));
    }
    if (divisor instanceof Divisor.Count(var before, var after)
        && first.divisor instanceof Divisor.Count(var firstBefore, var firstAfter)) {
      return Optional.of(new Divisor.Count(sum(before, firstBefore), sum(after, firstAfter)));
    }
    return Optional.empty();
  }

  private static List<Integer> sum(List<Integer> a, List<Integer> b) {
    return IntStream.range(0, a.size()).map(k -> a.get(k) + b.get(k)).boxed().toList();
  }

  private static boolean isStill(Window window, int axis) {
    return window.kernel().get(axis) == 1
        && window.stride().get(axis) == 1
        && window.before().get(axis) == 0
        && window.after().get(axis) == 0;
  }
}
