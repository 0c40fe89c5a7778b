package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.OperationDeclaration;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.LayerOperation;
import dev.lathe.processor.network.MaxPositions;
import dev.lathe.processor.network.Unpooling;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Checks that unpooling makes maps of the extents in which positions were counted: they number the
 * cells of a map row by row, and mean others where rows have another length. Positions that come
 * from elsewhere, an input or a computation, may mean any.
 */
final class UnpoolChecker {
  private final Report report;
  private final String layer;

  UnpoolChecker(Report report, String layer) {
    this.report = report;
    this.layer = layer;
  }

  /**
   * Reports the layer, if it unpools to wrong extents.
   *
   * @param positions the operation of the layer that gives the positions
   * @param pooled the shape that it reads
   */
  void check(
      OperationDeclaration declared,
      LayerOperation operation,
      LayerOperation positions,
      Shape pooled) {
    if (!(declared instanceof OperationDeclaration.Tensor unpool
        && operation instanceof LayerOperation.Tensor(Unpooling(List<Integer> extents))
        && positions instanceof LayerOperation.Tensor(MaxPositions _))) {
      return;
    }
    List<Integer> counted = IntStream.of(pooled.spatial()).boxed().toList();
    if (!extents.equals(counted)) {
      report.add(
          Message.UNPOOLED_SIZE,
          unpool.settings().numbers("value").orElseThrow().place(),
          layer,
          joined(extents, "x"),
          unpool.sources().get(1).value(),
          joined(counted, "x"),
          joined(counted, ", "));
    }
  }

  private static String joined(List<Integer> extents, String separator) {
    return extents.stream().map(String::valueOf).collect(Collectors.joining(separator));
  }
}
