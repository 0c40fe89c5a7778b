package dev.lathe.processor.idiom;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Window;
import java.util.List;
import java.util.Optional;

/** What the last of one or more nodes computes, in a word. */
public sealed interface Idiom {

  /** What is read, but for stored tensors. */
  List<Node> inputs();

  /** A convolution, and a bias for each map or each unit. */
  record Convolution(
      Node x,
      Window window,
      Connections connections,
      boolean flip,
      Node weight,
      Optional<Node> bias)
      implements Idiom {
    @Override
    public List<Node> inputs() {
      return Idiom.computed(x, weight);
    }
  }

  /** A transposed convolution, and a bias for each map or each unit. */
  record Transposed(
      Node x,
      Window window,
      Connections connections,
      boolean flip,
      Node weight,
      Optional<Node> bias)
      implements Idiom {
    @Override
    public List<Node> inputs() {
      return Idiom.computed(x, weight);
    }
  }

  /** A dense layer: its stored weight is a matrix. */
  record Dense(Node x, Node weight, Optional<Node> bias) implements Idiom {
    /** The number of outputs. */
    public int outputs() {
      return weight.shape().size() / x.shape().size();
    }

    @Override
    public List<Node> inputs() {
      return Idiom.computed(x, weight);
    }
  }

  /** Squared distances to stored points, one a row of a matrix. */
  record Distances(Node x, Node points) implements Idiom {
    @Override
    public List<Node> inputs() {
      return List.of(x);
    }
  }

  /**
   * {@code (x - mean) / sqrt(variance + epsilon)} by the mean and the biased variance along some
   * axes, times a factor, plus an offset.
   *
   * @param factors one an element of x
   * @param offsets one an element of x
   * @param weight the stored tensor that the factors are, if they are one
   */
  @SuppressWarnings("ArrayRecordComponent") // plain data on its way into a file
  record Standardised(
      Node x,
      List<Integer> axes,
      double epsilon,
      float[] factors,
      float[] offsets,
      Optional<Node> weight)
      implements Idiom {
    @Override
    public List<Node> inputs() {
      return List.of(x);
    }
  }

  /** {@code e^x} divided by its sum along some axes, or the logarithm of that. */
  record Softmax(Node x, List<Integer> axes, boolean logarithm) implements Idiom {
    @Override
    public List<Node> inputs() {
      return List.of(x);
    }
  }

  /** Products with a matrix along an axis, and along further ones of the result. */
  record AxisProducts(Node x, List<AxisMatrix> steps) implements Idiom {
    public AxisProducts {
      steps = List.copyOf(steps);
    }

    @Override
    public List<Node> inputs() {
      return List.of(x);
    }
  }

  /**
   * A matrix whose products with the cells of an axis take their place.
   *
   * @param rows of weights, one for each cell that is made
   */
  record AxisMatrix(int axis, List<double[]> rows) {
    public AxisMatrix {
      rows = List.copyOf(rows);
    }
  }

  /** Batch normalisation by running statistics. */
  record Normalised(
      Node x, Node mean, Node variance, Optional<Node> weight, Optional<Node> bias, double epsilon)
      implements Idiom {
    @Override
    public List<Node> inputs() {
      return List.of(x);
    }
  }

  /** Local response normalisation across channels. */
  record Response(Node x, int size, int before, double alpha, double beta, double k)
      implements Idiom {
    @Override
    public List<Node> inputs() {
      return List.of(x);
    }
  }

  /** The largest elements of each row along the last axis, in their order. */
  record Largest(Node x, int count) implements Idiom {
    @Override
    public List<Node> inputs() {
      return List.of(x);
    }
  }

  /** An activation. */
  record Activated(Node x, Curve curve) implements Idiom {
    @Override
    public List<Node> inputs() {
      return List.of(x);
    }
  }

  /** What has no name: a single operation of the graph. */
  record Other(Node node, List<Node> inputs) implements Idiom {
    public Other {
      inputs = List.copyOf(inputs);
    }
  }

  private static List<Node> computed(Node x, Node weight) {
    return List.of(x, weight);
  }
}
