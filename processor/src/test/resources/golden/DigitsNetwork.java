package generated;

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
 * Digits compiled: 1x8x8 to 10.
 */
@Generated("dev.lathe.processor.LatheProcessor")
public final class DigitsNetwork extends CompiledNetwork implements Digits {
  private static final VectorPath PATH = VectorPath.choose("Digits",
      VectorPath.VECTOR_512);

  private static final Pass FORWARD = switch (PATH) {
    case VECTOR_512 -> new Pass(DigitsVector512.plan(), DigitsVector512.kernels());
    case SCALAR -> new Pass(DigitsScalar.plan(), DigitsScalar.kernels());
    default -> throw new IllegalStateException("no code was generated for " + PATH);
  };

  /**
   * Called by {@code Lathe.load}.
   *
   * @param weights are checked and packed
   */
  public DigitsNetwork(Weights weights) {
    super(Description.BLUEPRINT, PATH, FORWARD, weights);
  }

  @Override
  public Layer c1() {
    // convolution 3x3, 16 filters, ReLU: 16x6x6
    return layer(0);
  }

  @Override
  public Layer output() {
    // dense, 10 outputs, log-softmax: 10
    return layer(1);
  }

  @Override
  public float[] scores(float[] image) {
    return compute(image);
  }

  @Override
  public int classify(float[] image) {
    return argMax(image);
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
      case VECTOR_512 -> new Pass(
            DigitsTrainingVector512.plan(),
            DigitsTrainingVector512.kernels());
      case SCALAR -> new Pass(DigitsTrainingScalar.plan(), DigitsTrainingScalar.kernels());
      default -> throw new IllegalStateException("no code was generated for " + PATH);
    };
  }

  /**
   * Shapes, layers and parameters.
   */
  private static final class Description {
    static final Blueprint BLUEPRINT = blueprint();

    private static Blueprint blueprint() {
      int[] input = new int[] {1, 8, 8};
      int[] output = new int[] {10};
      return new Blueprint("Digits", input, output, layers(), parameters(), "CROSS_ENTROPY");
    }

    private static List<LayerSpec> layers() {
      return List.of(
          new LayerSpec(
              "c1",
              "convolution 3x3, 16 filters, ReLU",
              new int[] {16, 6, 6},
              List.of("c1.weight", "c1.bias"),
              new LayerFigures(5760000000L, 5184, new int[] {3, 3}, new double[] {1, 0.5})),
          new LayerSpec(
              "output",
              "dense, 10 outputs, log-softmax",
              new int[] {10},
              List.of("output.weight", "output.bias"),
              new LayerFigures(5760000000L, 5184, new int[] {3, 3}, new double[] {1, 0.5})));
    }

    private static List<ParameterSpec> parameters() {
      return List.of(
          new ParameterSpec("c1.weight", new int[] {16, 1, 3, 3}, 9),
          new ParameterSpec("c1.bias", new int[] {16}, 9),
          new ParameterSpec("output.weight", new int[] {10, 576}, 576),
          new ParameterSpec("output.bias", new int[] {10}, 576));
    }
  }
}
