package dev.lathe.processor.loop;

import java.util.Optional;

/**
 * Memory that a kernel is given: floats, addressed by index.
 *
 * @param name the parameter's name in the generated method
 * @param storage where it lives
 */
public record Buffer(String name, Storage storage) {

  /** Where a buffer's floats live; decides how the emitter reads them. */
  public enum Storage {
    /** A {@code float[]}: scalar reads from it are fast, its alignment is not ours to choose. */
    ARRAY,
    /** A {@code float[]} of the caller's, of which the buffer is a part: see {@link #start}. */
    CALLER,
    /** A 64-byte aligned memory segment: vector reads from it never straddle a cache line. */
    SEGMENT
  }

  public static Buffer array(String name) {
    return new Buffer(name, Storage.ARRAY);
  }

  public static Buffer caller(String name) {
    return new Buffer(name, Storage.CALLER);
  }

  public static Buffer segment(String name) {
    return new Buffer(name, Storage.SEGMENT);
  }

  /** Whether its floats can be written, and copied as a run. */
  public boolean isArray() {
    return storage != Storage.SEGMENT;
  }

  /** What a kernel is given besides: the name of the index where the buffer begins. */
  public Optional<String> startName() {
    return storage == Storage.CALLER ? Optional.of(name + "At") : Optional.empty();
  }

  /** The index of the buffer's first float. */
  public Index start() {
    return startName().map(Index::variable).orElse(Index.of(0));
  }
}
