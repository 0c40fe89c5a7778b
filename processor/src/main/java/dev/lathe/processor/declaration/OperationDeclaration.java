package dev.lathe.processor.declaration;

import dev.lathe.annotations.Axis;
import java.util.List;
import java.util.Optional;

/**
 * A main operation of a layer: what a layer carries at most one of.
 *
 * <p>A figure is absent if the user left out a required element: javac refuses that by itself.
 */
public sealed interface OperationDeclaration {

  /** The annotation. */
  Place place();

  /** The annotation's simple name: {@code Conv}. */
  String annotation();

  /** The name of the layer that is read, the first of several; empty for the preceding one. */
  Figure<String> from();

  /** The names of all layers that are read, in order. */
  default List<Figure<String>> sources() {
    return List.of(from());
  }

  /**
   * {@code @Input}: it reads no layer.
   *
   * @param shape absent if the user left it out
   */
  record Given(Place place, Figure<String> from, Optional<Figures> shape)
      implements OperationDeclaration {
    @Override
    public String annotation() {
      return "Input";
    }
  }

  /** What a {@link Join} makes of the values that it reads. */
  enum JoinKind {
    SUM("Add"),
    PRODUCT("Multiply"),
    CONCATENATION("Concat");

    private final String annotation;

    JoinKind(String annotation) {
      this.annotation = annotation;
    }
  }

  /**
   * {@code @Add}, {@code @Multiply}, {@code @Concat}.
   *
   * @param named the layers that are named; at least one if all is well
   * @param axis of a concatenation
   * @param broadcast whether extents of 1 are stretched
   */
  record Join(
      Place place,
      JoinKind kind,
      List<Figure<String>> named,
      Optional<Figure<Axis>> axis,
      boolean broadcast)
      implements OperationDeclaration {
    public Join {
      named = List.copyOf(named);
    }

    @Override
    public String annotation() {
      return kind.annotation;
    }

    @Override
    public Figure<String> from() {
      return sources().getFirst();
    }

    @Override
    public List<Figure<String>> sources() {
      return Sources.of(place, named);
    }
  }

  /** {@code @Reshape}. */
  record Reshape(Place place, Figure<String> from, Optional<Figures> shape)
      implements OperationDeclaration {
    @Override
    public String annotation() {
      return "Reshape";
    }
  }

  /** {@code @Slice}. */
  record Slice(
      Place place,
      Figure<String> from,
      Figure<Axis> axis,
      Optional<Figure<Integer>> begin,
      Optional<Figure<Integer>> end)
      implements OperationDeclaration {
    @Override
    public String annotation() {
      return "Slice";
    }
  }

  /**
   * {@code @Conv}.
   *
   * @param table a row of input maps for each output map; empty where there is no table
   */
  record Convolution(
      Place place,
      Figure<String> from,
      Optional<Figure<Integer>> filters,
      WindowDeclaration window,
      BorderDeclaration border,
      Figure<Integer> groups,
      Optional<TableDeclaration> table,
      BiasDeclaration bias,
      boolean flip)
      implements OperationDeclaration {
    @Override
    public String annotation() {
      return "Conv";
    }
  }

  /** {@code @LocallyConnected}. */
  record LocallyConnected(
      Place place,
      Figure<String> from,
      Optional<Figure<Integer>> filters,
      WindowDeclaration window,
      boolean bias,
      boolean flip)
      implements OperationDeclaration {
    @Override
    public String annotation() {
      return "LocallyConnected";
    }
  }

  /** {@code @TransposedConv}. */
  record TransposedConvolution(
      Place place,
      Figure<String> from,
      Optional<Figure<Integer>> filters,
      WindowDeclaration window,
      Figures outputPadding,
      Figure<Integer> groups,
      boolean bias,
      boolean flip)
      implements OperationDeclaration {
    @Override
    public String annotation() {
      return "TransposedConv";
    }
  }

  /** {@code @MaxPool} and every other pooling by windows of given extents. */
  record Pool(
      Place place,
      Figure<String> from,
      String annotation,
      WindowDeclaration window,
      boolean ceil,
      PoolingDeclaration pooling)
      implements OperationDeclaration {}

  /** {@code @AdaptiveAvgPool} and {@code @AdaptiveMaxPool}: the output's extents are given. */
  record AdaptivePool(
      Place place,
      Figure<String> from,
      String annotation,
      Optional<Figures> extents,
      PoolingDeclaration pooling)
      implements OperationDeclaration {}

  /** {@code @GlobalAvgPool} and its like: one window. */
  record GlobalPool(Place place, Figure<String> from, String annotation, PoolingDeclaration pooling)
      implements OperationDeclaration {}

  /** {@code @Embedding}. */
  record Embedding(
      Place place,
      Figure<String> from,
      Optional<Figure<Integer>> vocabulary,
      Optional<Figure<Integer>> dimension,
      Figure<Integer> padding)
      implements OperationDeclaration {
    @Override
    public String annotation() {
      return "Embedding";
    }
  }

  /** {@code @BatchNorm}. */
  record BatchNorm(
      Place place,
      Figure<String> from,
      Figure<Double> epsilon,
      Figure<Double> momentum,
      boolean affine,
      boolean frozen)
      implements OperationDeclaration {
    @Override
    public String annotation() {
      return "BatchNorm";
    }
  }

  /** {@code @Dropout}. */
  record Dropout(Place place, Figure<String> from, Figure<Double> probability, boolean maps)
      implements OperationDeclaration {
    @Override
    public String annotation() {
      return "Dropout";
    }
  }

  /** What is composed of the graph's general operations. */
  record Tensor(Place place, String annotation, List<Figure<String>> sources, Settings settings)
      implements OperationDeclaration {
    public Tensor {
      sources = List.copyOf(sources);
    }

    @Override
    public Figure<String> from() {
      return sources.getFirst();
    }
  }

  /**
   * An operation whose weights are another layer's value.
   *
   * @param weights that layer
   */
  record Generated(OperationDeclaration of, Figure<String> weights)
      implements OperationDeclaration {
    @Override
    public Place place() {
      return of.place();
    }

    @Override
    public String annotation() {
      return of.annotation();
    }

    @Override
    public Figure<String> from() {
      return of.from();
    }

    @Override
    public List<Figure<String>> sources() {
      return List.of(of.from(), weights);
    }
  }

  /** {@code @Dense}. */
  record Dense(Place place, Figure<String> from, Optional<Figure<Integer>> outputs, boolean bias)
      implements OperationDeclaration {
    @Override
    public String annotation() {
      return "Dense";
    }
  }
}
