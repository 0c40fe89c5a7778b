package dev.lathe.processor.lowering;

import dev.lathe.processor.loop.Kernel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells kernels apart whose names came out equal: layers {@code c1} and {@code s2} may stand beside
 * a {@code c1_s2}.
 */
final class UniqueNames {
  private UniqueNames() {}

  static List<Kernel> apply(List<Kernel> kernels) {
    Set<String> taken = new HashSet<>();
    List<Kernel> unique = new ArrayList<>();
    for (Kernel kernel : kernels) {
      String name = kernel.name();
      for (int i = 2; !taken.add(name); i++) {
        name = kernel.name() + "_" + i;
      }
      unique.add(new Kernel(name, kernel.description(), kernel.buffers(), kernel.body()));
    }
    return unique;
  }
}
