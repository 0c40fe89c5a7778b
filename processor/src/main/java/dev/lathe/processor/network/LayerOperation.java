package dev.lathe.processor.network;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import java.util.List;
import java.util.Optional;

/** The main operation of a layer, with one figure per spatial axis. */
public sealed interface LayerOperation {

  /** As many axes as the value of a layer may have: {@code {C, D, H, W}}. */
  int MOST_AXES = 4;

  /** In a few words: {@code conv 5x5, 6 filters}; what equals the default is left out. */
  String title();

  /**
   * Whether the weight slides over the output: each weight then meets every position of the input.
   */
  default boolean isTransposed() {
    return this instanceof TransposedConvolution;
  }

  /** {@code @Input}: what is read as it is. */
  record Given() implements LayerOperation {
    @Override
    public String title() {
      return "input";
    }
  }

  /** {@code @Conv} and {@code @LocallyConnected}. */
  record Convolution(
      Window window,
      Connections connections,
      int filters,
      LayerBias bias,
      boolean flip,
      Border border)
      implements LayerOperation {
    @Override
    public String title() {
      return Titles.connected(connections)
          + "conv "
          + Titles.filters(window, connections, filters, bias, flip)
          + border.title();
    }

    /** Whether every position has weights of its own. */
    public boolean isUntied() {
      return connections instanceof Connections.Untied;
    }
  }

  /**
   * {@code @TransposedConv}.
   *
   * @param window that of the convolution whose adjoint the layer is: it slides over the output
   */
  record TransposedConvolution(
      Window window,
      List<Integer> outputPadding,
      Connections connections,
      int filters,
      LayerBias bias,
      boolean flip)
      implements LayerOperation {
    public TransposedConvolution {
      outputPadding = List.copyOf(outputPadding);
    }

    @Override
    public String title() {
      return "transposed conv "
          + Titles.filters(window, connections, filters, bias, flip)
          + Titles.unless(0, "output padding", outputPadding);
    }
  }

  /**
   * A node of an imported file: its graph is given, not built from the layer.
   *
   * @param parameters the tensors that the node is the first to read
   * @param field what a unit sees of the first input, if it sees anything
   */
  record Imported(String title, List<ParameterModel> parameters, Optional<ReceptiveField> field)
      implements LayerOperation {
    public Imported {
      parameters = List.copyOf(parameters);
    }
  }

  /** {@code @MaxPool}, {@code @AdaptiveAvgPool} and the other poolings. */
  record Pool(Windows windows, Pooling pooling) implements LayerOperation {
    @Override
    public String title() {
      return Titles.pooling(pooling) + " " + Titles.windows(windows, pooling);
    }
  }

  /** {@code @Subsample}. */
  record Subsample(Window window) implements LayerOperation {
    @Override
    public String title() {
      return "subsampling " + Titles.pool(window);
    }
  }

  /**
   * {@code @Embedding}.
   *
   * @param padding the row that is not learned, or -1
   */
  record Embedding(int vocabulary, int dimension, int padding) implements LayerOperation {
    @Override
    public String title() {
      return "embedding of " + vocabulary + " in " + dimension;
    }
  }

  /** {@code @BatchNorm}. */
  record BatchNorm(double epsilon, double momentum, boolean affine, boolean frozen)
      implements LayerOperation {
    @Override
    public String title() {
      return "batch norm" + (affine ? "" : ", not affine") + (frozen ? ", frozen" : "");
    }
  }

  /**
   * {@code @Dropout}.
   *
   * @param maps whether whole maps are dropped
   */
  record Dropout(double probability, boolean maps) implements LayerOperation {
    @Override
    public String title() {
      return "dropout " + probability + (maps ? " of maps" : "");
    }
  }

  /** What is composed of the graph's general operations. */
  record Tensor(TensorLayer what) implements LayerOperation {
    @Override
    public String title() {
      return what.title();
    }
  }

  /** An operation whose weight is the second value that the layer reads, row-major. */
  record Generated(LayerOperation of) implements LayerOperation {
    @Override
    public String title() {
      return of.title() + ", generated weights";
    }

    @Override
    public boolean isTransposed() {
      return of.isTransposed();
    }

    /** The shape of an operation's weight. */
    public static Shape weight(LayerOperation operation, Shape input, Shape output) {
      return ParameterModel.of("", operation, input, output).getFirst().computed();
    }
  }

  /** {@code @Dense}. */
  record Dense(int outputs, boolean bias) implements LayerOperation {
    @Override
    public String title() {
      return "dense " + outputs + (bias ? "" : ", no bias");
    }
  }

  /** {@code @Add}: of all that the layer reads; extents of 1 are stretched. */
  record Sum() implements LayerOperation {
    @Override
    public String title() {
      return "add";
    }
  }

  /** {@code @Multiply}: of all that the layer reads; extents of 1 are stretched. */
  record Product() implements LayerOperation {
    @Override
    public String title() {
      return "multiply";
    }
  }

  /** {@code @Concat}: of all that the layer reads. */
  record Concatenation(int axis) implements LayerOperation {
    @Override
    public String title() {
      return "concat" + (axis == 0 ? "" : " along axis " + axis);
    }
  }

  /** {@code @Reshape}: to the layer's output. */
  record Reshape() implements LayerOperation {
    @Override
    public String title() {
      return "reshape";
    }
  }

  /** {@code @Slice}. */
  record Slice(int axis, int begin, int end) implements LayerOperation {
    @Override
    public String title() {
      return "slice %d to %d".formatted(begin, end) + (axis == 0 ? "" : " along axis " + axis);
    }
  }
}
