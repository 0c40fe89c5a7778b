package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.schedule.Caches;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gives blocks of the arena to values that live from one step to another: the first gap that no
 * value alive at the same time uses. Blocks start on cache lines.
 */
final class ArenaAllocator {
  /**
   * An array's elements begin 16 bytes behind its start. That of a large one is aligned (G1 gives
   * it regions of its own), so that with this offset no vector straddles a cache line: Winograd's
   * transforms of a 64-to-64 convolution took 293 us instead of 401.
   */
  static final int FIRST = 12;

  private record Block(int offset, int size, int from, int to) {}

  private final List<Block> blocks = new ArrayList<>();
  private int end;

  /** Space for a value that is written at step {@code from} and last read at step {@code to}. */
  int allocate(int size, int from, int to) {
    int rounded = Caches.wholeLines(size);
    int offset = FIRST;
    List<Block> rivals =
        blocks.stream()
            .filter(block -> block.from() <= to && from <= block.to())
            .sorted(Comparator.comparingInt(Block::offset))
            .toList();
    for (Block rival : rivals) {
      if (offset + rounded <= rival.offset()) {
        break;
      }
      offset = Math.max(offset, rival.offset() + rival.size());
    }
    blocks.add(new Block(offset, rounded, from, to));
    end = Math.max(end, Sizes.sum(offset, rounded));
    return offset;
  }

  /** Floats that the arena needs. */
  int size() {
    return end;
  }
}
