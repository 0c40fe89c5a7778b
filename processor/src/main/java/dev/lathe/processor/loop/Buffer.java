package dev.lathe.processor.loop;

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
    /** A 64-byte aligned memory segment: vector reads from it never straddle a cache line. */
    SEGMENT
  }

  public static Buffer array(String name) {
    return new Buffer(name, Storage.ARRAY);
  }

  public static Buffer segment(String name) {
    return new Buffer(name, Storage.SEGMENT);
  }
}
