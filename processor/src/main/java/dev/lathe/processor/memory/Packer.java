package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.schedule.Access;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.Order;
import dev.lathe.processor.schedule.Region;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.Span;
import dev.lathe.processor.schedule.StoredBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Lays parameters out in the order in which a contraction walks through them: tile by tile, in each
 * its summands in loop order, for each summand what the tile needs, vectors side by side.
 *
 * <p>That makes one stream of each. With the vectors of a tile far apart, a dense layer of 3200 by
 * 200 read 13 streams whose distance was a multiple of 4096 bytes: they met in one set of the
 * first-level cache and took 73 us.
 */
final class Packer {
  /** Parts start on cache lines: 64 bytes. */
  private static final int LINE = 16;

  private final Map<String, PackedFold> folds = new LinkedHashMap<>();
  private final List<PackedTransform> transforms = new ArrayList<>();
  private final List<PackedCopy> copies = new ArrayList<>();
  private int segmentFloats;
  private int arrayFloats;

  PackingPlan plan() {
    return new PackingPlan(
        segmentFloats, arrayFloats, List.copyOf(folds.values()), transforms, copies);
  }

  /** Packs a weight, folded and transformed if it is to be. */
  PackedParameter packWeight(
      ScheduledContraction scheduled, Access access, Node node, Buffer buffer) {
    Operation.Parameter parameter = (Operation.Parameter) node.operation();
    fold(parameter);
    parameter
        .transform()
        .ifPresent(transform -> transforms.add(PackedTransform.of(parameter, transform)));
    return pack(scheduled, access, node, parameter.packedName(), buffer);
  }

  /**
   * Packs the elements of {@code parameter} that {@code access} touches, for reading or adding in
   * {@code buffer}.
   */
  PackedParameter pack(
      ScheduledContraction scheduled, Access access, Node parameter, String name, Buffer buffer) {
    Map<List<Span>, Operand> parts = new LinkedHashMap<>();
    for (Region region : scheduled.regions()) {
      parts.computeIfAbsent(
          PackedParameter.box(region, access),
          box -> {
            PackedBox packed = new PackedBox(scheduled, box, access);
            int start = reserve(buffer, packed.size());
            for (StoredBlock block : access.storedBlocks(parameter.shape())) {
              copies.addAll(packed.copies(block, name, buffer.storage(), start));
            }
            return new Operand(buffer, packed.index(start), packed.within());
          });
    }
    return new PackedParameter(access, parts);
  }

  private void fold(Operation.Parameter parameter) {
    String name = parameter.foldedName();
    parameter
        .folding()
        .ifPresent(
            folding -> folds.put(name, new PackedFold(name, parameter.stored().size(), folding)));
  }

  /** Places a whole parameter as a feature map would lie. */
  Located whole(Node parameter, Order order, Machine machine, Buffer buffer) {
    Operation.Parameter stored = (Operation.Parameter) parameter.operation();
    fold(stored);
    Shape shape = parameter.shape();
    Halo none = new Halo(shape.spatialRank());
    int pitch = machine.padded(shape.channels());
    int start = reserve(buffer, Placement.at(0, shape, order, none, pitch, 1).size());
    Placement place = Placement.at(start, shape, order, none, pitch, 1);
    copies.add(
        new PackedCopy(
            stored.packedName(),
            buffer.storage(),
            0,
            place.origin(),
            shape.extents(),
            IntStream.of(shape.strides()).boxed().toList(),
            IntStream.of(place.strides()).boxed().toList()));
    return new Located(buffer, place);
  }

  private int reserve(Buffer buffer, int floats) {
    int rounded = Sizes.product(Math.ceilDiv(floats, LINE), LINE);
    if (buffer.storage() == Buffer.Storage.SEGMENT) {
      int start = segmentFloats;
      segmentFloats = Sizes.sum(segmentFloats, rounded);
      return start;
    }
    int start = arrayFloats;
    arrayFloats = Sizes.sum(arrayFloats, rounded);
    return start;
  }
}
