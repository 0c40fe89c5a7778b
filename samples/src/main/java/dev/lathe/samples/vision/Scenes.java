package dev.lathe.samples.vision;

import dev.lathe.runtime.data.Dataset;
import java.util.List;
import java.util.Random;

/** Makes noisy scenes of 16x16 cells in which a pattern of 5x5 stands somewhere. */
public final class Scenes {

  /** The extent of a scene. */
  public static final int SCENE = 16;

  /** The extent of a pattern. */
  public static final int PATTERN = 5;

  /** The places along an axis where a pattern may stand. */
  public static final int PLACES = SCENE - PATTERN + 1;

  /** None of them becomes another by being turned or mirrored. */
  static final List<String> SHAPES =
      List.of(
          "#.... #.... #.... #.... #####",
          "##### ..#.. ..#.. ..#.. ..#..",
          "#...# #...# #...# #...# #####",
          "..#.. ..#.. ##### ..#.. ..#..",
          "##... .#... .#### ....# ....#");

  private final Random random;
  private final float noise;

  /** Scenes whose cells differ from what they should be by a normal deviate times {@code noise}. */
  public Scenes(long seed, float noise) {
    this.random = new Random(seed);
    this.noise = noise;
  }

  /**
   * Scenes, behind each the pattern that stands in it, of -1 and 1, which differs from scene to
   * scene. The label is the pattern's place.
   */
  public Dataset patterns(int count) {
    int size = SCENE * SCENE + PATTERN * PATTERN;
    float[] images = new float[count * size];
    int[] labels = new int[count];
    float[] pattern = new float[PATTERN * PATTERN];
    for (int i = 0; i < count; i++) {
      for (int cell = 0; cell < pattern.length; cell++) {
        pattern[cell] = random.nextBoolean() ? 1 : -1;
      }
      labels[i] = random.nextInt(PLACES * PLACES);
      draw(pattern, labels[i], images, i * size);
      System.arraycopy(pattern, 0, images, i * size + SCENE * SCENE, pattern.length);
    }
    return Dataset.ofFloats(images, new int[] {size}, labels, PLACES * PLACES);
  }

  /**
   * One of the {@code SHAPES} in each scene, its number the label.
   *
   * @param turned whether it may be turned by 90 degrees and mirrored
   */
  public Dataset shapes(int count, boolean turned) {
    float[] images = new float[count * SCENE * SCENE];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(SHAPES.size());
      float[] shape = shape(SHAPES.get(labels[i]), turned ? random.nextInt(8) : 0);
      draw(shape, random.nextInt(PLACES * PLACES), images, i * SCENE * SCENE);
    }
    return Dataset.ofFloats(images, new int[] {1, SCENE, SCENE}, labels, SHAPES.size());
  }

  /** A shape, turned by a number of right angles below four, and from four on mirrored as well. */
  private static float[] shape(String cells, int transform) {
    float[] shape = new float[PATTERN * PATTERN];
    for (int y = 0; y < PATTERN; y++) {
      for (int x = 0; x < PATTERN; x++) {
        int row = y;
        int column = transform < 4 ? x : PATTERN - 1 - x;
        for (int turn = 0; turn < transform % 4; turn++) {
          int former = row;
          row = column;
          column = PATTERN - 1 - former;
        }
        shape[y * PATTERN + x] = cells.charAt(row * (PATTERN + 1) + column) == '#' ? 1 : 0;
      }
    }
    return shape;
  }

  private void draw(float[] pattern, int place, float[] images, int offset) {
    for (int cell = 0; cell < SCENE * SCENE; cell++) {
      images[offset + cell] = (float) random.nextGaussian() * noise;
    }
    int corner = place / PLACES * SCENE + place % PLACES;
    for (int cell = 0; cell < pattern.length; cell++) {
      images[offset + corner + cell / PATTERN * SCENE + cell % PATTERN] += pattern[cell];
    }
  }
}
