package dev.lathe.runtime;

import dev.lathe.runtime.vector.MachineVectors;
import org.jspecify.annotations.Nullable;

/**
 * What the choice of a path depends on.
 *
 * @param requested the property {@code lathe.vector}, null if it is not set
 * @param vmName the property {@code java.vm.name}
 * @param vmInfo the property {@code java.vm.info}
 * @param vectorBits the width of the machine's vectors as the module jdk.incubator.vector tells it,
 *     0 if the module is not in the module graph
 */
record Machine(@Nullable String requested, String vmName, String vmInfo, int vectorBits) {

  static final String PROPERTY = "lathe.vector";
  static final String MODULE = "jdk.incubator.vector";

  static Machine current() {
    boolean resolved = ModuleLayer.boot().findModule(MODULE).isPresent();
    return new Machine(
        System.getProperty(PROPERTY),
        System.getProperty("java.vm.name", ""),
        System.getProperty("java.vm.info", ""),
        // Only this call loads a class that refers to the module.
        resolved ? MachineVectors.preferredBits() : 0);
  }

  boolean hasModule() {
    return vectorBits > 0;
  }

  /**
   * Why vectors would be slow here, or null if they are compiled well. Only C2 turns the Vector API
   * into vector instructions; elsewhere every operation is a call that allocates.
   */
  @Nullable String obstacle() {
    // HotSpot calls itself "Server VM" where it is built with C2, and "Zero", "Minimal" or "Client"
    // elsewhere.
    if (!vmName.contains("Server VM")) {
      return "this JVM (" + vmName + ") is not HotSpot with its C2 compiler";
    }
    if (vmInfo.contains("interpreted mode")) {
      return "this JVM only interprets (-Xint)";
    }
    if (vmInfo.contains("emulated-client")) {
      return "this JVM runs without its C2 compiler (-XX:TieredStopAtLevel)";
    }
    return null;
  }
}
