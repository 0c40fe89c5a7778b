package dev.lathe.processor.loop;

import java.util.List;

/**
 * One run of a kernel.
 *
 * @param name what is computed, a Java identifier; the kernel's own name where nothing else calls
 *     it
 * @param offsets what the kernel's offsets are, in their order
 */
public record KernelCall(String name, Kernel kernel, List<Integer> offsets) {

  public KernelCall {
    offsets = List.copyOf(offsets);
    if (offsets.size() != kernel.offsets().size()) {
      throw new IllegalArgumentException(
          "kernel %s takes the offsets %s, not %s"
              .formatted(kernel.name(), kernel.offsets(), offsets));
    }
  }
}
