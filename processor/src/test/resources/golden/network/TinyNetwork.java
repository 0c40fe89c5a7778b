package nets;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Layer;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.spi.Blueprint;
import dev.lathe.runtime.spi.LayerFigures;
import dev.lathe.runtime.spi.LayerSpec;
import dev.lathe.runtime.spi.ParameterSpec;
import dev.lathe.runtime.spi.Pass;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Tiny compiled: 1x6x6 to 3x1x1.
 */
@Generated("dev.lathe.processor.LatheProcessor")
public final class TinyNetwork extends CompiledNetwork implements Tiny {
  private static final VectorPath PATH = VectorPath.choose("Tiny",
      VectorPath.VECTOR_512,
      VectorPath.VECTOR_256,
      VectorPath.VECTOR_128);

  private static final Pass FORWARD = switch (PATH) {
    case VECTOR_512 -> new Pass(TinyVector512.plan(), TinyVector512.kernels());
    case VECTOR_256 -> new Pass(TinyVector256.plan(), TinyVector256.kernels());
    case VECTOR_128 -> new Pass(TinyVector128.plan(), TinyVector128.kernels());
    case SCALAR -> new Pass(TinyScalar.plan(), TinyScalar.kernels());
  };

  /**
   * Called by {@code Lathe.load}.
   *
   * @param weights are checked and packed
   */
  public TinyNetwork(Weights weights) {
    super(Description.BLUEPRINT, PATH, FORWARD, weights);
  }

  @Override
  public Layer c1() {
    // conv 3x3, 2 filters, relu: 2x4x4
    return layer(0);
  }

  @Override
  public Layer s2() {
    // max pool 2x2: 2x2x2
    return layer(1);
  }

  @Override
  public Layer output() {
    // dense 3, log-softmax: 3x1x1
    return layer(2);
  }

  @Override
  public float[] scores(float[] image) {
    return compute(image);
  }

  @Override
  public void scores(float[] image, float[] scores) {
    compute(image, scores);
  }

  @Override
  public int classify(float[] image) {
    return argMax(image);
  }

  @Override
  public void scores(float[] images, int count, float[] scores) {
    computeBatch(images, count, scores);
  }

  @Override
  protected Pass trainingPass() {
    return Training.PASS;
  }

  /**
   * Loaded when a training starts: inference does without its classes.
   */
  private static final class Training {
    static final Pass PASS = switch (PATH) {
      case VECTOR_512 -> new Pass(TinyTrainingVector512.plan(), TinyTrainingVector512.kernels());
      case VECTOR_256 -> new Pass(TinyTrainingVector256.plan(), TinyTrainingVector256.kernels());
      case VECTOR_128 -> new Pass(TinyTrainingVector128.plan(), TinyTrainingVector128.kernels());
      case SCALAR -> new Pass(TinyTrainingScalar.plan(), TinyTrainingScalar.kernels());
    };
  }

  /**
   * Shapes, layers and parameters.
   */
  private static final class Description {
    static final Blueprint BLUEPRINT = blueprint();

    private static Blueprint blueprint() {
      int[] input = new int[] {1, 6, 6};
      int[] output = new int[] {3, 1, 1};
      return new Blueprint("Tiny", input, output, layers(), parameters(), "CROSS_ENTROPY");
    }

    private static List<LayerSpec> layers() {
      return List.of(
          new LayerSpec(
              "c1",
              "conv 3x3, 2 filters, relu",
              new int[] {2, 4, 4},
              List.of("c1.weight", "c1.bias"),
              new LayerFigures(320, 288, new int[] {3, 3}, new double[] {1, 1})),
          new LayerSpec(
              "s2",
              "max pool 2x2",
              new int[] {2, 2, 2},
              List.of(),
              new LayerFigures(32, 0, new int[] {4, 4}, new double[] {2, 2})),
          new LayerSpec(
              "output",
              "dense 3, log-softmax",
              new int[] {3, 1, 1},
              List.of("output.weight", "output.bias"),
              new LayerFigures(27, 24, new int[] {6, 6}, new double[] {4, 4})));
    }

    private static List<ParameterSpec> parameters() {
      return List.of(
          new ParameterSpec("c1.weight", new int[] {2, 1, 3, 3}, 9),
          new ParameterSpec("c1.bias", new int[] {2}, 9),
          new ParameterSpec("output.weight", new int[] {3, 8}, 8),
          new ParameterSpec("output.bias", new int[] {3}, 8));
    }
  }
}
