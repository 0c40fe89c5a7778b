package dev.lathe.processor.memory;

import dev.lathe.processor.loop.Buffer;
import java.util.List;

/**
 * A strided copy between a parameter in its stored, row-major order and its packed form: element
 * {@code (i, j, ...)} goes from {@code source + i sourceStrides[0] + j sourceStrides[1] + ...} to
 * {@code destination + i destinationStrides[0] + ...}. Strides may be negative: a flipped kernel is
 * packed backwards.
 *
 * @param parameter the name in a state dictionary
 * @param storage which packed buffer it lies in
 */
public record PackedCopy(
    String parameter,
    Buffer.Storage storage,
    int source,
    int destination,
    List<Integer> extents,
    List<Integer> sourceStrides,
    List<Integer> destinationStrides) {

  public PackedCopy {
    extents = List.copyOf(extents);
    sourceStrides = List.copyOf(sourceStrides);
    destinationStrides = List.copyOf(destinationStrides);
  }
}
