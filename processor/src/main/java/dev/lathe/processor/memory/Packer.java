package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.schedule.Access;
import dev.lathe.processor.schedule.Axis;
import dev.lathe.processor.schedule.Contraction;
import dev.lathe.processor.schedule.Tiling;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays parameters out in the order in which a contraction walks through them: one run of vectors
 * for each block of lanes, its summands in loop order.
 */
final class Packer {
  /** Runs start on cache lines: 64 bytes. */
  private static final int LINE = 16;

  private final List<PackedCopy> copies = new ArrayList<>();
  private int segmentFloats;
  private int arrayFloats;

  PackingPlan plan() {
    return new PackingPlan(segmentFloats, arrayFloats, copies);
  }

  /**
   * Packs the elements of {@code parameter} that {@code access} touches, for reading or adding in
   * {@code buffer}.
   */
  Operand pack(
      Contraction contraction,
      Tiling tiling,
      Access access,
      Node parameter,
      String name,
      Buffer buffer) {
    Index stored = access.linear(0, parameter.shape().strides());
    List<Axis> inner = innerAxes(contraction, tiling, stored);
    boolean vectors = tiling.lanes() > 1 && stored.terms().containsKey(tiling.vectorAxis());
    int lanes = vectors ? tiling.lanes() : 1;

    List<Integer> extents = new ArrayList<>();
    List<Integer> sourceStrides = new ArrayList<>();
    List<Integer> destinationStrides = new ArrayList<>();
    int run = lanes;
    for (Axis axis : inner.reversed()) {
      extents.addFirst(axis.extent());
      sourceStrides.addFirst(stored.terms().get(axis.name()));
      destinationStrides.addFirst(run);
      run *= axis.extent();
    }
    int length = vectors ? contraction.axis(tiling.vectorAxis()).extent() : 1;
    int start = reserve(buffer, Math.ceilDiv(length, lanes) * run);
    int stride = vectors ? stored.terms().get(tiling.vectorAxis()) : 0;
    int whole = vectors ? length / lanes : 1;
    int rest = vectors ? length % lanes : 0;
    if (whole > 0) {
      copies.add(
          new PackedCopy(
              name,
              buffer.storage(),
              stored.constant(),
              start,
              framed(whole, extents, lanes),
              framed(lanes * stride, sourceStrides, stride),
              framed(run, destinationStrides, 1)));
    }
    if (rest > 0) {
      copies.add(
          new PackedCopy(
              name,
              buffer.storage(),
              stored.constant() + whole * lanes * stride,
              start + whole * run,
              framed(1, extents, rest),
              framed(0, sourceStrides, stride),
              framed(0, destinationStrides, 1)));
    }
    Index index = Index.of(start);
    for (int i = 0; i < inner.size(); i++) {
      index = index.plus(inner.get(i).name(), destinationStrides.get(i));
    }
    if (vectors) {
      index = index.plus(tiling.vectorAxis(), run / lanes);
    }
    return new Operand(buffer, index);
  }

  /**
   * The axes inside a run: parallel ones, then the summed ones in loop order; those of one step
   * need no stride.
   */
  private static List<Axis> innerAxes(Contraction contraction, Tiling tiling, Index stored) {
    List<Axis> axes = new ArrayList<>();
    for (Axis axis : contraction.axes(Axis.Role.PARALLEL)) {
      boolean vector = tiling.lanes() > 1 && axis.name().equals(tiling.vectorAxis());
      if (!vector && stored.terms().containsKey(axis.name()) && axis.extent() > 1) {
        axes.add(axis);
      }
    }
    for (String name : tiling.reduction()) {
      if (stored.terms().containsKey(name)) {
        axes.add(contraction.axis(name));
      }
    }
    return axes;
  }

  private static List<Integer> framed(int first, List<Integer> middle, int last) {
    List<Integer> list = new ArrayList<>();
    list.add(first);
    list.addAll(middle);
    list.add(last);
    return list;
  }

  private int reserve(Buffer buffer, int floats) {
    int rounded = Math.ceilDiv(floats, LINE) * LINE;
    if (buffer.storage() == Buffer.Storage.SEGMENT) {
      int start = segmentFloats;
      segmentFloats = Math.addExact(segmentFloats, rounded);
      return start;
    }
    int start = arrayFloats;
    arrayFloats = Math.addExact(arrayFloats, rounded);
    return start;
  }
}
