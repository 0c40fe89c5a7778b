package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.loop.Identifiers;
import dev.lathe.processor.loop.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A transposed convolution of stride S as plain convolutions: output cells whose coordinates leave
 * the same remainders modulo S see the same taps. Each such phase is one contraction without tests
 * or inserted zeros.
 *
 * <p>Output cell {@code z = S q + phase} receives tap r from input cell {@code p = (z + before -
 * dilation r) / S} where that is whole. The taps of a phase are {@code r = first + step t}, and p
 * falls as t grows.
 */
final class TransposedPhases {

  /** One spatial axis of one phase. */
  private record Part(int phase, int cells, int first, int step, int taps, int offset, int fall) {

    /** The first cell that the first input cell reaches. */
    int reachedFrom() {
      return Math.max(0, -offset);
    }

    /** Behind the last cell that the first input cell reaches. */
    int reachedTo() {
      return Math.min(cells, taps - offset);
    }

    boolean reachesAll() {
      return reachedFrom() == 0 && reachedTo() == cells;
    }
  }

  private TransposedPhases() {}

  static List<Contraction> of(
      Graph graph, Node node, Operation.TransposedConvolution operation, int fold) {
    Window window = operation.window();
    List<List<Part>> phases = List.of(List.of());
    for (int d = 0; d < window.rank(); d++) {
      List<List<Part>> longer = new ArrayList<>();
      for (List<Part> prefix : phases) {
        for (int phase = 0; phase < window.stride().get(d); phase++) {
          Part part = part(window, d, phase, node.shape().extent(d + 1));
          if (part.cells() > 0) {
            List<Part> parts = new ArrayList<>(prefix);
            parts.add(part);
            longer.add(parts);
          }
        }
      }
      phases = longer;
    }
    List<Contraction> contractions = new ArrayList<>();
    for (List<Part> parts : phases) {
      contractions.add(contraction(graph, node, operation, fold, parts, phases.size() > 1));
    }
    return contractions;
  }

  private static Part part(Window window, int d, int phase, int extent) {
    int stride = window.stride().get(d);
    int dilation = window.dilation().get(d);
    int shifted = phase + window.before().get(d);
    int first = 0;
    while (first < window.kernel().get(d)
        && Math.floorMod(shifted - dilation * first, stride) != 0) {
      first++;
    }
    int step = stride / gcd(stride, dilation);
    int taps = Math.max(0, Math.ceilDiv(window.kernel().get(d) - first, step));
    return new Part(
        phase,
        Math.ceilDiv(extent - phase, stride),
        first,
        step,
        taps,
        Math.floorDiv(shifted - dilation * first, stride),
        dilation * step / stride);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static Contraction contraction(
      Graph graph,
      Node node,
      Operation.TransposedConvolution operation,
      int fold,
      List<Part> parts,
      boolean numbered) {
    Window window = operation.window();
    Epilogue epilogue = operation.epilogue();
    Node map = graph.operand(node, 0);
    Channels channels =
        new Channels(
            operation.connections(), map.shape().channels(), node.shape().channels(), fold);
    StringBuilder name = new StringBuilder(Identifiers.of(node.name()));
    List<Axis> axes = new ArrayList<>(channels.groupAxis());
    axes.add(new Axis(AxisNames.CHANNEL, Axis.Role.PARALLEL, channels.inputs()));
    List<Axis> taps = new ArrayList<>();
    List<Index> mapAt = new ArrayList<>(List.of(channels.output(AxisNames.INPUT)));
    List<Index> tapAt = new ArrayList<>();
    List<Index> outAt = new ArrayList<>(List.of(channels.input(AxisNames.CHANNEL)));
    for (int d = 0; d < parts.size(); d++) {
      Part part = parts.get(d);
      String axis = AxisNames.position(parts.size(), d);
      String tap = AxisNames.tap(parts.size(), d);
      if (numbered) {
        name.append(d == 0 ? "Phase" : "x").append(part.phase());
      }
      axes.add(new Axis(axis, Axis.Role.PARALLEL, part.cells()));
      Index at;
      if (hasOneTap(graph, node, operation, part, d)) {
        at = Index.variable(axis).plus(part.offset());
        mapAt.add(Index.of(0));
      } else {
        at = Index.variable(tap);
        taps.add(new Axis(tap, Axis.Role.SUMMED, part.taps()));
        mapAt.add(Index.variable(axis).plus(tap, -part.fall()).plus(part.offset()));
      }
      Index stored = at.times(part.step()).plus(part.first());
      tapAt.add(operation.flip() ? stored.times(-1).plus(window.kernel().get(d) - 1) : stored);
      outAt.add(Index.variable(axis).times(window.stride().get(d)).plus(part.phase()));
    }
    axes.add(new Axis(AxisNames.INPUT, Axis.Role.SUMMED, channels.outputs()));
    axes.addAll(taps);
    List<Index> positions = mapAt.subList(1, mapAt.size());
    Access weight =
        channels.weight(
            graph.operand(node, 1), AxisNames.INPUT, AxisNames.CHANNEL, positions, tapAt);
    if (operation.connections() instanceof Connections.Untied) {
      weight = inside(weight, graph.operand(node, 1).shape(), parts, map.shape());
    }
    for (int d = 0; d < parts.size(); d++) {
      Part part = parts.get(d);
      if (hasOneTap(graph, node, operation, part, d) && !part.reachesAll()) {
        weight = limited(weight, graph.operand(node, 1).shape(), part, axisOf(parts, d));
      }
    }
    return new Contraction(
        name.toString(),
        axes,
        new Access(map.id(), mapAt),
        Padded.of(map.shape(), mapAt, axes),
        Optional.of(weight),
        new Access(node.id(), outAt),
        false,
        epilogue.bias() ? Optional.of(node.operand(2)) : Optional.empty(),
        Contractions.addend(node, epilogue, outAt),
        epilogue.function());
  }

  /**
   * Whether every cell sees a single tap, because there is one input cell: then the sum over taps
   * is left out. The data gradient of a layer whose kernel covers its map is the usual case, a
   * dense layer backwards; LeNet-5's took 15.6 us as a sum over taps most of which meet zeros. Taps
   * that do not exist are zeros in packed weights; weights that lie as they are have no room for
   * them.
   */
  private static boolean hasOneTap(
      Graph graph, Node node, Operation.TransposedConvolution operation, Part part, int d) {
    boolean packed = graph.operand(node, 1).operation() instanceof Operation.Parameter;
    return graph.operand(node, 0).shape().extent(d + 1) == 1
        && part.fall() == 1
        && part.reachedFrom() < part.reachedTo()
        && (part.reachesAll() || packed)
        && !(operation.connections() instanceof Connections.Untied);
  }

  private static String axisOf(List<Part> parts, int d) {
    return AxisNames.position(parts.size(), d);
  }

  /** The weights of the cells that are reached. */
  private static Access limited(Access weight, Shape shape, Part part, String axis) {
    List<StoredBlock> blocks =
        weight.storedBlocks(shape).stream()
            .map(block -> block.limited(axis, part.reachedFrom(), part.reachedTo()))
            .toList();
    return new Access(weight.node(), weight.coordinates(), Optional.of(blocks));
  }

  /**
   * Untied weights of the positions that exist: a cell near the border meets taps of windows beyond
   * it, which have none. For each tap the windows that exist are a box of cells.
   */
  private static Access inside(Access weight, Shape shape, List<Part> parts, Shape map) {
    List<StoredBlock> blocks = weight.storedBlocks(shape);
    for (int d = 0; d < parts.size(); d++) {
      Part part = parts.get(d);
      String axis = AxisNames.position(parts.size(), d);
      String tap = AxisNames.tap(parts.size(), d);
      List<StoredBlock> smaller = new ArrayList<>();
      for (int t = 0; t < part.taps(); t++) {
        int shift = part.fall() * t - part.offset();
        int from = Math.max(0, shift);
        int to = Math.min(part.cells(), map.extent(d + 1) + shift);
        for (StoredBlock block : blocks) {
          if (from < to) {
            smaller.add(block.limited(tap, t, t + 1).limited(axis, from, to));
          }
        }
      }
      // No block at all would mean that the coordinates say everything.
      blocks = smaller.isEmpty() ? List.of(blocks.getFirst().limited(axis, 0, 0)) : smaller;
    }
    return new Access(weight.node(), weight.coordinates(), Optional.of(blocks));
  }
}
