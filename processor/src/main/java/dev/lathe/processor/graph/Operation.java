package dev.lathe.processor.graph;

import dev.lathe.processor.formula.Formula;
import java.util.List;
import java.util.Optional;

/**
 * What a node computes from its operands, for one image. The operands' order stands with each
 * operation.
 *
 * <p>The set is closed under differentiation: the gradient of every operation is made of these
 * operations.
 */
public sealed interface Operation {

  /** The image. No operands. */
  record Input() implements Operation {}

  /**
   * What the loss compares with, of the scores' shape: for cross-entropy the wanted probability of
   * every class (a label is a 1 among zeros), else the wanted values. No operands.
   */
  record Target() implements Operation {}

  /**
   * A stored tensor; the node's shape is the one computed with, row-major the same elements as the
   * stored one. No operands.
   *
   * @param name the name in a state dictionary, {@code c1.weight}
   * @param stored the shape in a state dictionary: {@code [84, 400]} where a dense layer computes
   *     with {@code [84, 16, 5, 5]}
   * @param learned whether it has a derivative; statistics have none
   * @param numbers what its elements are
   * @param folding how it is made of stored ones when they are loaded
   * @param transform what is done with it then; the node's shape is that of the result
   */
  record Parameter(
      String name,
      Shape stored,
      boolean learned,
      Numbers numbers,
      Optional<FoldedParameter> folding,
      Optional<WeightTransform> transform)
      implements Operation {
    /** One that is computed with as it is stored. */
    public Parameter(String name, Shape stored, boolean learned, Numbers numbers) {
      this(name, stored, learned, numbers, Optional.empty(), Optional.empty());
    }

    /** Figures. */
    public Parameter(String name, Shape stored, boolean learned) {
      this(name, stored, learned, Numbers.FIGURES);
    }

    /** A learned one. */
    public Parameter(String name, Shape stored) {
      this(name, stored, true);
    }

    /** The same one, transformed when it is loaded. */
    public Parameter transformed(WeightTransform by) {
      return new Parameter(name, stored, learned, numbers, folding, Optional.of(by));
    }

    /** What tells it from every other tensor before it is transformed. */
    public String foldedName() {
      return folding.map(f -> name + " with " + f.label()).orElse(name);
    }

    /** What tells it from every other tensor that is packed. */
    public String packedName() {
      return transform.map(t -> foldedName() + " by " + t.label()).orElse(foldedName());
    }
  }

  /**
   * Cross-correlation, {@code y[o, p] = sum w[o, i, r] x[i, stride p + dilation r - before]}; with
   * {@code flip} the kernel is reversed along every spatial axis: true convolution. Where maps are
   * not connected, w is 0. Operands: map {@code [I, spatial]}, weight of the shape that the
   * connections say, bias ({@code [O]}, or of the shape of the sums) if the epilogue has one,
   * addend if it has one.
   */
  record Convolution(Window window, Connections connections, boolean flip, Epilogue epilogue)
      implements Operation {
    /** Between maps that are all connected. */
    public Convolution(Window window, boolean flip, Epilogue epilogue) {
      this(window, Connections.full(), flip, epilogue);
    }
  }

  /**
   * The adjoint of {@link Convolution} in its map, for the same weight tensor: the data gradient of
   * a convolution and the forward pass of a transposed one, {@code x[i, z] = sum w[o, i, r] y[o,
   * p]} over all {@code stride p + dilation r - before = z}. Operands: map {@code [O, spatial]},
   * weight as of the convolution, bias {@code [I]} and addend if the epilogue has them. The node's
   * shape gives the output extents, which the window alone leaves open when its stride exceeds 1.
   */
  record TransposedConvolution(
      Window window, Connections connections, boolean flip, Epilogue epilogue)
      implements Operation {
    /** Between maps that are all connected. */
    public TransposedConvolution(Window window, boolean flip, Epilogue epilogue) {
      this(window, Connections.full(), flip, epilogue);
    }
  }

  /**
   * Multiplies the cells of each tile by a matrix, along one axis after the other; the rows of the
   * product become blocks of channels: {@code y[p C + c, .., t, ..] = sum M[p, k] x[c, .., first +
   * step t + k, ..]}. The first third of a {@link TileFilter}'s convolution. Operands: map. A node
   * with as many channels as the map has the blocks on an axis of their own, and all positions on
   * the last one, {@code [C, products, positions]}, or all rows and the cells of a row: {@code [C,
   * products, rows, cells]}.
   */
  record TransformInput(List<Along> axes) implements Operation {

    public TransformInput {
      axes = List.copyOf(axes);
    }

    /** The axes along which tiles are more than the cells themselves. */
    public List<Along> transforms() {
      return axes.stream().filter(along -> along.matrix().width() > 1).toList();
    }

    /**
     * The transform along one axis.
     *
     * @param axis of the map's shape, greater than 0
     * @param last the last tile's matrix, which may be a smaller one: its products beyond that are
     *     0, or nothing where nobody reads them
     */
    public record Along(int axis, Matrix matrix, Matrix last, Tiles tiles) {

      /** With the same matrix for all tiles. */
      public Along(int axis, Matrix matrix, Tiles tiles) {
        this(axis, matrix, matrix, tiles);
      }

      /** A tile's matrix. */
      public Matrix matrix(int tile) {
        return tile == tiles.count() - 1 ? last : matrix;
      }

      /** Behind the last cell that the last tile reads, which may be behind the map's end. */
      public int end() {
        return tiles.cell(tiles.count() - 1) + last.width();
      }
    }
  }

  /**
   * Multiplies the channels of every product by a matrix of its own, or by one for each part of the
   * kernel: {@code y[b O + o, p, t] = sum w[((j P + p) B + b) O + o, i] x[b I + i, p, t + j]}, with
   * P products. The second third of a {@link TileFilter}'s convolution. Operands: the products
   * {@code [B I, P, positions]} or {@code [B I, P, rows, cells]}, one position or cell more for
   * each part but the first, and the weights {@code [parts P B O, I, 1]}.
   *
   * @param blocks the number B of blocks of channels that are products already
   * @param parts of the kernel
   * @param leftOut which of them nobody reads
   */
  record TransformProducts(int blocks, int parts, Optional<LeftOut> leftOut) implements Operation {
    /** All of them. */
    public TransformProducts(int blocks, int parts) {
      this(blocks, parts, Optional.empty());
    }

    /**
     * What the last tiles along the first axis do without: of {@code each} neighbouring products
     * those from number {@code from} on, in the last of {@code rows} equal runs of positions.
     */
    public record LeftOut(int each, int from, int rows) {}
  }

  /**
   * Multiplies blocks of channels by a matrix; the rows of the product become neighbours along an
   * axis: {@code y[c, .., step t + q, ..] = sum M[q, p] x[p C + c, .., t, ..]}, with the matrix'
   * height as the step. This for one axis after the other. Operands: map, whose blocks may be on an
   * axis of their own as those of {@link TransformInput}, bias {@code [C]} and addend if the
   * epilogue has them. The node's shape says how many cells of the last tiles are wanted, or how
   * many windows where they are pooled: that is for maps of two axes, and where one of them is
   * transformed, for products with rows of their own. Tiles along two axes each have a window: what
   * is pooled tells how many there are.
   *
   * @param from the cell of the addend, along the last of the axes, that is added to the first one
   */
  record TransformOutput(List<Back> axes, Epilogue epilogue, int from) implements Operation {

    public TransformOutput {
      axes = List.copyOf(axes);
    }

    /** How many results a tile gives along an axis: its cells, or its windows. */
    public int step(Back back) {
      return back.matrix().height() / pooled(back.axis());
    }

    /** The number of tiles that give so many results along an axis. */
    public int tiles(Back back, int results) {
      return back.tiles(results * pooled(back.axis()));
    }

    /** How many neighbours along an axis of the result become one: 1 where nothing is pooled. */
    public int pooled(int axis) {
      return epilogue.maxPool().map(window -> window.kernel().get(axis - 1)).orElse(1);
    }

    /**
     * The transform along one axis.
     *
     * @param axis of the result's shape, greater than 0
     * @param last the matrix of a last tile that is not wanted as a whole
     */
    public record Back(int axis, Matrix matrix, Matrix last) {

      /** With the same matrix for all tiles. */
      public Back(int axis, Matrix matrix) {
        this(axis, matrix, matrix);
      }

      /** The number of tiles that cover so many cells. */
      public int tiles(int cells) {
        return Math.ceilDiv(cells, matrix.height());
      }
    }
  }

  /**
   * The gradient of a convolution in its weight: {@code dw[o, i, r] = sum dy[o, p] x[i, stride p +
   * dilation r - before]}, summed over the images of a batch. Operands: the convolution's map
   * {@code x}, the derivative of its output {@code dy}. The shape is the weight's.
   */
  record WeightGradient(Window window, Connections connections, boolean flip) implements Operation {
    /** Between maps that are all connected. */
    public WeightGradient(Window window, boolean flip) {
      this(window, Connections.full(), flip);
    }
  }

  /**
   * Adds {@code b[c]} to every position of map c, or {@code b[c, p]}. Operands: map, bias {@code
   * [C]} or of the map's shape.
   */
  record AddBias() implements Operation {}

  /**
   * {@code db[c]}: the sum of a derivative map over its positions and the images; {@code db[c, p]},
   * the sum over the images alone, where the shape given is the derivative's. Operands: derivative.
   */
  record BiasGradient() implements Operation {}

  /** An element-wise function. Operands: value. */
  record Activate(Activation function) implements Operation {}

  /** {@code dy f'(x)}, from the output {@code y = f(x)}. Operands: y, dy. */
  record ActivationGradient(Activation function) implements Operation {}

  /** The largest cell of each window; padding never wins. Operands: map. */
  record MaxPool(Windows windows) implements Operation {}

  /**
   * Sends each window's derivative to its first maximum in row-major order; what several windows
   * send to one cell adds up. Operands: the pool's input x, its output y, the derivative dy of y.
   * The shape is x's.
   */
  record MaxPoolGradient(Windows windows) implements Operation {}

  /** The mean or sum of each window. Operands: map. */
  record AveragePool(Windows windows, Divisor divisor) implements Operation {}

  /**
   * Spreads each derivative over its window. Operands: dy. The shape is that of the pool's input.
   */
  record AveragePoolGradient(Windows windows, Divisor divisor) implements Operation {}

  /** A norm or soft maximum of each window; padding has no part in it. Operands: map. */
  record SmoothPool(Windows windows, SmoothPooling kind) implements Operation {}

  /** {@code dy} times each cell's slope, added up where windows overlap. Operands: x, y, dy. */
  record SmoothPoolGradient(Windows windows, SmoothPooling kind) implements Operation {}

  /** {@code e^x / sum e^x} over the channels of each position. Operands: map. */
  record Softmax() implements Operation {}

  /** {@code y (dy - sum y dy)} over the channels of each position. Operands: y, dy. */
  record SoftmaxGradient() implements Operation {}

  /** {@code x - log sum e^x} over the channels of each position. Operands: map. */
  record LogSoftmax() implements Operation {}

  /** {@code dy - e^y sum dy} over the channels of each position. Operands: y, dy. */
  record LogSoftmaxGradient() implements Operation {}

  /**
   * The mean over positions of {@code -sum t y}: cross-entropy, given log-probabilities. Operands:
   * y, target of the same shape. Scalar.
   */
  record NegativeLogLikelihood() implements Operation {}

  /** {@code -t / positions}. Operands: y, target. The shape is y's. */
  record NegativeLogLikelihoodGradient() implements Operation {}

  /** The mean over elements of {@code (y - t)^2}. Operands: y, target of the same shape. Scalar. */
  record SquaredError() implements Operation {}

  /** {@code 2 (y - t) / size}. Operands: y, target. The shape is y's. */
  record SquaredErrorGradient() implements Operation {}

  /**
   * The mean of a value over the images of a batch, the same for each of them: the one operation
   * that lets images meet. A pass is cut into stages by it. The loss of a batch is the mean of its
   * images' losses, so that the adjoint is the same operation on derivatives. Operands: value.
   *
   * @param statistic what follows the mean from batch to batch
   */
  record BatchMean(Optional<RunningStatistic> statistic) implements Operation {}

  /**
   * The rows of a table whose numbers are given: {@code y[d, p] = w[x[p], d]}. Operands: numbers
   * {@code [T]} or {@code [1, spatial]}, table {@code [V, D]}. The shape is {@code [D, T]} or
   * {@code [D, spatial]}.
   *
   * @param padding the row that has no derivative, or -1
   */
  record Lookup(int padding) implements Operation {}

  /**
   * The derivative of a look-up in its table, {@code dw[x[p], d] += dy[d, p]}, summed over the
   * images of a batch where it is a parameter's gradient. Operands: numbers, dy. The shape is the
   * table's.
   */
  record LookupGradient(int padding) implements Operation {}

  /**
   * Factors that a training draws anew for every image and every step: 0, or {@code 1 / keep} with
   * the probability {@code keep}. No operands.
   *
   * @param keep greater than 0, at most 1
   */
  record Mask(double keep) implements Operation {}

  /** The sum of two derivatives that meet where a value is used twice. Operands: a, b. */
  record Add() implements Operation {}

  /**
   * A formula for every element. Operands: those of the formula, which are broadcast as numpy does
   * it: aligned at the last axis, extents equal or 1.
   */
  record Pointwise(Formula formula) implements Operation {}

  /**
   * Folds a value along some axes, which keep the extent 1. Operands: value.
   *
   * @param axes in ascending order
   */
  record Reduce(Reduction reduction, List<Integer> axes) implements Operation {
    public Reduce {
      axes = List.copyOf(axes);
    }
  }

  /**
   * The derivative of a maximum or minimum along some axes: that of each result goes to the first
   * element, in row-major order, that equals it. Operands: the reduction's value x, its result y,
   * the derivative dy of y. The shape is x's.
   */
  record ExtremeGradient(List<Integer> axes) implements Operation {
    public ExtremeGradient {
      axes = List.copyOf(axes);
    }
  }

  /** Moves elements, axis by axis. Operands: value. */
  record Reindex(Relocation relocation) implements Operation {}

  /**
   * The adjoint of {@link Reindex}: every element of the derivative is added to the cell that it
   * was read from. Operands: dy. The shape is that of the reindexed value.
   */
  record ReindexGradient(Relocation relocation) implements Operation {}

  /**
   * For every element of a row along the last axis its place among the {@code count} largest of the
   * row, which stay in their order; {@code count} for an element that is not among them. Of equal
   * elements the first are taken. A place moves in steps, so that there is no derivative. Operands:
   * value.
   */
  record KeptPlaces(int count) implements Operation {}

  /**
   * Elements of each row along the last axis by their numbers: {@code y[.., j] = x[.., n[.., j]]}.
   * The numbers have no derivative. Operands: x, numbers, of equal extents but for the last. The
   * shape is the numbers'.
   */
  record Gather() implements Operation {}

  /**
   * Elements of each row along the last axis to the places that they are given: {@code y[.., n[..,
   * j]] = x[.., j]}, zeros elsewhere. Operands: x, numbers of the same shape. The node's shape says
   * how long rows become.
   *
   * @param adds whether elements that meet are added up, which is the adjoint of {@link Gather};
   *     otherwise the last one stays. As in PyTorch, its derivative goes to all that meet
   */
  record Scatter(boolean adds) implements Operation {}

  /**
   * The same elements in row-major order under another shape, which the node has. Operands: value.
   */
  record Reshape() implements Operation {}

  /**
   * Values behind each other along an axis. Operands: one value or more, of equal other extents.
   */
  record Concatenate(int axis) implements Operation {}

  /**
   * Fixed figures, row-major; the node has their shape. No operands.
   *
   * @param elements as many as the shape has, or one for all of them
   */
  record Constant(List<Double> elements) implements Operation {
    public Constant {
      elements = List.copyOf(elements);
    }
  }

  /**
   * Adds a derivative to the gradient of the parameter of the same place among the graph's outputs:
   * its value is the sum over the images of a batch. Operands: derivative.
   */
  record Accumulate() implements Operation {}
}
