package dev.lathe.processor.declaration;

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

  /** The name of the layer that is read, empty for the preceding one. */
  Figure<String> from();

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
  record Tensor(Place place, String annotation, Figure<String> from, Settings settings)
      implements OperationDeclaration {}

  /** {@code @Dense}. */
  record Dense(Place place, Figure<String> from, Optional<Figure<Integer>> outputs, boolean bias)
      implements OperationDeclaration {
    @Override
    public String annotation() {
      return "Dense";
    }
  }
}
