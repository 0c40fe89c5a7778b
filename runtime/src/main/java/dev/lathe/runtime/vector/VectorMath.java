package dev.lathe.runtime.vector;

import static dev.lathe.runtime.math.Coefficients.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * exp, tanh, log and the like of vectors of floats: {@code dev.lathe.runtime.math.ScalarMath}, lane
 * by lane, the same operations in the same order and so the same bits. The JDK's own {@code
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

  /** As {@code ScalarMath.log} in every lane. */
  public static FloatVector log(FloatVector x) {
    VectorSpecies<Float> species = x.species();
    VectorMask<Float> subnormal = x.lt(SMALLEST_NORMAL);
    IntVector bits = x.blend(x.mul(SUBNORMAL_SCALE), subnormal).reinterpretAsInts();
    IntVector whole = bits.sub(ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, MANTISSA_BITS);
    IntVector mantissa = bits.sub(whole.lanewise(VectorOperators.LSHL, MANTISSA_BITS));
    FloatVector f = mantissa.reinterpretAsFloats().sub(1f);
    FloatVector n = (FloatVector) whole.convert(VectorOperators.I2F, 0);
    n = n.blend(n.sub(MANTISSA_BITS), subnormal);
    FloatVector p = FloatVector.broadcast(species, LOG_8);
    p = p.fma(f, FloatVector.broadcast(species, LOG_7));
    p = p.fma(f, FloatVector.broadcast(species, LOG_6));
    p = p.fma(f, FloatVector.broadcast(species, LOG_5));
    p = p.fma(f, FloatVector.broadcast(species, LOG_4));
    p = p.fma(f, FloatVector.broadcast(species, LOG_3));
    p = p.fma(f, FloatVector.broadcast(species, LOG_2));
    p = p.fma(f, FloatVector.broadcast(species, LOG_1));
    p = p.fma(f, FloatVector.broadcast(species, LOG_0));
    FloatVector square = f.mul(f);
    FloatVector low = n.fma(FloatVector.broadcast(species, LN2_LOW), square.mul(-0.5f));
    FloatVector rest = p.mul(f).fma(square, low);
    FloatVector log = n.fma(FloatVector.broadcast(species, LN2_HIGH), f.add(rest));
    log = log.blend(x, x.eq(Float.POSITIVE_INFINITY));
    log = FloatVector.broadcast(species, Float.NaN).blend(log, x.compare(VectorOperators.GT, 0f));
    return log.blend(Float.NEGATIVE_INFINITY, x.eq(0f));
  }

  /** As {@code ScalarMath.log1p} in every lane. */
  public static FloatVector log1p(FloatVector x) {
    FloatVector sum = x.add(1f);
    FloatVector product = log(sum).mul(x.div(sum.sub(1f)));
    FloatVector result = product.blend(x, sum.eq(1f));
    return result.blend(sum, sum.eq(Float.POSITIVE_INFINITY));
  }

  /** As {@code ScalarMath.erf} in every lane. */
  public static FloatVector erf(FloatVector x) {
    VectorSpecies<Float> species = x.species();
    FloatVector size = x.abs();
    FloatVector square = size.mul(size);
    FloatVector p = FloatVector.broadcast(species, ERF_6);
    p = p.fma(square, FloatVector.broadcast(species, ERF_5));
    p = p.fma(square, FloatVector.broadcast(species, ERF_4));
    p = p.fma(square, FloatVector.broadcast(species, ERF_3));
    p = p.fma(square, FloatVector.broadcast(species, ERF_2));
    p = p.fma(square, FloatVector.broadcast(species, ERF_1));
    p = p.fma(square, FloatVector.broadcast(species, ERF_0));
    FloatVector inner = p.fma(size, size);
    FloatVector t = size.min(ERF_LIMIT);
    FloatVector q = FloatVector.broadcast(species, ERFC_6);
    q = q.fma(t, FloatVector.broadcast(species, ERFC_5));
    q = q.fma(t, FloatVector.broadcast(species, ERFC_4));
    q = q.fma(t, FloatVector.broadcast(species, ERFC_3));
    q = q.fma(t, FloatVector.broadcast(species, ERFC_2));
    q = q.fma(t, FloatVector.broadcast(species, ERFC_1));
    q = q.fma(t, FloatVector.broadcast(species, ERFC_0));
    FloatVector outer = FloatVector.broadcast(species, 1f).sub(exp(q.neg()));
    FloatVector unsigned = inner.blend(outer, size.compare(VectorOperators.GT, ERF_SPLIT));
    return withSign(unsigned, x);
  }

  /** The values, none of them negative, with the signs of others. */
  private static FloatVector withSign(FloatVector size, FloatVector sign) {
    IntVector bits = sign.reinterpretAsInts().and(SIGN_BIT);
    return size.reinterpretAsInts().or(bits).reinterpretAsFloats();
  }

  /** As {@code ScalarMath.pow} in every lane. */
  public static FloatVector pow(FloatVector x, FloatVector y) {
    FloatVector size = exp(y.mul(log(x.abs())));
    FloatVector half = y.mul(0.5f);
    FloatVector signed = size.neg().blend(size, floor(half).eq(half));
    FloatVector negative =
        FloatVector.broadcast(x.species(), Float.NaN).blend(signed, floor(y).eq(y));
    FloatVector result = size.blend(negative, x.lt(0f));
    return result.blend(1f, y.eq(0f));
  }

  /** As {@code ScalarMath.floor} in every lane. */
  public static FloatVector floor(FloatVector x) {
    FloatVector size = x.abs();
    FloatVector nearest = withSign(size.add(ALL_WHOLE).sub(ALL_WHOLE), x);
    FloatVector lower = nearest.blend(nearest.sub(1f), nearest.compare(VectorOperators.GT, x));
    return x.blend(lower, size.lt(ALL_WHOLE));
  }

  /** As {@code ScalarMath.sigmoid} in every lane. */
  public static FloatVector sigmoid(FloatVector x) {
    return FloatVector.broadcast(x.species(), 1f).div(exp(x.neg()).add(1f));
  }
}
