package dev.lathe.samples.digits;

import dev.lathe.annotations.Conv;
import dev.lathe.annotations.Dense;
import dev.lathe.annotations.Loss;
import dev.lathe.annotations.MaxPool;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Relu;
import dev.lathe.annotations.Trainable;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Lathe;
import dev.lathe.runtime.Layer;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.look.Excitation;
import dev.lathe.runtime.look.Neighbours;
import dev.lathe.runtime.look.Parts;
import dev.lathe.runtime.look.Pictures;
import dev.lathe.samples.LeNet5;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Pictures of what LeNet-5 has learnt: the first layer's filters, what they make of a digit, and
 * the images that excite units most. {@link Digits} trains it.
 */
public final class LookInside {
  private static final int SIDE = 32;
  private static final int DIGITS = 10;
  private static final int SMALL = 4;
  private static final int LARGE = 12;

  /** How many images a digit is compared with. */
  private static final int KNOWN = 20_000;

  /** Seven rows of a digit and its six neighbours: as many rows as columns. */
  private static final int ROWS = 7;

  private static final int COLUMNS = 7;

  private final LeNet5 network;
  private final Path folder;

  /**
   * Looks at a network.
   *
   * @param folder where pictures are written
   */
  public LookInside(LeNet5 network, Path folder) {
    this.network = network;
    this.folder = folder;
  }

  /** LeNet-5 up to its first feature maps. */
  @Network(input = {1, SIDE, SIDE})
  public interface FirstMaps extends Classifier {
    @Conv(filters = 6, kernel = 5)
    @Relu
    Layer c1();
  }

  /** LeNet-5 up to its second feature maps, as it answers before it rectifies. */
  @Network(input = {1, SIDE, SIDE})
  @Trainable(loss = Loss.MEAN_SQUARED_ERROR, inputGradient = true)
  public interface SecondMaps extends Classifier {
    @Conv(filters = 6, kernel = 5)
    @Relu
    Layer c1();

    @MaxPool(2)
    Layer s2();

    @Conv(filters = 16, kernel = 5)
    Layer c3();
  }

  /** LeNet-5 without the softmax, whose scores compete with each other. */
  @Network(input = {1, SIDE, SIDE})
  @Trainable(loss = Loss.MEAN_SQUARED_ERROR, inputGradient = true)
  public interface Scores extends Classifier {
    @Conv(filters = 6, kernel = 5)
    @Relu
    Layer c1();

    @MaxPool(2)
    Layer s2();

    @Conv(filters = 16, kernel = 5)
    @Relu
    Layer c3();

    @MaxPool(2)
    Layer s4();

    @Conv(filters = 120, kernel = 5)
    @Relu
    Layer c5();

    @Dense(84)
    @Relu
    Layer f6();

    @Dense(DIGITS)
    Layer f7();
  }

  /** LeNet-5 up to its last hidden layer, whose values are a digit's features. */
  @Network(input = {1, SIDE, SIDE})
  public interface Features extends Classifier {
    @Conv(filters = 6, kernel = 5)
    @Relu
    Layer c1();

    @MaxPool(2)
    Layer s2();

    @Conv(filters = 16, kernel = 5)
    @Relu
    Layer c3();

    @MaxPool(2)
    Layer s4();

    @Conv(filters = 120, kernel = 5)
    @Relu
    Layer c5();

    @Dense(84)
    Layer f6();
  }

  /**
   * Writes the pictures.
   *
   * @param arguments the weights that {@code Digits} has saved, and the folder to write to; without
   *     them the files of the build, wherever in the repository this is started
   */
  public static void main(String[] arguments) {
    Path target = Path.of(Files.isDirectory(Path.of("samples")) ? "samples/target" : "target");
    Path weights =
        arguments.length > 0 ? Path.of(arguments[0]) : target.resolve("lenet5.safetensors");
    Path folder = arguments.length > 1 ? Path.of(arguments[1]) : target.resolve("look");
    if (!Files.isRegularFile(weights)) {
      System.err.printf(
          "There are no weights in %s. Train them by mvn -q -DskipTests -Pdigits verify, or name a"
              + " file: LookInside WEIGHTS FOLDER%n",
          weights.toAbsolutePath());
      System.exit(2);
    }
    LookInside look = new LookInside(Lathe.load(LeNet5.class, Weights.of(weights)), folder);
    look.filters();
    look.maps(Mnist.forLeNet5(Mnist.test()));
    look.excitations();
    look.neighbours(
        Mnist.forLeNet5(Mnist.test()), Mnist.forLeNet5(Mnist.training()).slice(0, KNOWN));
    System.out.println("Pictures are in " + folder.toAbsolutePath());
  }

  /** The first layer's six filters. */
  void filters() {
    Weights weights = CompiledNetwork.of(network).weights();
    Pictures.filters(weights.tensor("c1.weight"))
        .enlarged(LARGE)
        .writePng(folder.resolve("filters.png"));
  }

  /** The first image of a data set, and the first layer's maps of it. */
  void maps(Dataset images) {
    float[] image = new float[SIDE * SIDE];
    images.copyImage(0, image, 0);
    Pictures.image(image, 1, SIDE, SIDE).enlarged(SMALL).writePng(folder.resolve("digit.png"));
    float[] maps = Parts.load(FirstMaps.class, network).scores(image);
    int side = SIDE - 4;
    Pictures.maps(maps, 6, side, side).enlarged(SMALL).writePng(folder.resolve("maps.png"));
  }

  /** What excites the unit in the middle of each map of c3 most, and each of the ten scores. */
  void excitations() {
    SecondMaps second = Parts.load(SecondMaps.class, network);
    int side = (SIDE - 4) / 2 - 4;
    int middle = side / 2 * side + side / 2;
    int[] units = new int[16];
    for (int map = 0; map < units.length; map++) {
      units[map] = map * side * side + middle;
    }
    write(second, "units.png", units);
    write(Parts.load(Scores.class, network), "scores.png", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  /** A row for each of the first images: itself, and the images that are most similar to it. */
  void neighbours(Dataset images, Dataset known) {
    Neighbours neighbours = Neighbours.of(Parts.load(Features.class, network), known);
    float[] sheet = new float[ROWS * COLUMNS * SIDE * SIDE];
    float[] image = new float[SIDE * SIDE];
    for (int row = 0; row < ROWS; row++) {
      images.copyImage(row, image, 0);
      int from = row * COLUMNS * image.length;
      System.arraycopy(image, 0, sheet, from, image.length);
      for (int similar : neighbours.nearest(image, COLUMNS - 1)) {
        from += image.length;
        known.copyImage(similar, sheet, from);
      }
    }
    Pictures.maps(sheet, ROWS * COLUMNS, SIDE, SIDE)
        .enlarged(SMALL / 2)
        .writePng(folder.resolve("neighbours.png"));
  }

  private void write(Object part, String file, int... units) {
    float[] images = new float[units.length * SIDE * SIDE];
    for (int k = 0; k < units.length; k++) {
      float[] image = Excitation.of(part, units[k]).find().image();
      System.arraycopy(image, 0, images, k * image.length, image.length);
    }
    Pictures.maps(images, units.length, SIDE, SIDE).enlarged(SMALL).writePng(folder.resolve(file));
  }
}
