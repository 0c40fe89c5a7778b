package dev.lathe.processor.memory;

import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.schedule.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the strided copies between the stored order of a parameter and boxes of packed ones. */
final class PackedCopies {
  private final Index stored;
  private final String parameter;
  private final Buffer.Storage storage;
  private final int start;
  private final List<PackedCopy> copies = new ArrayList<>();

  PackedCopies(Index stored, String parameter, Buffer.Storage storage, int start) {
    this.stored = stored;
    this.parameter = parameter;
    this.storage = storage;
    this.start = start;
  }

  List<PackedCopy> list() {
    return copies;
  }

  /**
   * Adds the copy of a box, unless it is empty.
   *
   * @param lane the first of each vector that is copied; 0 without vectors
   * @param floats of each vector that are copied; 1 without vectors
   */
  void add(List<PackedDimension> dimensions, Optional<Span> vectors, int lane, int floats) {
    if (floats <= 0) {
      return;
    }
    int perLane = vectors.map(span -> stored.terms().getOrDefault(span.axis().name(), 0)).orElse(1);
    int source = stored.constant() + lane * perLane;
    int destination = start + lane;
    List<Integer> extents = new ArrayList<>();
    List<Integer> sourceStrides = new ArrayList<>();
    List<Integer> destinationStrides = new ArrayList<>();
    for (PackedDimension dimension : dimensions) {
      int stride = stored.terms().getOrDefault(dimension.axis(), 0);
      source += stride * dimension.first();
      destination += dimension.skipped() * dimension.stride();
      if (dimension.extent() > 1) {
        extents.add(dimension.extent());
        sourceStrides.add(stride * dimension.step());
        destinationStrides.add(dimension.stride());
      }
    }
    if (floats > 1 || extents.isEmpty()) {
      extents.add(floats);
      sourceStrides.add(perLane);
      destinationStrides.add(1);
    }
    copies.add(
        new PackedCopy(
            parameter, storage, source, destination, extents, sourceStrides, destinationStrides));
  }
}
