package dev.lathe.runtime;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A path, and why it was taken.
 *
 * @param degraded whether somebody ought to do something about it
 */
record VectorPathChoice(VectorPath path, String reason, boolean degraded) {

  private static final System.Logger LOGGER = System.getLogger("dev.lathe");

  private static final String REMEDY = "run java with --add-modules " + Machine.MODULE;

  static VectorPathChoice choose(VectorPath[] generated, Machine machine) {
    return machine.requested() == null
        ? best(List.of(generated), machine)
        : requested(machine.requested(), List.of(generated), machine);
  }

  private static VectorPathChoice best(List<VectorPath> generated, Machine machine) {
    if (generated.stream().allMatch(path -> path == VectorPath.SCALAR)) {
      return scalar(
          "no vector code was generated for it: compile it with --add-modules " + Machine.MODULE,
          true);
    }
    if (!machine.hasModule()) {
      return scalar("module " + Machine.MODULE + " is missing: " + REMEDY, true);
    }
    String obstacle = machine.obstacle();
    if (obstacle != null) {
      return scalar(obstacle, false);
    }
    String width = "the machine's vectors are " + machine.vectorBits() + " bits wide";
    return generated.stream()
        .filter(path -> path != VectorPath.SCALAR && path.bits() <= machine.vectorBits())
        // On wider machines 128 bits are for tests: the scalar code's neighbour, not an
        // optimisation.
        .filter(path -> path != VectorPath.VECTOR_128 || machine.vectorBits() < 256)
        .max(Comparator.comparingInt(VectorPath::bits))
        .map(path -> new VectorPathChoice(path, width, false))
        .orElseGet(() -> scalar(width + ", and nothing was generated for that", false));
  }

  private static VectorPathChoice requested(
      String value, List<VectorPath> generated, Machine machine) {
    String setting = "-D" + Machine.PROPERTY + "=" + value;
    VectorPath path =
        switch (value) {
          case "scalar" -> VectorPath.SCALAR;
          case "128" -> VectorPath.VECTOR_128;
          case "256" -> VectorPath.VECTOR_256;
          case "512" -> VectorPath.VECTOR_512;
          default ->
              throw new LatheException(
                  setting
                      + ": the values are scalar, 128, 256 and 512; without the property, the"
                      + " best");
        };
    if (path == VectorPath.SCALAR) {
      return scalar(setting, false);
    }
    if (!generated.contains(path)) {
      throw new LatheException(
          setting
              + ": no such code was generated, there is "
              + Arrays.toString(generated.toArray()));
    }
    if (!machine.hasModule()) {
      throw new LatheException(setting + ": module " + Machine.MODULE + " is missing: " + REMEDY);
    }
    boolean emulated = path.bits() > machine.vectorBits() || machine.obstacle() != null;
    return new VectorPathChoice(
        path, setting + (emulated ? ", though this JVM only emulates it, slowly" : ""), emulated);
  }

  private static VectorPathChoice scalar(String reason, boolean degraded) {
    return new VectorPathChoice(VectorPath.SCALAR, reason, degraded);
  }

  void log(String network) {
    String code = path == VectorPath.SCALAR ? "scalar code" : path.bits() + "-bit vectors";
    LOGGER.log(
        degraded ? System.Logger.Level.WARNING : System.Logger.Level.INFO,
        () -> network + " runs on " + code + ": " + reason);
  }
}
