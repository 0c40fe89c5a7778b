package dev.lathe.processor.translation;

import dev.lathe.processor.onnx.OnnxGraph;
import dev.lathe.processor.onnx.OnnxNode;
import dev.lathe.processor.onnx.OnnxTensor;
import dev.lathe.processor.onnx.OnnxValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether nodes are a graph: every name has one value, and values come before they are read. */
final class GraphChecker {
  /** Of a long cycle as many nodes are named. */
  private static final int NAMED = 8;

  private final List<OnnxNode> nodes;
  private final List<Problem> problems;

  /** For each name the number of the node that gives it. */
  private final Map<String, Integer> givers = new HashMap<>();

  private final Set<String> late = new HashSet<>();

  private GraphChecker(List<OnnxNode> nodes, List<Problem> problems) {
    this.nodes = nodes;
    this.problems = problems;
  }

  /**
   * Reports names that are given twice, cycles, and nodes that are not in order.
   *
   * @param given names of values that no node gives
   * @return names that are read before they are given, which need not be reported again
   */
  static Set<String> check(List<OnnxNode> nodes, Set<String> given, List<Problem> problems) {
    GraphChecker checker = new GraphChecker(nodes, problems);
    checker.checkNames(given);
    checker.checkOrder();
    return checker.late;
  }

  /** Reports what is wrong with the names of a graph's inputs, outputs and tensors. */
  static void checkOutside(OnnxGraph graph, List<Problem> problems) {
    twice(graph.inputs().stream().map(OnnxValue::name), "the input", problems);
    twice(graph.outputs().stream().map(OnnxValue::name), "the output", problems);
    twice(graph.initializers().stream().map(OnnxTensor::name), "the initializer", problems);
    if (graph.outputs().isEmpty()) {
      report(problems, graph.name(), "it has no outputs, and so computes nothing");
    }
    Stream.concat(graph.inputs().stream(), graph.outputs().stream())
        .forEach(value -> checkExtents(value, problems));
  }

  /** A writer that leaves an extent open may say -1. */
  private static void checkExtents(OnnxValue value, List<Problem> problems) {
    for (OnnxValue.Dimension dimension : value.dimensions().orElse(List.of())) {
      if (dimension.extent() < -1) {
        report(problems, value.name(), "it has the extent %d".formatted(dimension.extent()));
      }
    }
  }

  private static void twice(Stream<String> names, String what, List<Problem> problems) {
    Set<String> met = new HashSet<>();
    names
        .filter(name -> !met.add(name))
        .distinct()
        .forEach(name -> report(problems, name, what + " is declared more than once"));
  }

  private static void report(List<Problem> problems, String where, String what) {
    problems.add(Problem.of(Problem.Kind.STRUCTURE, where, "", what));
  }

  private String title(int node) {
    return "%s (%s)".formatted(nodes.get(node).title(), nodes.get(node).type());
  }

  private void checkNames(Set<String> given) {
    for (int k = 0; k < nodes.size(); k++) {
      for (String name : nodes.get(k).outputs()) {
        if (name.isEmpty()) {
          continue;
        }
        if (given.contains(name)) {
          report(
              problems,
              name,
              "the node %s gives it, and it is an input or initializer already"
                  .formatted(title(k)));
          continue;
        }
        Integer before = givers.putIfAbsent(name, k);
        if (before != null) {
          report(
              problems,
              name,
              "the nodes %s and %s both give it".formatted(title(before), title(k)));
        }
      }
    }
  }

  private void checkOrder() {
    List<Integer> early = new ArrayList<>();
    for (int k = 0; k < nodes.size(); k++) {
      for (String name : nodes.get(k).inputs()) {
        if (givers.getOrDefault(name, -1) >= k) {
          late.add(name);
          early.add(k);
        }
      }
    }
    Set<Integer> inCycles = early.isEmpty() ? Set.of() : checkCycles();
    for (int k : early.stream().distinct().toList()) {
      if (!inCycles.contains(k)) {
        OnnxNode node = nodes.get(k);
        for (String name : node.inputs()) {
          int giver = givers.getOrDefault(name, -1);
          if (giver >= k) {
            report(
                problems,
                name,
                "the node %s reads it before the node %s gives it"
                    .formatted(title(k), title(giver)));
          }
        }
      }
    }
  }

  /** Follows nodes to those that they read from, without recursion: chains are long. */
  private Set<Integer> checkCycles() {
    Set<Integer> inCycles = new HashSet<>();
    Set<Integer> done = new HashSet<>();
    for (int start = 0; start < nodes.size(); start++) {
      Deque<Integer> path = new ArrayDeque<>();
      Deque<Deque<Integer>> open = new ArrayDeque<>();
      Set<Integer> onPath = new HashSet<>();
      enter(start, path, open, onPath, done);
      while (!path.isEmpty()) {
        Integer next = open.getLast().pollFirst();
        if (next == null) {
          open.removeLast();
          onPath.remove(path.removeLast());
        } else if (onPath.contains(next)) {
          // Nodes of one cycle are in many of them, as a rule: each is named once.
          if (!inCycles.contains(next) || !inCycles.contains(path.getLast())) {
            List<Integer> all = List.copyOf(path);
            List<Integer> cycle = all.subList(all.indexOf(next), all.size());
            inCycles.addAll(cycle);
            reportCycle(cycle);
          }
        } else {
          enter(next, path, open, onPath, done);
        }
      }
    }
    return inCycles;
  }

  private void enter(
      int node,
      Deque<Integer> path,
      Deque<Deque<Integer>> open,
      Set<Integer> onPath,
      Set<Integer> done) {
    if (done.add(node)) {
      path.addLast(node);
      onPath.add(node);
      open.addLast(
          nodes.get(node).inputs().stream()
              .filter(givers::containsKey)
              .map(givers::get)
              .collect(Collectors.toCollection(ArrayDeque::new)));
    }
  }

  private void reportCycle(List<Integer> cycle) {
    List<Integer> forwards = cycle.reversed();
    String names =
        forwards.stream().limit(NAMED).map(this::title).collect(Collectors.joining(", "));
    String more = cycle.size() > NAMED ? " and %,d more".formatted(cycle.size() - NAMED) : "";
    report(
        problems,
        nodes.get(forwards.getFirst()).title(),
        cycle.size() == 1
            ? "the node %s reads its own value".formatted(names)
            : "the nodes %s%s need each other's values, a cycle".formatted(names, more));
  }
}
