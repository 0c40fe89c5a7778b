package dev.lathe.runtime.spi;

import java.lang.management.ManagementFactory;

/**
 * Tells whether the current thread allocates: what computes with vectors does until C2 has compiled
 * it, and then does not. It is HotSpot's own count, which the module jdk.management gives; in an
 * image without that module it tells nothing.
 */
@FunctionalInterface
public interface AllocationMeter {

  /** Bytes that the current thread has allocated so far. */
  long allocated();

  /** The virtual machine's, or one that stands still. */
  static AllocationMeter ofMachine() {
    try {
      if (ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
          && threads.isThreadAllocatedMemorySupported()
          && threads.isThreadAllocatedMemoryEnabled()) {
        return threads::getCurrentThreadAllocatedBytes;
      }
    } catch (LinkageError e) {
      // The module is missing: kernels are judged by their times alone.
    }
    return () -> 0;
  }
}
