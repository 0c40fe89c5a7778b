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
 * <p>C2 inlines them into the kernels: a vector that is passed to a method which is not inlined
 * goes through the heap. For that a method must have at most 325 bytecodes, and code of at most
 * 2,500 bytes if it is compiled by itself (FreqInlineSize, InlineSmallCode). And of methods that
 * are not the JDK's, C2 inlines none that is called after 18,000 nodes of its graph were made
 * (NodeCountInliningCutoff), which are 50 to 60 calls of the Vector API. So the methods call few
 * others, and those early; the compiler sees to it that kernels do so, too ({@code
 * rewrite.LateFunctions}).
 */
public final class VectorMath {

  private VectorMath() {}

  /** As {@code ScalarMath.exp} in every lane. */
  public static FloatVector exp(FloatVector x) {
    VectorSpecies<Float> species = x.species();
    FloatVector clamped = x.max(EXP_LOW).min(EXP_HIGH);
    FloatVector rounder = FloatVector.broadcast(species, ROUNDER);
    FloatVector shifted = clamped.fma(FloatVector.broadcast(species, LOG2_E), rounder);
    FloatVector n = shifted.sub(rounder);
    FloatVector r = n.fma(FloatVector.broadcast(species, MINUS_LN2_HIGH), clamped);
    r = n.fma(FloatVector.broadcast(species, MINUS_LN2_LOW), r);
    FloatVector q =
        FloatVector.broadcast(species, EXP_4)
            .fma(r, FloatVector.broadcast(species, EXP_3))
            .fma(r, FloatVector.broadcast(species, EXP_2))
            .fma(r, FloatVector.broadcast(species, EXP_1))
            .fma(r, FloatVector.broadcast(species, EXP_0));
    FloatVector p = q.fma(r.mul(r), r).add(1f);
    IntVector whole = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
    IntVector half = whole.lanewise(VectorOperators.ASHR, 1);
    IntVector first = half.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS);
    IntVector rest = whole.sub(half).add(EXPONENT_BIAS);
    IntVector second = rest.lanewise(VectorOperators.LSHL, MANTISSA_BITS);
    return p.mul(first.reinterpretAsFloats()).mul(second.reinterpretAsFloats());
  }

  /** As {@code ScalarMath.tanh} in every lane. */
  public static FloatVector tanh(FloatVector x) {
    VectorSpecies<Float> species = x.species();
    FloatVector size = x.abs();
    // Two instructions; min, which looks for NaN and for zeros of both signs, takes six.
    FloatVector clamped = size.blend(TANH_LIMIT, size.compare(VectorOperators.GT, TANH_LIMIT));
    FloatVector rounder = FloatVector.broadcast(species, ROUNDER);
    FloatVector shifted = clamped.fma(FloatVector.broadcast(species, 2 * LOG2_E), rounder);
    FloatVector n = shifted.sub(rounder);
    FloatVector r = n.fma(FloatVector.broadcast(species, MINUS_LN2_HIGH / 2), clamped);
    r = n.fma(FloatVector.broadcast(species, MINUS_LN2_LOW / 2), r);
    FloatVector q =
        FloatVector.broadcast(species, 32 * EXP_4)
            .fma(r, FloatVector.broadcast(species, 16 * EXP_3))
            .fma(r, FloatVector.broadcast(species, 8 * EXP_2))
            .fma(r, FloatVector.broadcast(species, 4 * EXP_1))
            .fma(r, FloatVector.broadcast(species, 2 * EXP_0));
    FloatVector h = q.fma(r.mul(r), r);
    IntVector exponent =
        shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA_BITS).add(TWICE);
    FloatVector scale = exponent.reinterpretAsFloats();
    FloatVector u =
        h.fma(
            scale,
            scale.fma(FloatVector.broadcast(species, 0.5f), FloatVector.broadcast(species, -1f)));
    IntVector sign = x.reinterpretAsInts().and(SIGN_BIT);
    return u.div(u.add(2f)).reinterpretAsInts().or(sign).reinterpretAsFloats();
  }

  /** As {@code ScalarMath.log} in every lane. */
  public static FloatVector log(FloatVector x) {
    FloatVector log = logOfPositive(x).blend(x, x.eq(Float.POSITIVE_INFINITY));
    FloatVector nan = FloatVector.broadcast(x.species(), Float.NaN);
    log = nan.blend(log, x.compare(VectorOperators.GT, 0f));
    return log.blend(Float.NEGATIVE_INFINITY, x.eq(0f));
  }

  /** The same where x is greater than 0 and finite; elsewhere any number. */
  private static FloatVector logOfPositive(FloatVector x) {
    VectorSpecies<Float> species = x.species();
    VectorMask<Float> subnormal = x.lt(SMALLEST_NORMAL);
    IntVector bits = x.blend(x.mul(SUBNORMAL_SCALE), subnormal).reinterpretAsInts();
    IntVector whole = bits.sub(ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, MANTISSA_BITS);
    IntVector mantissa = bits.sub(whole.lanewise(VectorOperators.LSHL, MANTISSA_BITS));
    FloatVector f = mantissa.reinterpretAsFloats().sub(1f);
    FloatVector n = (FloatVector) whole.convert(VectorOperators.I2F, 0);
    n = n.blend(n.sub(MANTISSA_BITS), subnormal);
    FloatVector p =
        FloatVector.broadcast(species, LOG_8)
            .fma(f, FloatVector.broadcast(species, LOG_7))
            .fma(f, FloatVector.broadcast(species, LOG_6))
            .fma(f, FloatVector.broadcast(species, LOG_5))
            .fma(f, FloatVector.broadcast(species, LOG_4))
            .fma(f, FloatVector.broadcast(species, LOG_3))
            .fma(f, FloatVector.broadcast(species, LOG_2))
            .fma(f, FloatVector.broadcast(species, LOG_1))
            .fma(f, FloatVector.broadcast(species, LOG_0));
    FloatVector square = f.mul(f);
    FloatVector low = n.fma(FloatVector.broadcast(species, LN2_LOW), square.mul(-0.5f));
    FloatVector rest = p.mul(f).fma(square, low);
    return n.fma(FloatVector.broadcast(species, LN2_HIGH), f.add(rest));
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
    FloatVector t = size.min(ERF_LIMIT);
    FloatVector q =
        FloatVector.broadcast(species, ERFC_6)
            .fma(t, FloatVector.broadcast(species, ERFC_5))
            .fma(t, FloatVector.broadcast(species, ERFC_4))
            .fma(t, FloatVector.broadcast(species, ERFC_3))
            .fma(t, FloatVector.broadcast(species, ERFC_2))
            .fma(t, FloatVector.broadcast(species, ERFC_1))
            .fma(t, FloatVector.broadcast(species, ERFC_0));
    FloatVector outer = FloatVector.broadcast(species, 1f).sub(exp(q.neg()));
    FloatVector square = size.mul(size);
    FloatVector p =
        FloatVector.broadcast(species, ERF_6)
            .fma(square, FloatVector.broadcast(species, ERF_5))
            .fma(square, FloatVector.broadcast(species, ERF_4))
            .fma(square, FloatVector.broadcast(species, ERF_3))
            .fma(square, FloatVector.broadcast(species, ERF_2))
            .fma(square, FloatVector.broadcast(species, ERF_1))
            .fma(square, FloatVector.broadcast(species, ERF_0));
    FloatVector inner = p.fma(size, size);
    FloatVector unsigned = inner.blend(outer, size.compare(VectorOperators.GT, ERF_SPLIT));
    IntVector sign = x.reinterpretAsInts().and(SIGN_BIT);
    return unsigned.reinterpretAsInts().or(sign).reinterpretAsFloats();
  }

  /** As {@code ScalarMath.pow} in every lane. */
  public static FloatVector pow(FloatVector x, FloatVector y) {
    FloatVector base = x.abs();
    FloatVector power = exp(y.mul(logOfPositive(base)));
    // The logarithms of zeros and infinities are infinite, and a power of them 0 or infinite.
    VectorMask<Float> isZero = base.eq(0f);
    FloatVector limit = y.mul(base.blend(Float.NEGATIVE_INFINITY, isZero)).max(0f);
    VectorMask<Float> isFinite = base.lt(Float.POSITIVE_INFINITY);
    FloatVector size = limit.blend(power, isFinite.andNot(isZero));
    // A number is whole if adding one so large that all are whole, and taking it away, leaves it.
    FloatVector half = y.mul(0.5f).abs();
    FloatVector nearestHalf = half.add(ALL_WHOLE).sub(ALL_WHOLE);
    VectorMask<Float> isEven = nearestHalf.eq(half).or(half.compare(VectorOperators.GE, ALL_WHOLE));
    FloatVector exponent = y.abs();
    FloatVector nearest = exponent.add(ALL_WHOLE).sub(ALL_WHOLE);
    VectorMask<Float> isWhole =
        nearest.eq(exponent).or(exponent.compare(VectorOperators.GE, ALL_WHOLE));
    FloatVector signed = size.neg().blend(size, isEven);
    FloatVector negative = FloatVector.broadcast(x.species(), Float.NaN).blend(signed, isWhole);
    FloatVector result = size.blend(negative, x.lt(0f));
    return result.blend(1f, y.eq(0f));
  }

  /** As {@code ScalarMath.floor} in every lane. */
  public static FloatVector floor(FloatVector x) {
    FloatVector size = x.abs();
    IntVector sign = x.reinterpretAsInts().and(SIGN_BIT);
    IntVector rounded = size.add(ALL_WHOLE).sub(ALL_WHOLE).reinterpretAsInts();
    FloatVector nearest = rounded.or(sign).reinterpretAsFloats();
    FloatVector lower = nearest.blend(nearest.sub(1f), nearest.compare(VectorOperators.GT, x));
    return x.blend(lower, size.lt(ALL_WHOLE));
  }

  /** As {@code ScalarMath.sigmoid} in every lane. */
  public static FloatVector sigmoid(FloatVector x) {
    return FloatVector.broadcast(x.species(), 1f).div(exp(x.neg()).add(1f));
  }
}
