package dev.lathe.processor.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Memory for maps with a halo, which must stay zero: maps of one geometry take turns, since none of
 * them writes where the others have their halo.
 */
final class FramedMaps {
  private final IntUnaryOperator reserve;
  private final List<Frame> frames = new ArrayList<>();

  /** The place of one geometry, and until when it is in use. */
  private record Frame(Placement geometry, int offset, int from, int to) {}

  /**
   * Begins without any.
   *
   * @param reserve gives the offset of so many floats that nobody else uses
   */
  FramedMaps(IntUnaryOperator reserve) {
    this.reserve = reserve;
  }

  /**
   * Space for a map that is written at step {@code from} and last read at step {@code to}.
   *
   * @param sized the map as it would lie at offset 0
   */
  int allocate(Placement sized, int from, int to) {
    List<Frame> alike = frames.stream().filter(each -> each.geometry().liesLike(sized)).toList();
    int offset =
        alike.stream()
            .map(Frame::offset)
            .distinct()
            .filter(
                candidate ->
                    alike.stream()
                        .filter(each -> each.offset() == candidate)
                        .noneMatch(each -> each.from() <= to && from <= each.to()))
            .findFirst()
            .orElseGet(() -> reserve.applyAsInt(sized.size()));
    frames.add(new Frame(sized, offset, from, to));
    return offset;
  }
}
