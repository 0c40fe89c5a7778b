package dev.lathe.samples.digits;

import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.data.Dataset;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows test images and what a network makes of them. */
final class Gallery {

  private static final int COLUMNS = 3;
  private static final int WIDTH = 28;

  private final Classifier network;
  private final Dataset pictures;
  private final Dataset inputs;

  /**
   * Shows images of one set.
   *
   * @param pictures as they were read
   * @param inputs the same as the network wants them
   */
  Gallery(Classifier network, Dataset pictures, Dataset inputs) {
    this.network = network;
    this.pictures = pictures.scaled(1 / 255f);
    this.inputs = inputs;
  }

  /** The first few images, and the first few that the network takes for something else. */
  void show(PrintStream out) {
    out.println();
    out.println("The first digits of the test set, and what the network reads:");
    row(out, List.of(0, 1, 2));
    List<Integer> mistakes = mistakes();
    if (!mistakes.isEmpty()) {
      out.println("And digits that it misreads:");
      row(out, mistakes);
    }
  }

  private List<Integer> mistakes() {
    List<Integer> found = new ArrayList<>();
    float[] image = new float[inputs.imageSize()];
    for (int i = 0; i < inputs.size() && found.size() < COLUMNS; i++) {
      inputs.copyImage(i, image, 0);
      if (network.classify(image) != inputs.label(i)) {
        found.add(i);
      }
    }
    return found;
  }

  private void row(PrintStream out, List<Integer> indexes) {
    List<float[]> images = new ArrayList<>();
    List<String> captions = new ArrayList<>();
    float[] input = new float[inputs.imageSize()];
    for (int index : indexes) {
      float[] picture = new float[pictures.imageSize()];
      pictures.copyImage(index, picture, 0);
      images.add(picture);
      inputs.copyImage(index, input, 0);
      captions.add(caption(index, network.classify(input), network.scores(input)));
    }
    AsciiArt.draw(images, WIDTH, captions).forEach(out::println);
    out.println();
  }

  /** The scores are logarithms of probabilities. */
  private String caption(int index, int answer, float[] scores) {
    double sure = 100 * Math.exp(scores[answer]);
    String text = String.format(Locale.ROOT, "   a %d (%.1f %%)", answer, sure);
    int label = pictures.label(index);
    return answer == label ? text : text + ", was " + label;
  }
}
