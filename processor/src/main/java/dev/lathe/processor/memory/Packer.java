package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.schedule.Access;
import dev.lathe.processor.schedule.Axis;
import dev.lathe.processor.schedule.Contraction;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.Order;
import dev.lathe.processor.schedule.StoredBlock;
import dev.lathe.processor.schedule.Tiling;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
    List<Axis> inner = innerAxes(contraction, tiling, access);
    boolean vectors = tiling.lanes() > 1 && access.dependsOn(tiling.vectorAxis());
    int lanes = vectors ? tiling.lanes() : 1;
    List<Integer> strides = new ArrayList<>();
    int run = lanes;
    for (Axis axis : inner.reversed()) {
      strides.addFirst(run);
      run *= axis.extent();
    }
    int length = vectors ? contraction.axis(tiling.vectorAxis()).extent() : 1;
    int start = reserve(buffer, Math.ceilDiv(length, lanes) * run);
    for (StoredBlock block : access.storedBlocks(parameter.shape())) {
      BlockCopies ofBlock =
          new BlockCopies(name, buffer.storage(), block, start, run, inner, strides);
      if (vectors) {
        copies.addAll(ofBlock.vectors(contraction.axis(tiling.vectorAxis()), lanes));
      } else {
        copies.add(ofBlock.scalars());
      }
    }
    Index index = Index.of(start);
    for (int i = 0; i < inner.size(); i++) {
      index = index.plus(inner.get(i).name(), strides.get(i));
    }
    if (vectors) {
      index = index.plus(tiling.vectorAxis(), run / lanes);
    }
    return new Operand(buffer, index);
  }

  /** Places a whole parameter as a feature map would lie. */
  Located whole(Node parameter, Order order, Machine machine, Buffer buffer) {
    Shape shape = parameter.shape();
    Halo none = new Halo(shape.spatialRank());
    int pitch = machine.padded(shape.channels());
    int start = reserve(buffer, Placement.at(0, shape, order, none, pitch).size());
    Placement place = Placement.at(start, shape, order, none, pitch);
    copies.add(
        new PackedCopy(
            ((Operation.Parameter) parameter.operation()).name(),
            buffer.storage(),
            0,
            place.origin(),
            shape.extents(),
            IntStream.of(shape.strides()).boxed().toList(),
            IntStream.of(place.strides()).boxed().toList()));
    return new Located(buffer, place);
  }

  /**
   * The axes inside a run: parallel ones, then the summed ones in loop order; those of one step
   * need no stride.
   */
  private static List<Axis> innerAxes(Contraction contraction, Tiling tiling, Access access) {
    List<Axis> axes = new ArrayList<>();
    for (Axis axis : contraction.axes(Axis.Role.PARALLEL)) {
      boolean vector = tiling.lanes() > 1 && axis.name().equals(tiling.vectorAxis());
      if (!vector && access.dependsOn(axis.name()) && axis.extent() > 1) {
        axes.add(axis);
      }
    }
    for (String name : tiling.reduction()) {
      if (access.dependsOn(name)) {
        axes.add(contraction.axis(name));
      }
    }
    return axes;
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
