package dev.lathe.processor.memory;

import dev.lathe.processor.loop.Index;
import dev.lathe.processor.schedule.Access;
import dev.lathe.processor.schedule.Contraction;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.Span;
import dev.lathe.processor.schedule.Tiling;
import java.util.Map;

/** Weights that a contraction reads where another one has them packed. */
final class PackedElsewhere {

  private PackedElsewhere() {}

  /**
   * The place of a weight.
   *
   * @param owner for which it is packed, in tiles of one size
   * @param packed where, for the owner
   * @param reader which reads it
   * @param access which weight, in the reader's axes
   * @throws IllegalArgumentException if the reader's steps are not even there, which is a mistake
   *     of the schedule
   */
  static Operand of(ScheduledContraction owner, Operand packed, Contraction reader, Access access) {
    Access owned = owner.contraction().right().orElseThrow();
    Index index = Index.of(packed.index().constant());
    for (int d = 0; d < access.coordinates().size(); d++) {
      Index own = owned.coordinates().get(d);
      if (!own.isConstant()) {
        String axis = own.terms().firstKey();
        // Its owner is there where this is the step along its axis.
        Index step = access.coordinates().get(d).plus(-own.constant()).times(own.coefficient(axis));
        index = index.plus(place(owner, packed, axis, reader, step));
      }
    }
    return Operand.uniform(packed.buffer(), index);
  }

  /** How far a step along the owner's axis leads: to another tile, or inside of one. */
  private static Index place(
      ScheduledContraction owner, Operand packed, String axis, Contraction reader, Index step) {
    Tiling tiling = owner.tiling();
    int tile = tiling.tile(axis) * (axis.equals(tiling.vectorAxis()) ? tiling.lanes() : 1);
    boolean isOne = owner.regions().getFirst().span(axis).map(Span::isConstant).orElse(false);
    Index place = Index.of(0);
    int inside = 0;
    for (Map.Entry<String, Integer> term : step.terms().entrySet()) {
      boolean isTiles = term.getValue() % tile == 0;
      int each = (isTiles ? packed.index() : packed.within()).coefficient(axis);
      place = place.plus(term.getKey(), each * term.getValue());
      inside += isTiles ? 0 : term.getValue() * (reader.axis(term.getKey()).extent() - 1);
    }
    if (step.constant() % tile != 0 || (inside >= tile && !isOne)) {
      throw new IllegalArgumentException(
          "%s walks %s = %s through the weights of %s, whose tiles have %d"
              .formatted(reader.name(), axis, step, owner.contraction().name(), tile));
    }
    return place.plus(packed.index().coefficient(axis) * step.constant());
  }
}
