package dev.lathe.processor.memory;

import dev.lathe.processor.schedule.Access;
import dev.lathe.processor.schedule.Region;
import dev.lathe.processor.schedule.Span;
import java.util.List;
import java.util.Map;

/**
 * Where the packed elements of a parameter lie.
 *
 * @param access how the contraction tells its elements apart
 * @param parts one for each box of elements; regions that differ in other axes share one
 */
record PackedParameter(Access access, Map<List<Span>, Operand> parts) {

  Operand of(Region region) {
    Operand operand = parts.get(box(region, access));
    if (operand == null) {
      throw new IllegalArgumentException(region + " is none of the packed " + parts.keySet());
    }
    return operand;
  }

  /** What a region covers along the axes that tell elements apart. */
  static List<Span> box(Region region, Access access) {
    return region.spans().stream().filter(span -> access.dependsOn(span.axis().name())).toList();
  }
}
