package dev.lathe.processor.declaration;

import dev.lathe.annotations.Abs;
import dev.lathe.annotations.AdaptiveAvgPool;
import dev.lathe.annotations.AdaptiveMaxPool;
import dev.lathe.annotations.Add;
import dev.lathe.annotations.AvgPool;
import dev.lathe.annotations.BatchNorm;
import dev.lathe.annotations.Block;
import dev.lathe.annotations.ChannelShuffle;
import dev.lathe.annotations.Concat;
import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Dropout;
import dev.lathe.annotations.DynamicKMaxPool;
import dev.lathe.annotations.Elu;
import dev.lathe.annotations.Embedding;
import dev.lathe.annotations.Fold;
import dev.lathe.annotations.Gelu;
import dev.lathe.annotations.GlobalAvgPool;
import dev.lathe.annotations.GlobalMaxPool;
import dev.lathe.annotations.GlobalSumPool;
import dev.lathe.annotations.Glu;
import dev.lathe.annotations.GroupNorm;
import dev.lathe.annotations.HardShrink;
import dev.lathe.annotations.HardSigmoid;
import dev.lathe.annotations.HardSwish;
import dev.lathe.annotations.HardTanh;
import dev.lathe.annotations.Input;
import dev.lathe.annotations.InstanceNorm;
import dev.lathe.annotations.InvariantConv;
import dev.lathe.annotations.KMaxPool;
import dev.lathe.annotations.LayerNorm;
import dev.lathe.annotations.LeakyRelu;
import dev.lathe.annotations.LocalContrastNorm;
import dev.lathe.annotations.LocalResponseNorm;
import dev.lathe.annotations.LocallyConnected;
import dev.lathe.annotations.LogSigmoid;
import dev.lathe.annotations.LogSoftmax;
import dev.lathe.annotations.LogSumExpPool;
import dev.lathe.annotations.LpPool;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.MaxPoolPositions;
import dev.lathe.annotations.MaxUnpool;
import dev.lathe.annotations.Maxout;
import dev.lathe.annotations.Mish;
import dev.lathe.annotations.Multiply;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Onnx;
import dev.lathe.annotations.Pad;
import dev.lathe.annotations.ParametricRelu;
import dev.lathe.annotations.Pinned;
import dev.lathe.annotations.PixelShuffle;
import dev.lathe.annotations.PixelUnshuffle;
import dev.lathe.annotations.Rbf;
import dev.lathe.annotations.Relu;
import dev.lathe.annotations.Relu6;
import dev.lathe.annotations.Reshape;
import dev.lathe.annotations.ScaledTanh;
import dev.lathe.annotations.Selu;
import dev.lathe.annotations.Sigmoid;
import dev.lathe.annotations.Silu;
import dev.lathe.annotations.Slice;
import dev.lathe.annotations.SoftShrink;
import dev.lathe.annotations.Softmax;
import dev.lathe.annotations.Softplus;
import dev.lathe.annotations.Softsign;
import dev.lathe.annotations.Subsample;
import dev.lathe.annotations.SumPool;
import dev.lathe.annotations.Tanh;
import dev.lathe.annotations.Trainable;
import dev.lathe.annotations.TransposedConv;
import dev.lathe.annotations.Upsample;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * The names by which the processor knows the user's vocabulary. The runtime's types are known by
 * name only, since the processor does not depend on the runtime.
 */
public final class Names {
  public static final String LAYER = "dev.lathe.runtime.Layer";
  public static final String COMPILED_NETWORK = "dev.lathe.runtime.CompiledNetwork";

  public static final List<Class<? extends Annotation>> OPERATIONS =
      List.of(
          Input.class,
          Conv.class,
          LocallyConnected.class,
          TransposedConv.class,
          MaxPool.class,
          AvgPool.class,
          SumPool.class,
          LpPool.class,
          LogSumExpPool.class,
          Subsample.class,
          AdaptiveAvgPool.class,
          AdaptiveMaxPool.class,
          GlobalAvgPool.class,
          GlobalMaxPool.class,
          GlobalSumPool.class,
          Dense.class,
          Embedding.class,
          BatchNorm.class,
          Dropout.class,
          MaxPoolPositions.class,
          MaxUnpool.class,
          InvariantConv.class,
          KMaxPool.class,
          DynamicKMaxPool.class,
          Fold.class,
          ChannelShuffle.class,
          Glu.class,
          GroupNorm.class,
          InstanceNorm.class,
          LayerNorm.class,
          LocalContrastNorm.class,
          LocalResponseNorm.class,
          Maxout.class,
          Pad.class,
          ParametricRelu.class,
          PixelShuffle.class,
          PixelUnshuffle.class,
          Rbf.class,
          Upsample.class,
          Add.class,
          Multiply.class,
          Concat.class,
          Slice.class,
          Reshape.class);

  public static final List<Class<? extends Annotation>> ACTIVATIONS =
      List.of(
          Relu.class,
          Tanh.class,
          Sigmoid.class,
          Softmax.class,
          LogSoftmax.class,
          Abs.class,
          Elu.class,
          Gelu.class,
          HardShrink.class,
          HardSigmoid.class,
          HardSwish.class,
          HardTanh.class,
          LeakyRelu.class,
          LogSigmoid.class,
          Mish.class,
          Relu6.class,
          ScaledTanh.class,
          Selu.class,
          Silu.class,
          SoftShrink.class,
          Softplus.class,
          Softsign.class);

  /** Operations whose weights may be another layer's value. */
  static final List<String> WITH_WEIGHTS = List.of("Conv", "TransposedConv", "Dense");

  /** Annotations of layer methods. */
  public static final List<Class<? extends Annotation>> ON_LAYERS =
      Stream.of(OPERATIONS, ACTIVATIONS, List.of(Pinned.class, Pinned.Several.class))
          .flatMap(List::stream)
          .toList();

  /** Annotations of interfaces. */
  public static final List<Class<? extends Annotation>> ON_NETWORKS =
      List.of(Network.class, Onnx.class, Trainable.class, Trainable.Heads.class);

  /** Annotations of annotation types. */
  public static final List<Class<? extends Annotation>> ON_BLOCKS = List.of(Block.class);

  private Names() {}

  /** The annotation of the given class on {@code element}. */
  public static Optional<AnnotationMirror> find(
      Element element, Class<? extends Annotation> annotation) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (qualifiedName(mirror).equals(annotation.getCanonicalName())) {
        return Optional.of(mirror);
      }
    }
    return Optional.empty();
  }

  /** Whether any annotation of layers stands on {@code element}. */
  public static boolean isLayerAnnotated(Element element) {
    return ON_LAYERS.stream().anyMatch(annotation -> find(element, annotation).isPresent())
        || element.getAnnotationMirrors().stream()
            .anyMatch(mirror -> BlockDefinition.of(mirror).isPresent());
  }

  static String qualifiedName(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName().toString();
  }
}
