package dev.lathe.processor.graph;

import java.util.List;

/** The interpreter's convolutions: each sum as {@link Operation} writes it, one loop an index. */
final class Convolutions {
  private Convolutions() {}

  /** {@code y[o, p] = sum w[o, i, r] x[i, cell(p, r)]}, then the epilogue. */
  static Value convolution(Operation.Convolution operation, List<Value> operands) {
    Window window = operation.window();
    Value x = operands.get(0);
    Value w = operands.get(1);
    int outputs = operation.connections().outputs(w.shape(), window);
    Value y = new Value(Shape.map(outputs, window.outputExtents(x.shape().spatial())));
    Products products =
        new Products(window, operation.connections(), operation.flip(), x.shape(), y.shape());
    products.forEach((o, p, i, cell, weight) -> y.add(o, p, w.elements()[weight] * x.get(i, cell)));
    return epilogue(operation.epilogue(), y, operands);
  }

  /** {@code x[i, cell(p, r)] = sum w[o, i, r] y[o, p]}, then the epilogue. */
  static Value transposed(
      Operation.TransposedConvolution operation, Shape shape, List<Value> operands) {
    if (operation.epilogue().maxPool().isPresent()) {
      throw new IllegalArgumentException(
          operation + " leaves open what its pooling would pool: only a convolution takes one");
    }
    Value y = operands.get(0);
    Value w = operands.get(1);
    Value x = new Value(shape);
    Products products =
        new Products(
            operation.window(), operation.connections(), operation.flip(), x.shape(), y.shape());
    products.forEach((o, p, i, cell, weight) -> x.add(i, cell, w.elements()[weight] * y.get(o, p)));
    return epilogue(operation.epilogue(), x, operands);
  }

  /** {@code dw[o, i, r] = sum dy[o, p] x[i, cell(p, r)]}. */
  static Value weightGradient(Operation.WeightGradient operation, Shape shape, Value x, Value dy) {
    Value dw = new Value(shape);
    Products products =
        new Products(
            operation.window(), operation.connections(), operation.flip(), x.shape(), dy.shape());
    products.forEach(
        (o, p, i, cell, weight) -> dw.elements()[weight] += dy.get(o, p) * x.get(i, cell));
    return dw;
  }

  /**
   * All products of a weight and an input cell that a convolution sums.
   *
   * @param map the shape that the window slides over
   * @param sums the shape of the convolution's value
   */
  private record Products(
      Window window, Connections connections, boolean flip, Shape map, Shape sums) {

    /** What is done with the product that belongs to output (o, p) and input (i, cell). */
    interface Use {
      void product(int o, int p, int i, int cell, int weight);
    }

    void forEach(Use use) {
      Sliding sliding = new Sliding(window, map, sums);
      KernelIndex kernels =
          new KernelIndex(connections, sums.channels(), map.channels(), sliding.taps(), flip);
      for (int o = 0; o < sums.channels(); o++) {
        for (int p = 0; p < sliding.windows(); p++) {
          for (int i = 0; i < map.channels(); i++) {
            for (int r = 0; r < sliding.taps(); r++) {
              int cell = sliding.cell(p, r);
              int weight = kernels.at(o, i, r, p);
              if (cell != Sliding.PADDING && weight != KernelIndex.NONE) {
                use.product(o, p, i, cell, weight);
              }
            }
          }
        }
      }
    }
  }

  /** The last operands are the bias and the addend, if there are any. */
  static Value epilogue(Epilogue epilogue, Value sums, List<Value> operands) {
    Value value = sums;
    int last = operands.size() - 1;
    if (epilogue.bias()) {
      value = Elementwise.addBias(value, operands.get(epilogue.addend() ? last - 1 : last));
    }
    if (epilogue.addend()) {
      value = Elementwise.add(value, operands.get(last));
    }
    if (epilogue.function().isPresent()) {
      value = Elementwise.apply(epilogue.function().get(), value);
    }
    if (epilogue.maxPool().isPresent()) {
      value = Pools.max(epilogue.maxPool().get(), value);
    }
    return value;
  }
}
