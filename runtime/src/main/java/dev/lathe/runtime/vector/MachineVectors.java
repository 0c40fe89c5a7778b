package dev.lathe.runtime.vector;

import jdk.incubator.vector.FloatVector;

/** The machine's vectors as the JDK sees them. */
public final class MachineVectors {

  private MachineVectors() {}

  /** The width in bits that the JDK prefers for vectors of floats on this machine. */
  public static int preferredBits() {
    return FloatVector.SPECIES_PREFERRED.vectorBitSize();
  }
}
