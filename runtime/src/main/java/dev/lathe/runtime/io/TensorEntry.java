package dev.lathe.runtime.io;

/**
 * A tensor as the header of a file describes it, checked against the file's size.
 *
 * @param shape the extents, none negative; not copied, and never written to
 * @param begin where its bytes begin, counted from the end of the header
 * @param end where they end, exclusive
 */
@SuppressWarnings("ArrayRecordComponent") // read by this package and its one caller, never compared
public record TensorEntry(String name, DataType type, long[] shape, long begin, long end) {}
