package dev.lathe.processor.memory;

import dev.lathe.processor.loop.Buffer;
import java.util.List;

/** The memory that every kernel of a pass shares. */
public final class Buffers {
  /** The arena: the values of one image. */
  public static final Buffer ARENA = Buffer.array("a");

  /** Packed weights that vectors are read from and that do not stay in the first-level cache. */
  public static final Buffer STREAMED_WEIGHTS = Buffer.segment("w");

  /** All other packed weights. */
  public static final Buffer WEIGHTS = Buffer.array("k");

  /** Packed sums of gradients. */
  public static final Buffer GRADIENTS = Buffer.array("g");

  /** All of them, in the order in which kernels take them. */
  public static final List<Buffer> ALL = List.of(ARENA, STREAMED_WEIGHTS, WEIGHTS, GRADIENTS);

  private Buffers() {}
}
