package dev.lathe.benchmarks;

import dev.lathe.benchmarks.Operation.Activation;
import dev.lathe.benchmarks.Operation.Convolution;
import dev.lathe.benchmarks.Operation.Dense;
import dev.lathe.benchmarks.Operation.MaxPool;
import dev.lathe.benchmarks.Operation.TransposedConvolution;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.spi.Blueprint;
import dev.lathe.runtime.spi.ParameterSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** A network computed by loops that nobody optimised, in double precision. */
final class Reference {

  private final Model network;
  private final int[] inputShape;
  private final Map<String, int[]> shapes = new HashMap<>();
  private final Map<String, double[]> values = new HashMap<>();

  /** A map, row-major, channels first. */
  private record Map3(double[] cells, int channels, int height, int width) {

    Map3(int channels, int height, int width) {
      this(new double[channels * height * width], channels, height, width);
    }

    /** Zero outside of the map. */
    double at(int c, int y, int x) {
      boolean inside = y >= 0 && y < height && x >= 0 && x < width;
      return inside ? cells[(c * height + y) * width + x] : 0;
    }

    void add(int c, int y, int x, double value) {
      if (y >= 0 && y < height && x >= 0 && x < width) {
        cells[(c * height + y) * width + x] += value;
      }
    }
  }

  Reference(Model network, Blueprint blueprint, Weights weights) {
    this.network = network;
    // Vectors are maps of one pixel.
    this.inputShape = Arrays.copyOf(blueprint.inputShape(), 3);
    Arrays.setAll(inputShape, i -> Math.max(1, inputShape[i]));
    for (ParameterSpec parameter : blueprint.parameters()) {
      float[] floats = weights.tensor(parameter.name()).values();
      double[] doubles = new double[floats.length];
      Arrays.setAll(doubles, i -> floats[i]);
      shapes.put(parameter.name(), parameter.shape());
      values.put(parameter.name(), doubles);
    }
  }

  /** The values of a parameter, which may be changed. */
  double[] parameter(String name) {
    return values.get(name);
  }

  double[] scores(float[] image) {
    Map3 map = new Map3(inputShape[0], inputShape[1], inputShape[2]);
    Arrays.setAll(map.cells(), i -> image[i]);
    for (Operation operation : network.operations()) {
      map =
          switch (operation) {
            case Convolution convolution -> convolve(map, convolution);
            case TransposedConvolution convolution -> expand(map, convolution);
            case MaxPool(int size) -> pool(map, size);
            case Dense(String name) -> multiply(map, name);
            case Activation activation -> activate(map, activation);
          };
    }
    return map.cells();
  }

  /** Cross-entropy, of log-probabilities or logits, or the mean squared error. */
  double loss(float[] image, float[] target) {
    double[] scores = scores(image);
    double sum = 0;
    if (network.reconstructs()) {
      for (int i = 0; i < scores.length; i++) {
        sum += (scores[i] - target[i]) * (scores[i] - target[i]);
      }
      return sum / scores.length;
    }
    double normaliser = logSumExp(scores);
    for (int i = 0; i < scores.length; i++) {
      sum -= target[i] * (scores[i] - normaliser);
    }
    return sum;
  }

  /** Single scores of a network of one layer, which is too large to compute whole. */
  IntToDoubleFunction cells(float[] image) {
    Map3 map = new Map3(inputShape[0], inputShape[1], inputShape[2]);
    Arrays.setAll(map.cells(), i -> image[i]);
    return switch (network.operations().getFirst()) {
      case Convolution convolution -> {
        int width = extent(map.width(), convolution);
        int area = extent(map.height(), convolution) * width;
        yield i -> cell(map, convolution, i / area, i % area / width, i % width);
      }
      case Dense(String name) -> i -> product(map, name, i);
      case Operation other -> throw new IllegalArgumentException(other.toString());
    };
  }

  private int extent(int in, Convolution convolution) {
    int kernel = shapes.get(convolution.name() + ".weight")[2];
    return (in + 2 * convolution.padding() - kernel) / convolution.stride() + 1;
  }

  private Map3 convolve(Map3 in, Convolution convolution) {
    int filters = shapes.get(convolution.name() + ".weight")[0];
    Map3 out = new Map3(filters, extent(in.height(), convolution), extent(in.width(), convolution));
    for (int o = 0; o < filters; o++) {
      for (int y = 0; y < out.height(); y++) {
        for (int x = 0; x < out.width(); x++) {
          out.add(o, y, x, cell(in, convolution, o, y, x));
        }
      }
    }
    return out;
  }

  private double cell(Map3 in, Convolution convolution, int o, int y, int x) {
    int[] shape = shapes.get(convolution.name() + ".weight");
    double[] weight = values.get(convolution.name() + ".weight");
    double sum = values.get(convolution.name() + ".bias")[o];
    int kernel = shape[2];
    int first = o / (shape[0] / convolution.groups()) * shape[1];
    int top = y * convolution.stride() - convolution.padding();
    int left = x * convolution.stride() - convolution.padding();
    for (int i = 0; i < shape[1]; i++) {
      for (int ky = 0; ky < kernel; ky++) {
        for (int kx = 0; kx < kernel; kx++) {
          sum +=
              weight[((o * shape[1] + i) * kernel + ky) * kernel + kx]
                  * in.at(first + i, top + ky, left + kx);
        }
      }
    }
    return sum;
  }

  private Map3 expand(Map3 in, TransposedConvolution convolution) {
    int[] shape = shapes.get(convolution.name() + ".weight");
    double[] weight = values.get(convolution.name() + ".weight");
    double[] bias = values.get(convolution.name() + ".bias");
    int kernel = shape[2];
    int stride = convolution.stride();
    int padding = convolution.padding();
    int margin = kernel - 2 * padding + convolution.outputPadding();
    Map3 out =
        new Map3(shape[1], (in.height() - 1) * stride + margin, (in.width() - 1) * stride + margin);
    for (int cell = 0; cell < out.cells().length; cell++) {
      out.cells()[cell] = bias[cell / (out.height() * out.width())];
    }
    for (int i = 0; i < shape[0]; i++) {
      for (int o = 0; o < shape[1]; o++) {
        for (int y = 0; y < in.height(); y++) {
          for (int x = 0; x < in.width(); x++) {
            for (int ky = 0; ky < kernel; ky++) {
              for (int kx = 0; kx < kernel; kx++) {
                double value = weight[((i * shape[1] + o) * kernel + ky) * kernel + kx];
                int outY = y * stride - padding + ky;
                int outX = x * stride - padding + kx;
                out.add(o, outY, outX, in.at(i, y, x) * value);
              }
            }
          }
        }
      }
    }
    return out;
  }

  private static Map3 pool(Map3 in, int size) {
    Map3 out = new Map3(in.channels(), in.height() / size, in.width() / size);
    for (int c = 0; c < out.channels(); c++) {
      for (int y = 0; y < out.height(); y++) {
        for (int x = 0; x < out.width(); x++) {
          double maximum = Double.NEGATIVE_INFINITY;
          for (int cell = 0; cell < size * size; cell++) {
            double value = in.at(c, y * size + cell / size, x * size + cell % size);
            maximum = Math.max(maximum, value);
          }
          out.add(c, y, x, maximum);
        }
      }
    }
    return out;
  }

  private Map3 multiply(Map3 in, String name) {
    Map3 out = new Map3(values.get(name + ".bias").length, 1, 1);
    Arrays.setAll(out.cells(), o -> product(in, name, o));
    return out;
  }

  private double product(Map3 in, String name, int o) {
    double[] weight = values.get(name + ".weight");
    double[] cells = in.cells();
    double sum = values.get(name + ".bias")[o];
    for (int i = 0; i < cells.length; i++) {
      sum += weight[o * cells.length + i] * cells[i];
    }
    return sum;
  }

  private static Map3 activate(Map3 in, Activation activation) {
    double normaliser = activation == Activation.LOG_SOFTMAX ? logSumExp(in.cells()) : 0;
    double[] out =
        Arrays.stream(in.cells())
            .map(
                value ->
                    switch (activation) {
                      case RELU -> Math.max(value, 0);
                      case TANH -> Math.tanh(value);
                      case SIGMOID -> 1 / (1 + Math.exp(-value));
                      case LOG_SOFTMAX -> value - normaliser;
                    })
            .toArray();
    return new Map3(out, in.channels(), in.height(), in.width());
  }

  private static double logSumExp(double[] values) {
    return Math.log(Arrays.stream(values).map(Math::exp).sum());
  }
}
