package dev.lathe.runtime.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * What adds the lanes of several vectors at once. The sums of pairs of lanes that are some distance
 * apart, of {@code a} in the lanes whose number has not that bit and of {@code b} in the others,
 * are
 *
 * <pre>{@code
 * a.blend(b, SET).add(b.blend(a, SET).rearrange(ACROSS))
 * }</pre>
 *
 * <p>So 16 vectors become 8 with a distance of 8, then 4, 2 and 1 vector, whose lane i is the sum
 * of the i-th of them, added in the order of {@link LaneSum}. That takes 60 instructions; 16 sums
 * one by one take 128 and more.
 *
 * <p>{@code SET_8_OF_16} are the lanes of 16 whose number has the bit 8, {@code ACROSS_8_OF_16}
 * exchanges lanes that are 8 apart.
 */
public final class LanePairs {
  public static final VectorMask<Float> SET_8_OF_16 = set(8, FloatVector.SPECIES_512);
  public static final VectorMask<Float> SET_4_OF_16 = set(4, FloatVector.SPECIES_512);
  public static final VectorMask<Float> SET_2_OF_16 = set(2, FloatVector.SPECIES_512);
  public static final VectorMask<Float> SET_1_OF_16 = set(1, FloatVector.SPECIES_512);
  public static final VectorMask<Float> SET_4_OF_8 = set(4, FloatVector.SPECIES_256);
  public static final VectorMask<Float> SET_2_OF_8 = set(2, FloatVector.SPECIES_256);
  public static final VectorMask<Float> SET_1_OF_8 = set(1, FloatVector.SPECIES_256);
  public static final VectorMask<Float> SET_2_OF_4 = set(2, FloatVector.SPECIES_128);
  public static final VectorMask<Float> SET_1_OF_4 = set(1, FloatVector.SPECIES_128);
  public static final VectorShuffle<Float> ACROSS_8_OF_16 = across(8, FloatVector.SPECIES_512);
  public static final VectorShuffle<Float> ACROSS_4_OF_16 = across(4, FloatVector.SPECIES_512);
  public static final VectorShuffle<Float> ACROSS_2_OF_16 = across(2, FloatVector.SPECIES_512);
  public static final VectorShuffle<Float> ACROSS_1_OF_16 = across(1, FloatVector.SPECIES_512);
  public static final VectorShuffle<Float> ACROSS_4_OF_8 = across(4, FloatVector.SPECIES_256);
  public static final VectorShuffle<Float> ACROSS_2_OF_8 = across(2, FloatVector.SPECIES_256);
  public static final VectorShuffle<Float> ACROSS_1_OF_8 = across(1, FloatVector.SPECIES_256);
  public static final VectorShuffle<Float> ACROSS_2_OF_4 = across(2, FloatVector.SPECIES_128);
  public static final VectorShuffle<Float> ACROSS_1_OF_4 = across(1, FloatVector.SPECIES_128);

  private LanePairs() {}

  private static VectorMask<Float> set(int distance, VectorSpecies<Float> species) {
    long bits = 0;
    for (int lane = 0; lane < species.length(); lane++) {
      bits |= (lane & distance) == 0 ? 0 : 1L << lane;
    }
    return VectorMask.fromLong(species, bits);
  }

  private static VectorShuffle<Float> across(int distance, VectorSpecies<Float> species) {
    return VectorShuffle.fromOp(species, lane -> lane ^ distance);
  }
}
