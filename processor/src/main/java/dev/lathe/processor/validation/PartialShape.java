package dev.lathe.processor.validation;

import dev.lathe.processor.graph.Shape;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a shape, channels first. An extent that follows from a wrong figure is not
 * known, so that one mistake is reported once, and mistakes behind it that do not depend on it are
 * still found. Extents are wider than an {@code int}, since it is here that too large ones are
 * refused.
 */
record PartialShape(List<OptionalLong> extents) {

  PartialShape {
    extents = List.copyOf(extents);
  }

  static PartialShape of(OptionalLong channels, List<OptionalLong> spatial) {
    List<OptionalLong> extents = new ArrayList<>();
    extents.add(channels);
    extents.addAll(spatial);
    return new PartialShape(extents);
  }

  /** A shape of which only the number of spatial axes is known. */
  static PartialShape unknown(int spatialRank) {
    return new PartialShape(Collections.nCopies(1 + spatialRank, OptionalLong.empty()));
  }

  OptionalLong channels() {
    return extents.getFirst();
  }

  List<OptionalLong> spatial() {
    return extents.subList(1, extents.size());
  }

  int spatialRank() {
    return extents.size() - 1;
  }

  /** The number of elements, if every extent is known. */
  Optional<BigInteger> size() {
    return product(extents);
  }

  /** The whole shape, if every extent is known and the size is that of an array. */
  Optional<Shape> shape() {
    return size()
        .filter(size -> size.bitLength() < Integer.SIZE)
        .map(
            size -> new Shape(extents.stream().map(extent -> (int) extent.orElseThrow()).toList()));
  }

  /** As users read it: {@code 6x28x?}. */
  @Override
  public String toString() {
    return Wording.times(extents);
  }

  /** The product, if every factor is known. */
  static Optional<BigInteger> product(List<OptionalLong> factors) {
    BigInteger product = BigInteger.ONE;
    for (OptionalLong factor : factors) {
      if (factor.isEmpty()) {
        return Optional.empty();
      }
      product = product.multiply(BigInteger.valueOf(factor.getAsLong()));
    }
    return Optional.of(product);
  }
}
