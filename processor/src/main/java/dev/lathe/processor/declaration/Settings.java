package dev.lathe.processor.declaration;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of an annotation, written or defaulted, by the elements' names; what the user left out
 * though it is required is absent.
 *
 * @param numbers {@code int} and {@code int[]}
 * @param decimals {@code double}
 * @param decimalLists {@code double[]}
 * @param flags {@code boolean}
 * @param constants the names of enums' constants
 */
public record Settings(
    Map<String, Figures> numbers,
    Map<String, Figure<Double>> decimals,
    Map<String, Figure<List<Double>>> decimalLists,
    Map<String, Boolean> flags,
    Map<String, Figure<String>> constants) {

  public Settings {
    numbers = Map.copyOf(numbers);
    decimals = Map.copyOf(decimals);
    decimalLists = Map.copyOf(decimalLists);
    flags = Map.copyOf(flags);
    constants = Map.copyOf(constants);
  }

  /** An {@code int[]}, or an {@code int} as one entry. */
  public Optional<Figures> numbers(String name) {
    return Optional.ofNullable(numbers.get(name));
  }

  /** An {@code int}. */
  public Optional<Figure<Integer>> number(String name) {
    return numbers(name).map(figures -> figures.entries().getFirst());
  }

  public Figure<Double> decimal(String name) {
    return required(name, decimals.get(name));
  }

  /** A {@code double[]}. */
  public Figure<List<Double>> decimals(String name) {
    return required(name, decimalLists.get(name));
  }

  public boolean flag(String name) {
    return required(name, flags.get(name));
  }

  /** An enum's constant. */
  public <E extends Enum<E>> Figure<E> constant(String name, Class<E> type) {
    Figure<String> constant = required(name, constants.get(name));
    return new Figure<>(Enum.valueOf(type, constant.value()), constant.place());
  }

  private static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new NoSuchElementException("no element " + name + ": is it of another version?");
    }
    return value;
  }
}
