package dev.lathe.runtime.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * What picks every second lane of two vectors {@code a} and {@code b}, of which {@code b} is read
 * behind {@code a}: one vector of the lanes with even numbers,
 *
 * <pre>{@code
 * a.rearrange(EVEN).blend(b.rearrange(EVEN), UPPER)
 * }</pre>
 *
 * <p>and one with odd ones. {@code EVEN_OF_16} has the even lanes of 16 twice, one half after the
 * other, and {@code UPPER_OF_16} are the lanes 8 to 15.
 */
public final class Unzip {
  public static final VectorShuffle<Float> EVEN_OF_16 = everySecond(0, FloatVector.SPECIES_512);
  public static final VectorShuffle<Float> ODD_OF_16 = everySecond(1, FloatVector.SPECIES_512);
  public static final VectorMask<Float> UPPER_OF_16 = upper(FloatVector.SPECIES_512);
  public static final VectorShuffle<Float> EVEN_OF_8 = everySecond(0, FloatVector.SPECIES_256);
  public static final VectorShuffle<Float> ODD_OF_8 = everySecond(1, FloatVector.SPECIES_256);
  public static final VectorMask<Float> UPPER_OF_8 = upper(FloatVector.SPECIES_256);
  public static final VectorShuffle<Float> EVEN_OF_4 = everySecond(0, FloatVector.SPECIES_128);
  public static final VectorShuffle<Float> ODD_OF_4 = everySecond(1, FloatVector.SPECIES_128);
  public static final VectorMask<Float> UPPER_OF_4 = upper(FloatVector.SPECIES_128);

  private Unzip() {}

  private static VectorShuffle<Float> everySecond(int first, VectorSpecies<Float> species) {
    return VectorShuffle.fromOp(species, lane -> (2 * lane + first) % species.length());
  }

  private static VectorMask<Float> upper(VectorSpecies<Float> species) {
    int half = species.length() / 2;
    return VectorMask.fromLong(species, ((1L << half) - 1) << half);
  }
}
