package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Place;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;

/** Checks that tensors fit into arrays. */
final class SizeChecker {
  private static final BigInteger LIMIT = BigInteger.valueOf(Integer.MAX_VALUE);

  private final Report report;
  private final String subject;
  private final Place place;

  SizeChecker(Report report, String subject, Place place) {
    this.report = report;
    this.subject = subject;
    this.place = place;
  }

  /**
   * Whether a tensor fits; one with an unknown extent is given the benefit of the doubt.
   *
   * @param what the tensor's name in the message
   */
  boolean fits(String what, List<OptionalLong> extents) {
    BigInteger size = PartialShape.product(extents).orElse(BigInteger.ZERO);
    if (size.compareTo(LIMIT) <= 0) {
      return true;
    }
    report.add(
        Message.TOO_LARGE, place, subject, what, Wording.times(extents), size, Integer.MAX_VALUE);
    return false;
  }
}
