package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Place;

/**
 * A schedule that a layer is pinned to.
 *
 * @param layer its name, behind those of the blocks around it
 * @param lanes of the vectors that it is for; 0 for all that have no pin of their own
 * @param place of the text
 */
public record LayerPin(String layer, int lanes, String schedule, Place place) {

  /** For all kernels with vectors. */
  public static final int ALL = 0;
}
