package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.Optional;

/** Reads and replaces the epilogue of the operations that have one. */
final class Epilogues {
  private Epilogues() {}

  /** The epilogue of a convolution, transposed or by tiles as well; empty for any other node. */
  static Optional<Epilogue> of(Node node) {
    return switch (node.operation()) {
      case Operation.Convolution convolution -> Optional.of(convolution.epilogue());
      case Operation.TransposedConvolution transposed -> Optional.of(transposed.epilogue());
      case Operation.TransformOutput output -> Optional.of(output.epilogue());
      default -> Optional.empty();
    };
  }

  /** The operation of {@code node} with another epilogue. */
  static Operation with(Node node, Epilogue epilogue) {
    return switch (node.operation()) {
      case Operation.Convolution c ->
          new Operation.Convolution(c.window(), c.connections(), c.flip(), epilogue);
      case Operation.TransposedConvolution t ->
          new Operation.TransposedConvolution(t.window(), t.connections(), t.flip(), epilogue);
      case Operation.TransformOutput o ->
          new Operation.TransformOutput(o.axes(), epilogue, o.from());
      default -> throw new IllegalArgumentException(node + " has no epilogue");
    };
  }

  /** Whether a function can still be put into the epilogue of {@code node}. */
  static boolean takesFunction(Node node) {
    return of(node).filter(e -> e.function().isEmpty() && e.maxPool().isEmpty()).isPresent();
  }
}
