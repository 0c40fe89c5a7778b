package dev.lathe.processor.memory;

import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.schedule.Axis;
import dev.lathe.processor.schedule.StoredBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * The strided copies that pack one block of a parameter.
 *
 * @param start where the first run of vectors is packed
 * @param run floats of a run
 * @param inner the axes of a run, outermost first
 * @param strides of those axes in packed order
 */
record BlockCopies(
    String parameter,
    Buffer.Storage storage,
    StoredBlock block,
    int start,
    int run,
    List<Axis> inner,
    List<Integer> strides) {

  /** The copy of single floats. */
  PackedCopy scalars() {
    return copy(block.stored().constant(), start, 1, 0, run, 1, 0);
  }

  /**
   * The copies of vectors along {@code axis}. A vector in which the block begins or ends has a copy
   * of its own.
   */
  List<PackedCopy> vectors(Axis axis, int lanes) {
    List<PackedCopy> copies = new ArrayList<>();
    StoredBlock.Range range = block.range(axis);
    int stride = coefficient(axis);
    int step = range.from();
    while (step < range.to()) {
      int source = block.stored().constant() + step * stride;
      int destination = start + step / lanes * run + step % lanes;
      int whole = step % lanes == 0 ? (range.to() - step) / lanes : 0;
      if (whole > 0) {
        copies.add(copy(source, destination, whole, lanes * stride, run, lanes, stride));
        step += whole * lanes;
      } else {
        int width = Math.min(lanes - step % lanes, range.to() - step);
        copies.add(copy(source, destination, 1, 0, 0, width, stride));
        step += width;
      }
    }
    return copies;
  }

  /** A copy of {@code runs} runs of {@code lanes} neighbouring floats for each inner step. */
  private PackedCopy copy(
      int source,
      int destination,
      int runs,
      int sourceRun,
      int destinationRun,
      int lanes,
      int sourceLane) {
    List<Integer> extents = new ArrayList<>(List.of(runs));
    List<Integer> sourceStrides = new ArrayList<>(List.of(sourceRun));
    List<Integer> destinationStrides = new ArrayList<>(List.of(destinationRun));
    int from = source;
    int to = destination;
    for (int i = 0; i < inner.size(); i++) {
      StoredBlock.Range range = block.range(inner.get(i));
      extents.add(range.to() - range.from());
      sourceStrides.add(coefficient(inner.get(i)));
      destinationStrides.add(strides.get(i));
      from += range.from() * coefficient(inner.get(i));
      to += range.from() * strides.get(i);
    }
    extents.add(lanes);
    sourceStrides.add(sourceLane);
    destinationStrides.add(1);
    return new PackedCopy(parameter, storage, from, to, extents, sourceStrides, destinationStrides);
  }

  private int coefficient(Axis axis) {
    return block.stored().terms().getOrDefault(axis.name(), 0);
  }
}
