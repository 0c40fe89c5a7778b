package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.BlockDefinition;
import dev.lathe.processor.declaration.LayerDeclaration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The names that layers may read at one place: in a network, or in one repetition of a block. */
final class Scope {
  private final OptionalInt input;
  private final List<String> declared;
  private final Map<String, OptionalInt> values = new LinkedHashMap<>();
  private OptionalInt last;

  /**
   * The scope of {@code layers}.
   *
   * @param input what the network or the block is given; empty if it is not known
   */
  Scope(OptionalInt input, List<LayerDeclaration> layers) {
    this.input = input;
    this.last = input;
    this.declared = layers.stream().map(LayerDeclaration::name).toList();
  }

  /** Names a value; an empty one is a layer that something is wrong with. */
  void name(String name, OptionalInt value) {
    values.put(name, value);
  }

  /** The value that is read where no layer is named. */
  OptionalInt last() {
    return last;
  }

  /** Makes {@code value} the one that is read where no layer is named. */
  void follow(OptionalInt value) {
    last = value;
  }

  OptionalInt input() {
    return input;
  }

  boolean isKnown(String name) {
    return values.containsKey(name);
  }

  /** Whether the name is that of what the network or the block is given. */
  boolean isInput(String name) {
    return name.equals(BlockDefinition.INPUT);
  }

  /** Whether a layer of this name stands anywhere in the scope. */
  boolean isDeclared(String name) {
    return declared.contains(name);
  }

  OptionalInt value(String name) {
    return values.getOrDefault(name, OptionalInt.empty());
  }

  /** The names that can be read so far. */
  List<String> names() {
    return List.copyOf(values.keySet());
  }

  Map<String, OptionalInt> values() {
    return values;
  }
}
