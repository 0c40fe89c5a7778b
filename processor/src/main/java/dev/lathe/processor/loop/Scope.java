package dev.lathe.processor.loop;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What names mean at some place of a kernel: a {@link Buffer}, a {@link Local} or an {@link
 * IndexName}.
 */
final class Scope {

  private final Map<String, Object> meanings;

  /** A loop's variable, or an index that was given a name. */
  record IndexName(String name) {}

  Scope() {
    meanings = new HashMap<>();
  }

  /** Everything that {@code outer} knows so far. What is defined inside is forgotten with it. */
  Scope(Scope outer) {
    meanings = new HashMap<>(outer.meanings);
  }

  /** Returns false if the name is taken. */
  boolean define(String name, Object meaning) {
    return meanings.putIfAbsent(name, meaning) == null;
  }

  @Nullable Object meaning(String name) {
    return meanings.get(name);
  }
}
