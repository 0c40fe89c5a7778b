package dev.lathe.processor.network;

import dev.lathe.processor.graph.Shape;

/**
 * What a network is given for one image.
 *
 * @param name how layers refer to it
 */
public record NetworkInput(String name, Shape shape) {

  /** The name of the only input of most networks. */
  public static final String ONLY = "input";
}
