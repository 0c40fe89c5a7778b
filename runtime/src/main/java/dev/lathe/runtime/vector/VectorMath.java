package dev.lathe.runtime.vector;

import static dev.lathe.runtime.math.Coefficients.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * exp, tanh and sigmoid of vectors of floats: {@code dev.lathe.runtime.math.ScalarMath}, lane by
 * lane, the same operations in the same order and so the same bits. The JDK's own {@code
 * lanewise(EXP)} and {@code lanewise(TANH)} come from a different library on every architecture,
 * and differ or fall back to scalars.
 *
 * <p>The methods are small enough that C2 inlines them into the kernels: a vector that is passed to
 * a method which is not inlined goes through the heap.
 */
public final class VectorMath {

  private VectorMath() {}

  /** As {@code ScalarMath.exp} in every lane. */
  public static FloatVector exp(FloatVector x) {
    VectorSpecies<Float> species = x.species();
    FloatVector clamped = x.max(EXP_LOW).min(EXP_HIGH);
    FloatVector rounder = FloatVector.broadcast(species, ROUNDER);
    FloatVector shifted = clamped.fma(FloatVector.broadcast(species, LOG2_E), rounder);
    FloatVector p = expm1OfRest(clamped, shifted.sub(rounder)).add(1f);
    IntVector whole = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
    IntVector half = whole.lanewise(VectorOperators.ASHR, 1);
    return p.mul(powerOfTwo(half)).mul(powerOfTwo(whole.sub(half)));
  }

  private static FloatVector powerOfTwo(IntVector exponent) {
    return exponent
        .add(EXPONENT_BIAS)
        .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
        .reinterpretAsFloats();
  }

  private static FloatVector expm1OfRest(FloatVector x, FloatVector n) {
    VectorSpecies<Float> species = x.species();
    FloatVector r = n.fma(FloatVector.broadcast(species, MINUS_LN2_HIGH), x);
    r = n.fma(FloatVector.broadcast(species, MINUS_LN2_LOW), r);
    FloatVector q = FloatVector.broadcast(species, EXP_4);
    q = q.fma(r, FloatVector.broadcast(species, EXP_3));
    q = q.fma(r, FloatVector.broadcast(species, EXP_2));
    q = q.fma(r, FloatVector.broadcast(species, EXP_1));
    q = q.fma(r, FloatVector.broadcast(species, EXP_0));
    return q.fma(r.mul(r), r);
  }

  /** As {@code ScalarMath.tanh} in every lane. */
  public static FloatVector tanh(FloatVector x) {
    VectorSpecies<Float> species = x.species();
    FloatVector clamped = x.abs().min(TANH_LIMIT);
    FloatVector twice = clamped.add(clamped);
    FloatVector rounder = FloatVector.broadcast(species, ROUNDER);
    FloatVector shifted = twice.fma(FloatVector.broadcast(species, LOG2_E), rounder);
    FloatVector scale = powerOfTwo(shifted.reinterpretAsInts().sub(ROUNDER_BITS));
    FloatVector u = expm1OfRest(twice, shifted.sub(rounder)).fma(scale, scale.sub(1f));
    IntVector sign = x.reinterpretAsInts().and(SIGN_BIT);
    return u.div(u.add(2f)).reinterpretAsInts().or(sign).reinterpretAsFloats();
  }

  /** As {@code ScalarMath.sigmoid} in every lane. */
  public static FloatVector sigmoid(FloatVector x) {
    return FloatVector.broadcast(x.species(), 1f).div(exp(x.neg()).add(1f));
  }
}
