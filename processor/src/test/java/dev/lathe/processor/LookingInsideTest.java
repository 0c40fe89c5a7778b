package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.LatheException;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.WeightsException;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.look.Excitation;
import dev.lathe.runtime.look.Neighbours;
import dev.lathe.runtime.look.Parts;
import dev.lathe.runtime.look.ReceptiveField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What excites units, and networks' first layers, through generated code on every path. */
class LookingInsideTest {
  private static final String LOSS =
      "@Trainable(loss = Loss.MEAN_SQUARED_ERROR, inputGradient = true)\n";

  private static final String WHOLE =
      """
      @Network(input = {1, 8, 8})
      %spublic interface %s extends Classifier {
        @Conv(filters = 3, kernel = 3) @Tanh Layer c1();
        @MaxPool(2) Layer s2();
      %s}
      """;

  @Test
  void aLinearUnitIsExcitedMostByItsOwnWeights() {
    CompiledInterface compiled =
        CompiledInterface.compile(
            "Linear",
            """
            @Network(input = {5})
            %spublic interface Linear extends Classifier {
              @Dense(3) Layer y();
            }
            """
                .formatted(LOSS));
    float[] weight = {0, 0, 0, 0, 0, 3, 0, -4, 0, 0, 1, 1, 1, 1, 1};
    Weights weights =
        Weights.of(
            Map.of(
                "y.weight", new Tensor(new int[] {3, 5}, weight),
                "y.bias", new Tensor(new int[] {3}, new float[] {0, 0.5f, 0})));
    for (VectorPath path : CompiledInterface.paths()) {
      Classifier network = compiled.load(path, weights);
      Excitation.Found found = Excitation.of(network, 1).length(10).steps(400).find();
      assertThat(found.image()).containsExactly(new float[] {6, 0, -8, 0, 0}, within(0.05f));
      assertThat(found.activation()).isEqualTo(50.5f, within(0.01f));
      assertThatThrownBy(() -> Excitation.of(network, 0).find())
          .isInstanceOf(LatheException.class)
          .hasMessageContaining("Unit 0 of Linear has the derivative 0");
      assertThatThrownBy(() -> Excitation.of(network, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void aHiddenUnitIsExcitedMoreThanByRandomImages() {
    List<CompiledInterface> compiled =
        CompiledInterface.compileAll(
            sources(
                Map.of(
                    "Whole", WHOLE.formatted("", "Whole", "  @Dense(4) Layer y();\n"),
                    "Inside", WHOLE.formatted(LOSS, "Inside", ""))));
    CompiledInterface inside = compiled.get(0);
    CompiledInterface whole = compiled.get(1);
    for (VectorPath path : CompiledInterface.paths()) {
      Classifier trained = whole.load(path, Weights.random(4));
      Classifier part = inside.load(path, Weights.random(0));
      CompiledNetwork.of(part).swap(firstLayers(trained));
      int unit = 2 * 9 + 4;
      Excitation.Found found = Excitation.of(part, unit).seed(3).find();
      assertThat(found.activation()).isEqualTo(part.scores(found.image())[unit], within(1e-5f));
      Random random = new Random(1);
      for (int k = 0; k < 200; k++) {
        float[] image = new float[64];
        for (int i = 0; i < image.length; i++) {
          image[i] = (float) random.nextGaussian();
        }
        assertThat(part.scores(image)[unit]).isLessThan(found.activation());
      }
    }
  }

  @Test
  void aUnitSeesTheBoxThatItsWindowsSpan() {
    CompiledInterface compiled =
        CompiledInterface.compile(
            "Chain",
            """
            @Network(input = {1, 32, 24})
            %spublic interface Chain extends Classifier {
              @Conv(filters = 3, kernel = {5, 3}) @Relu Layer c1();
              @MaxPool(2) Layer s2();
              @Conv(filters = 2, kernel = {5, 3}, padding = 1) @Tanh Layer c3();
            }
            """
                .formatted(LOSS));
    Classifier network = compiled.load(VectorPath.SCALAR, Weights.random(1));
    // c3 is 2x12x11: a unit's window of 5x3 begins at (y - 1, x - 1) and sees 14x8 cells.
    int row = 11;
    ReceptiveField inside = ReceptiveField.of(network, 12 * row + 4 * row + 5);
    assertThat(inside.from()).containsExactly(2 * 3, 2 * 4);
    assertThat(inside.to()).containsExactly(2 * 3 + 14, 2 * 4 + 8);
    assertThat(inside).hasToString("6..20 x 8..16");
    // The corner's window begins in the padding.
    ReceptiveField corner = ReceptiveField.of(network, 0);
    assertThat(corner.from()).containsExactly(0, 0);
    assertThat(corner.to()).containsExactly(14 - 2, 8 - 2);
  }

  @Test
  void partsTakeTheirWeightsFromTheWhole() {
    CompiledInterface whole =
        CompiledInterface.compile(
            "Whole", WHOLE.formatted("", "Whole", "  @Dense(4) Layer y();\n"));
    Classifier trained = whole.load(VectorPath.SCALAR, Weights.random(4));
    Class<? extends Classifier> type = whole.type(VectorPath.SCALAR);
    Classifier again = Parts.load(type, trained);
    float[] image = new float[64];
    image[9] = 1;
    assertThat(again.scores(image)).containsExactly(trained.scores(image), within(1e-6f));

    CompiledInterface other =
        CompiledInterface.compile(
            "Other",
            """
            @Network(input = {1, 8, 8})
            public interface Other extends Classifier {
              @Conv(filters = 3, kernel = 3) Layer c2();
            }
            """);
    Class<? extends Classifier> foreign = other.type(VectorPath.SCALAR);
    assertThatThrownBy(() -> Parts.load(foreign, trained))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("missing: c2.weight");
  }

  @Test
  void onlyPassesThatTellTheUnitsDerivativeAreTaken() {
    CompiledInterface compiled =
        CompiledInterface.compile(
            "Plain",
            """
            @Network(input = {4})
            @Trainable
            public interface Plain extends Classifier {
              @Dense(3) Layer y();
            }
            """);
    Classifier network = compiled.load(VectorPath.SCALAR, Weights.random(1));
    assertThatThrownBy(() -> Excitation.of(network, 0))
        .isInstanceOf(LatheException.class)
        .hasMessageContaining("@Trainable(loss = Loss.MEAN_SQUARED_ERROR, inputGradient = true)");
  }

  @Test
  void neighboursAreTheImagesOfTheNearestFeatures() {
    CompiledInterface compiled =
        CompiledInterface.compile(
            "Features",
            """
            @Network(input = {3})
            public interface Features extends Classifier {
              @Dense(value = 2, bias = false) Layer y();
            }
            """);
    // The third number of an image is none of its features.
    float[] weight = {1, 0, 0, 0, 1, 0};
    Weights weights = Weights.of(Map.of("y.weight", new Tensor(new int[] {2, 3}, weight)));
    float[] images = {0, 0, 9, 3, 0, 0, 1, 1, 5, 0, 2, 7, 1, 1, -5};
    Dataset data = Dataset.ofFloats(images, new int[] {3}, new int[5], 1);
    for (VectorPath path : CompiledInterface.paths()) {
      Neighbours neighbours = Neighbours.of(compiled.load(path, weights), data);
      assertThat(neighbours.nearest(new float[] {1, 1.2f, 40}, 4)).containsExactly(2, 4, 3, 0);
      assertThat(neighbours.nearest(new float[3], 0)).isEmpty();
    }
    Dataset others = Dataset.ofFloats(new float[4], new int[] {4}, new int[1], 1);
    Classifier network = compiled.load(VectorPath.SCALAR, weights);
    assertThatThrownBy(() -> Neighbours.of(network, others))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The network reads 3 numbers, and the images have 4");
  }

  private static Weights firstLayers(Classifier trained) {
    Weights whole = CompiledNetwork.of(trained).weights();
    Map<String, Tensor> first = new LinkedHashMap<>();
    for (String name : List.of("c1.weight", "c1.bias")) {
      first.put(name, whole.tensor(name));
    }
    return Weights.of(first);
  }

  private static Map<String, String> sources(Map<String, String> bodies) {
    Map<String, String> sorted = new LinkedHashMap<>();
    bodies.keySet().stream().sorted().forEach(name -> sorted.put(name, bodies.get(name)));
    return sorted;
  }
}
