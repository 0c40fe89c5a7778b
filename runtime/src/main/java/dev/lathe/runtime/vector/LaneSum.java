package dev.lathe.runtime.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sum of a vector's lanes in one order: halves are added, and halves of that. The Vector API's
 * own {@code reduceLanes(ADD)} leaves the order open, and HotSpot's interpreter and its optimising
 * compiler take different ones: a network gave other bits from its 667th call on.
 */
public final class LaneSum {
  private static final VectorShuffle<Float> EIGHT_OF_16 = by(8, FloatVector.SPECIES_512);
  private static final VectorShuffle<Float> FOUR_OF_16 = by(4, FloatVector.SPECIES_512);
  private static final VectorShuffle<Float> TWO_OF_16 = by(2, FloatVector.SPECIES_512);
  private static final VectorShuffle<Float> ONE_OF_16 = by(1, FloatVector.SPECIES_512);
  private static final VectorShuffle<Float> FOUR_OF_8 = by(4, FloatVector.SPECIES_256);
  private static final VectorShuffle<Float> TWO_OF_8 = by(2, FloatVector.SPECIES_256);
  private static final VectorShuffle<Float> ONE_OF_8 = by(1, FloatVector.SPECIES_256);
  private static final VectorShuffle<Float> TWO_OF_4 = by(2, FloatVector.SPECIES_128);
  private static final VectorShuffle<Float> ONE_OF_4 = by(1, FloatVector.SPECIES_128);

  private LaneSum() {}

  private static VectorShuffle<Float> by(int lanes, VectorSpecies<Float> species) {
    return VectorShuffle.iota(species, lanes, 1, true);
  }

  /** Of 16 lanes. */
  public static float of16(FloatVector x) {
    FloatVector eight = x.add(x.rearrange(EIGHT_OF_16));
    FloatVector four = eight.add(eight.rearrange(FOUR_OF_16));
    FloatVector two = four.add(four.rearrange(TWO_OF_16));
    return two.add(two.rearrange(ONE_OF_16)).lane(0);
  }

  /** Of 8 lanes. */
  public static float of8(FloatVector x) {
    FloatVector four = x.add(x.rearrange(FOUR_OF_8));
    FloatVector two = four.add(four.rearrange(TWO_OF_8));
    return two.add(two.rearrange(ONE_OF_8)).lane(0);
  }

  /** Of 4 lanes. */
  public static float of4(FloatVector x) {
    FloatVector two = x.add(x.rearrange(TWO_OF_4));
    return two.add(two.rearrange(ONE_OF_4)).lane(0);
  }
}
