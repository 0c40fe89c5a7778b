package dev.lathe.processor.network;

import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * An abstract method that takes data, which the facade implements.
 *
 * @param method its name
 * @param kind what it does, which fixes its signature
 * @param varargs whether the user declared the last parameter as {@code float...}
 * @param declaredIn the simple name of the interface that declares it
 * @param inherited whether that is not the network's own
 * @param heads the record of several outputs, if the kind has one
 * @param joined whether several inputs are given as one array, behind each other
 */
public record EntryPoint(
    String method,
    Kind kind,
    boolean varargs,
    String declaredIn,
    boolean inherited,
    Optional<Heads> heads,
    boolean joined) {

  /** An entry point of the scores. */
  public EntryPoint(
      String method, Kind kind, boolean varargs, String declaredIn, boolean inherited) {
    this(method, kind, varargs, declaredIn, inherited, Optional.empty(), false);
  }

  /** The same entry point with values that have other numbers. */
  public EntryPoint numbered(IntUnaryOperator number) {
    return new EntryPoint(
        method,
        kind,
        varargs,
        declaredIn,
        inherited,
        heads.map(each -> each.numbered(number)),
        joined);
  }

  /** What an entry point does with an image: the values of one or more {@code float[]}. */
  public enum Kind {
    /** {@code float[] m(image)}. */
    SCORES,
    /** {@code void m(image, float[] scores)}. */
    SCORES_INTO,
    /** {@code int m(image)}. */
    CLASSIFY,
    /** {@code void m(float[] images, int count, float[] scores)}, of a single input. */
    BATCH,
    /** {@code Heads m(image)}. */
    HEADS,
    /** {@code void m(image, Heads heads)}. */
    HEADS_INTO
  }

  /**
   * A record whose components are the values of layers.
   *
   * @param packageName of the record
   * @param simpleNames its name behind those of the types around it
   */
  public record Heads(String packageName, List<String> simpleNames, List<Component> components) {
    public Heads {
      simpleNames = List.copyOf(simpleNames);
      components = List.copyOf(components);
    }

    /** The same record of values that have other numbers. */
    public Heads numbered(IntUnaryOperator number) {
      return new Heads(
          packageName,
          simpleNames,
          components.stream()
              .map(each -> new Component(each.name(), number.applyAsInt(each.layer())))
              .toList());
    }
  }

  /**
   * A component.
   *
   * @param layer the index of the layer of its name
   */
  public record Component(String name, int layer) {}
}
