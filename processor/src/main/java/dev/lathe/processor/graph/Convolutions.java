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
    Value y = new Value(Shape.map(w.channels(), window.outputExtents(x.shape().spatial())));
    Sliding sliding = new Sliding(window, x.shape(), y.shape());
    for (int o = 0; o < y.channels(); o++) {
      for (int p = 0; p < sliding.windows(); p++) {
        double sum = 0;
        for (int i = 0; i < x.channels(); i++) {
          for (int r = 0; r < sliding.taps(); r++) {
            int cell = sliding.cell(p, r);
            if (cell != Sliding.PADDING) {
              int tap = stored(operation.flip(), r, sliding);
              sum += w.get(o, i * sliding.taps() + tap) * x.get(i, cell);
            }
          }
        }
        y.set(o, p, sum);
      }
    }
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
    Sliding sliding = new Sliding(operation.window(), x.shape(), y.shape());
    for (int i = 0; i < x.channels(); i++) {
      for (int o = 0; o < y.channels(); o++) {
        for (int p = 0; p < sliding.windows(); p++) {
          for (int r = 0; r < sliding.taps(); r++) {
            int cell = sliding.cell(p, r);
            if (cell != Sliding.PADDING) {
              int tap = stored(operation.flip(), r, sliding);
              x.add(i, cell, w.get(o, i * sliding.taps() + tap) * y.get(o, p));
            }
          }
        }
      }
    }
    return epilogue(operation.epilogue(), x, operands);
  }

  /** {@code dw[o, i, r] = sum dy[o, p] x[i, cell(p, r)]}. */
  static Value weightGradient(Operation.WeightGradient operation, Shape shape, Value x, Value dy) {
    Value dw = new Value(shape);
    Sliding sliding = new Sliding(operation.window(), x.shape(), dy.shape());
    for (int o = 0; o < dy.channels(); o++) {
      for (int i = 0; i < x.channels(); i++) {
        for (int r = 0; r < sliding.taps(); r++) {
          double sum = 0;
          for (int p = 0; p < sliding.windows(); p++) {
            int cell = sliding.cell(p, r);
            if (cell != Sliding.PADDING) {
              sum += dy.get(o, p) * x.get(i, cell);
            }
          }
          dw.set(o, i * sliding.taps() + stored(operation.flip(), r, sliding), sum);
        }
      }
    }
    return dw;
  }

  /** Where tap r stands in the stored kernel: reversing every axis reverses the row-major order. */
  private static int stored(boolean flip, int r, Sliding sliding) {
    return flip ? sliding.taps() - 1 - r : r;
  }

  private static Value epilogue(Epilogue epilogue, Value sums, List<Value> operands) {
    Value value = sums;
    if (epilogue.bias()) {
      value = Elementwise.addBias(value, operands.get(2));
    }
    if (epilogue.activation().isPresent()) {
      value = Elementwise.activate(epilogue.activation().get(), value);
    }
    if (epilogue.maxPool().isPresent()) {
      value = Pools.max(epilogue.maxPool().get(), value);
    }
    return value;
  }
}
