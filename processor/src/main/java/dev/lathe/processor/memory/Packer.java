package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.schedule.Access;
import dev.lathe.processor.schedule.Axis;
import dev.lathe.processor.schedule.Caches;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.Order;
import dev.lathe.processor.schedule.Region;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.Span;
import dev.lathe.processor.schedule.StoredBlock;
import dev.lathe.processor.schedule.Tiling;
import dev.lathe.processor.schedule.WeightsAhead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
  private final Map<String, PackedFold> folds = new LinkedHashMap<>();
  private final Map<String, PackedTransform> transforms = new LinkedHashMap<>();
  private final Map<Layout, Operand> weights = new HashMap<>();
  private final List<PackedCopy> copies = new ArrayList<>();
  private final List<PackedRounding> rounded = new ArrayList<>();
  private int segmentFloats;
  private int arrayFloats;

  /** Whether some kernel reads ahead, at its end beyond all weights: that is never used. */
  private boolean readsAhead;

  /**
   * What decides how elements of a weight lie. Contractions that agree on it read the same copy:
   * blocks of a large map, or the steps of a recurrent layer. With one for each of 28 blocks, 590
   * KB of transformed weights were 16.5 MB, and none of them stayed in the second-level cache.
   */
  private record Layout(
      Access access,
      List<Span> box,
      Buffer buffer,
      int lanes,
      String vectorAxis,
      List<Axis> summands,
      boolean rounded) {

    static Layout of(
        ScheduledContraction scheduled,
        Access access,
        List<Span> box,
        Buffer buffer,
        boolean rounded) {
      Tiling tiling = scheduled.tiling();
      List<Axis> summands =
          tiling.reduction().stream()
              .filter(access::dependsOn)
              .map(scheduled.contraction()::axis)
              .toList();
      return new Layout(
          access, box, buffer, tiling.lanes(), tiling.vectorAxis(), summands, rounded);
    }
  }

  PackingPlan plan() {
    return new PackingPlan(
        readsAhead ? Sizes.sum(segmentFloats, WeightsAhead.FLOATS) : segmentFloats,
        arrayFloats,
        List.copyOf(folds.values()),
        List.copyOf(transforms.values()),
        copies,
        rounded);
  }

  /**
   * Packs a weight, folded and transformed if it is to be, or finds it packed.
   *
   * @param rounding whether to round it to 24 bits
   */
  PackedParameter packWeight(
      ScheduledContraction scheduled, Access access, Node node, Buffer buffer, boolean rounding) {
    readsAhead |= buffer.storage() == Buffer.Storage.SEGMENT && scheduled.readsAhead();
    Operation.Parameter parameter = (Operation.Parameter) node.operation();
    fold(parameter);
    parameter
        .transform()
        .map(transform -> PackedTransform.of(parameter, transform))
        .ifPresent(transform -> transforms.put(transform.name(), transform));
    String name = parameter.packedName();
    return boxes(
        scheduled,
        access,
        box ->
            weights.computeIfAbsent(
                Layout.of(scheduled, access, box, buffer, rounding),
                _ ->
                    rounding
                        ? round(scheduled, access, box, node, name, buffer)
                        : pack(scheduled, access, box, node, name, buffer)));
  }

  /** Packs the elements of a parameter that {@code access} touches, for adding to them. */
  PackedParameter packGradient(
      ScheduledContraction scheduled, Access access, Node parameter, Buffer buffer) {
    return boxes(
        scheduled,
        access,
        box -> pack(scheduled, access, box, parameter, parameter.name(), buffer));
  }

  /**
   * Places a weight in the array where its gradient sums lie in theirs.
   *
   * @return where it lies
   */
  Operand placeLike(Operand sums, ScheduledContraction scheduled, Access access, Node node) {
    List<Span> box = PackedParameter.box(scheduled.regions().getFirst(), access);
    PackedBox packed = new PackedBox(scheduled, box, access);
    int start = sums.index().constant() - packed.index(0).constant();
    String name = ((Operation.Parameter) node.operation()).packedName();
    Operand placed = copy(scheduled, access, box, node, name, Buffers.WEIGHTS, start);
    weights.put(Layout.of(scheduled, access, box, Buffers.WEIGHTS, false), placed);
    return placed;
  }

  /**
   * Keeps room for the gradient sums of a parameter that is packed for a contraction.
   *
   * @return where the sums lie, for that contraction
   */
  Operand reserveLike(ScheduledContraction owner, Access access, Node parameter) {
    List<Span> box = PackedParameter.box(owner.regions().getFirst(), access);
    int start = reserve(Buffers.GRADIENTS, new PackedBox(owner, box, access).size());
    return copy(owner, access, box, parameter, parameter.name(), Buffers.GRADIENTS, start);
  }

  /** Leaves the beginning of the array to what others have there. */
  void keepArray(int floats) {
    arrayFloats = floats;
  }

  /** How long the array is. */
  int arrayFloats() {
    return arrayFloats;
  }

  private static PackedParameter boxes(
      ScheduledContraction scheduled, Access access, Function<List<Span>, Operand> packing) {
    Map<List<Span>, Operand> parts = new LinkedHashMap<>();
    for (Region region : scheduled.regions()) {
      parts.computeIfAbsent(PackedParameter.box(region, access), packing);
    }
    return new PackedParameter(access, parts);
  }

  private Operand pack(
      ScheduledContraction scheduled,
      Access access,
      List<Span> box,
      Node parameter,
      String name,
      Buffer buffer) {
    int start = reserve(buffer, new PackedBox(scheduled, box, access).size());
    return copy(scheduled, access, box, parameter, name, buffer, start);
  }

  /** Packs weights of 24 bits: into an array as if they were whole, and from there. */
  private Operand round(
      ScheduledContraction scheduled,
      Access access,
      List<Span> box,
      Node parameter,
      String name,
      Buffer buffer) {
    PackedBox packed = new PackedBox(scheduled, box, access);
    RoundedBox words = new RoundedBox(packed);
    if (words.groups() == 0) {
      return pack(scheduled, access, box, parameter, name, buffer);
    }
    List<PackedCopy> into = new ArrayList<>();
    for (StoredBlock block : access.storedBlocks(parameter.shape())) {
      into.addAll(packed.copies(block, name, Buffer.Storage.ARRAY, 0));
    }
    int start = reserve(buffer, words.size());
    rounded.add(words.rounding(start, into));
    return Operand.rounded(buffer, words.index(start), packed.within(), words.groups());
  }

  private Operand copy(
      ScheduledContraction scheduled,
      Access access,
      List<Span> box,
      Node parameter,
      String name,
      Buffer buffer,
      int start) {
    PackedBox packed = new PackedBox(scheduled, box, access);
    for (StoredBlock block : access.storedBlocks(parameter.shape())) {
      copies.addAll(packed.copies(block, name, buffer.storage(), start));
    }
    return new Operand(buffer, packed.index(start), packed.within());
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
    int rounded = Caches.wholeLines(floats);
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
