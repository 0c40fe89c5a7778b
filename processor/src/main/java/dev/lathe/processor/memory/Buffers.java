package dev.lathe.processor.memory;

import dev.lathe.processor.loop.Buffer;
import java.util.List;
import java.util.stream.Stream;

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

  /** The image where its caller has it, row-major, channels first. */
  public static final Buffer IMAGE = Buffer.caller("image");

  /** The scores where their caller wants them, row-major, channels first. */
  public static final Buffer SCORES = Buffer.caller("scores");

  /** What every kernel may take, in this order. */
  public static final List<Buffer> OWN = List.of(ARENA, STREAMED_WEIGHTS, WEIGHTS, GRADIENTS);

  /** What those at the ends of an inference pass may take besides. */
  public static final List<Buffer> ENDS = List.of(IMAGE, SCORES);

  /** All of them, in the order in which kernels take them. */
  public static final List<Buffer> ALL = Stream.concat(OWN.stream(), ENDS.stream()).toList();

  private Buffers() {}
}
