package dev.lathe.processor.declaration;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What numbers in annotations mean where they stand: in a network themselves, in a block what its
 * constants stand for at one of its uses.
 *
 * @param use where the block is used by the network, possibly by way of other blocks: figures of
 *     the block stand there, since its own source may be far away. Absent in the network itself
 * @param values what stands for each constant
 */
record Arguments(Optional<Place> use, Map<Integer, Figure<Integer>> values) {

  static final Arguments NONE = new Arguments(Optional.empty(), Map.of());

  Arguments {
    values = Map.copyOf(values);
  }

  /** The place that counts for what stands at {@code written}. */
  Place place(Place written) {
    return use.orElse(written);
  }

  /** The figure that a constant of an annotation means; empty if nobody can tell. */
  Optional<Figure<Integer>> figure(int constant, Place written) {
    Optional<LinearForm> form = LinearForm.of(constant);
    boolean isNumber =
        use.isPresent() ? Math.abs((long) constant) < LinearForm.LARGEST_NUMBER : form.isEmpty();
    if (isNumber) {
      return Optional.of(new Figure<>(constant, place(written)));
    }
    return form.filter(f -> values.containsKey(f.p()) && values.containsKey(f.q()))
        .map(f -> new Figure<>(f.evaluate(p -> argument(p).value()), place(f, written)));
  }

  /** A figure made of one argument is right or wrong where that one is given. */
  private Place place(LinearForm form, Place written) {
    return form.p() == form.q() ? argument(form.p()).place() : place(written);
  }

  private Figure<Integer> argument(int constant) {
    return Objects.requireNonNull(values.get(constant), "no argument");
  }
}
