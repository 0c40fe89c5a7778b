package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.memory.PackedDimension.Kind;
import dev.lathe.processor.schedule.Access;
import dev.lathe.processor.schedule.Axis;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.Span;
import dev.lathe.processor.schedule.StoredBlock;
import dev.lathe.processor.schedule.Tiling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The packed order of a box of a parameter's elements: {@code [trips over tiles][summands][steps
 * inside the tile][lanes]}.
 */
final class PackedBox {
  private final int lanes;
  private final Optional<Span> vectors;
  private final List<PackedDimension> dimensions = new ArrayList<>();
  private int size;

  /**
   * @param spans what the region covers along the axes that tell elements apart
   */
  PackedBox(ScheduledContraction scheduled, List<Span> spans, Access access) {
    Tiling tiling = scheduled.tiling();
    this.vectors =
        spans.stream()
            .filter(span -> tiling.lanes() > 1 && span.axis().name().equals(tiling.vectorAxis()))
            .findAny()
            .or(() -> lanesOf(scheduled, access));
    this.lanes = vectors.isPresent() ? tiling.lanes() : 1;
    this.size = lanes;
    vectors.ifPresent(this::addTile);
    for (Span span : spans.reversed()) {
      if (!isVector(span)) {
        addTile(span);
      }
    }
    for (String axis : tiling.reduction().reversed()) {
      if (access.dependsOn(axis)) {
        add(Kind.SUMMAND, axis, 0, 1, scheduled.contraction().axis(axis).extent(), false);
      }
    }
    for (Span span : spans.reversed()) {
      add(Kind.TRIP, span.axis().name(), span.from(), span.step(), span.trips(), isVector(span));
    }
  }

  /** The lanes of dot products, one vector of which is the tile's whole share of its axis. */
  private static Optional<Span> lanesOf(ScheduledContraction scheduled, Access access) {
    Tiling tiling = scheduled.tiling();
    String axis = tiling.vectorAxis();
    return scheduled.contraction().sumsLanes(tiling) && access.dependsOn(axis)
        ? Optional.of(new Span(scheduled.contraction().axis(axis), 0, 1, 1, List.of(0)))
        : Optional.empty();
  }

  private boolean isVector(Span span) {
    return vectors.equals(Optional.of(span));
  }

  private void addTile(Span span) {
    int step = isVector(span) ? lanes : 1;
    List<Integer> offsets = span.offsets();
    for (int i = 0; i < offsets.size(); i++) {
      if (offsets.get(i) != i * step) {
        throw new IllegalArgumentException(span + " reads elements of a parameter twice");
      }
    }
    add(Kind.TILE, span.axis().name(), 0, step, offsets.size(), isVector(span));
  }

  /** Adds a dimension around those that are there. */
  private void add(Kind kind, String axis, int from, int step, int extent, boolean isVector) {
    dimensions.addFirst(new PackedDimension(kind, axis, from, step, extent, size, isVector));
    size = Sizes.product(size, extent);
  }

  List<PackedDimension> dimensions() {
    return dimensions;
  }

  int lanes() {
    return lanes;
  }

  /** Floats of the box, the filling of its last vectors included. */
  int size() {
    return size;
  }

  /** The index of a tile's first element for a summand, in the axes of the loops. */
  Index index(int start) {
    Index index = Index.of(start);
    for (PackedDimension dimension : dimensions) {
      if (dimension.kind() != Kind.TILE && dimension.extent() > 1) {
        // A tile fills its stride, so that its step divides that.
        int each = dimension.stride() / dimension.step();
        index = index.plus(dimension.axis(), each).plus(-each * dimension.from());
      }
    }
    return index;
  }

  /** The way from a tile's first element to its others. */
  Index within() {
    Index index = Index.of(0);
    for (PackedDimension dimension : dimensions) {
      if (dimension.kind() == Kind.TILE) {
        index = index.plus(dimension.axis(), dimension.stride() / dimension.step());
      }
    }
    return index;
  }

  /** The copies that fill the box with what it has of a block. */
  List<PackedCopy> copies(StoredBlock block, String parameter, Buffer.Storage storage, int start) {
    PackedCopies copies = new PackedCopies(block.stored(), parameter, storage, start);
    for (List<PackedDimension> piece : pieces(block)) {
      if (vectors.isEmpty()) {
        copies.add(piece, vectors, 0, 1);
        continue;
      }
      Axis axis = vectors.get().axis();
      int first = PackedDimension.firstCoordinate(piece, axis.name());
      StoredBlock.Range range = block.range(axis);
      int from = Math.max(0, range.from() - first);
      int to = Math.min(lanes, range.to() - first);
      copies.add(piece, vectors, from, to - from);
    }
    return copies.list();
  }

  /**
   * The box cut where the block begins and ends, and where the last vector is not full. A summed
   * axis is narrowed; along others that a block limits every step stands for itself.
   */
  private List<List<PackedDimension>> pieces(StoredBlock block) {
    List<List<PackedDimension>> pieces = List.of(dimensions);
    for (PackedDimension dimension : dimensions) {
      List<List<PackedDimension>> more = new ArrayList<>();
      for (List<PackedDimension> piece : pieces) {
        for (PackedDimension part : parts(dimension, block)) {
          more.add(PackedDimension.replaced(piece, dimension, part));
        }
      }
      pieces = more;
    }
    return pieces.stream().filter(piece -> isInside(piece, block)).toList();
  }

  private List<PackedDimension> parts(PackedDimension dimension, StoredBlock block) {
    StoredBlock.Range range = block.ranges().get(dimension.axis());
    if (range != null) {
      return dimension.kind() == Kind.SUMMAND
          ? List.of(dimension.part(range.from(), range.to() - range.from()))
          : dimension.singles();
    }
    boolean isPartlyFull =
        dimension.isVector() && vectors.orElseThrow().end(lanes) > vectors.get().axis().extent();
    int last = dimension.extent() - 1;
    return isPartlyFull && last > 0
        ? List.of(dimension.part(0, last), dimension.part(last, 1))
        : List.of(dimension);
  }

  /** Whether the block has anything of a piece; vectors may have a part of their lanes inside. */
  private boolean isInside(List<PackedDimension> piece, StoredBlock block) {
    return piece.stream()
        .allMatch(
            dimension -> {
              if (dimension.kind() == Kind.SUMMAND) {
                return true;
              }
              int first = PackedDimension.firstCoordinate(piece, dimension.axis());
              int width = dimension.isVector() ? lanes : 1;
              StoredBlock.Range range = block.ranges().get(dimension.axis());
              return range == null || (first < range.to() && first + width > range.from());
            });
  }
}
