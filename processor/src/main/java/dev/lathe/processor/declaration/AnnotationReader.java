package dev.lathe.processor.declaration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.Elements;

/** Reads the values of one annotation, written or defaulted, each with its place. */
final class AnnotationReader {
  private final Place place;
  private final AnnotationMirror mirror;
  private final Map<? extends ExecutableElement, ? extends AnnotationValue> values;
  private final Arguments arguments;
  private final Optional<List<UnreadableFigure>> unreadable;

  /** Reads an annotation whose numbers are checked one by one. */
  AnnotationReader(Elements elements, Element element, AnnotationMirror mirror) {
    this(elements, mirror, Place.of(element, mirror), Arguments.NONE, Optional.empty());
  }

  /**
   * Reads an annotation whose numbers may be made of a block's parameters.
   *
   * @param unreadable receives those that mean nothing; a number that does takes their place
   */
  AnnotationReader(
      Elements elements,
      Element element,
      AnnotationMirror mirror,
      Arguments arguments,
      List<UnreadableFigure> unreadable) {
    this(
        elements,
        mirror,
        arguments.place(Place.of(element, mirror)),
        arguments,
        Optional.of(unreadable));
  }

  private AnnotationReader(
      Elements elements,
      AnnotationMirror mirror,
      Place place,
      Arguments arguments,
      Optional<List<UnreadableFigure>> unreadable) {
    this.place = place;
    this.arguments = arguments;
    this.unreadable = unreadable;
    this.mirror = mirror;
    this.values = elements.getElementValuesWithDefaults(mirror);
  }

  /** The annotation's place. */
  Place place() {
    return place;
  }

  /** An {@code int}, absent if it is required and was left out. */
  Optional<Figure<Integer>> number(String name) {
    return value(name).map(value -> figure(name, value, place(name, value)));
  }

  /** An {@code int[]}, absent if it is required and was left out. */
  Optional<Figures> numbers(String name) {
    return value(name).map(value -> new Figures(name, entries(name, value), place(name, value)));
  }

  /** An {@code int[]} that has a default. */
  Figures numbersOrDefault(String name) {
    return numbers(name).orElseThrow(() -> noDefault(name));
  }

  boolean flag(String name) {
    return placedFlag(name).value();
  }

  Figure<Boolean> placedFlag(String name) {
    AnnotationValue value = value(name).orElseThrow(() -> noDefault(name));
    return new Figure<>((Boolean) value.getValue(), place(name, value));
  }

  /** The annotations in an array of them, each with the reader of its values. */
  List<AnnotationReader> annotations(String name, Elements elements) {
    AnnotationValue array = value(name).orElseThrow(() -> noDefault(name));
    return ((List<?>) array.getValue())
        .stream()
            .map(AnnotationValue.class::cast)
            .map(entry -> nested(name, entry, elements))
            .toList();
  }

  private AnnotationReader nested(String name, AnnotationValue entry, Elements elements) {
    return new AnnotationReader(
        elements, (AnnotationMirror) entry.getValue(), place(name, entry), arguments, unreadable);
  }

  /** The place of the value of an element that has a default. */
  Place placeOf(String name) {
    return place(name, value(name).orElseThrow(() -> noDefault(name)));
  }

  /** An {@code int} that has a default. */
  Figure<Integer> numberOrDefault(String name) {
    return number(name).orElseThrow(() -> noDefault(name));
  }

  /** A {@code double} that has a default. */
  Figure<Double> decimal(String name) {
    AnnotationValue value = value(name).orElseThrow(() -> noDefault(name));
    return decimal(name, value);
  }

  /** A {@code double[]} that has a default. */
  List<Figure<Double>> decimals(String name) {
    AnnotationValue array = value(name).orElseThrow(() -> noDefault(name));
    return ((List<?>) array.getValue())
        .stream().map(AnnotationValue.class::cast).map(entry -> decimal(name, entry)).toList();
  }

  Figure<String> text(String name) {
    AnnotationValue value = value(name).orElseThrow(() -> noDefault(name));
    return new Figure<>((String) value.getValue(), place(name, value));
  }

  /** A {@code String[]}; empty if it is required and was left out. */
  List<Figure<String>> texts(String name) {
    return value(name).stream()
        .flatMap(array -> ((List<?>) array.getValue()).stream())
        .map(AnnotationValue.class::cast)
        .map(entry -> new Figure<>((String) entry.getValue(), place(name, entry)))
        .toList();
  }

  /** Whether the value stands in the source and is no default. */
  boolean isGiven(String name) {
    return find(mirror.getElementValues(), name).isPresent();
  }

  <E extends Enum<E>> Figure<E> constant(String name, Class<E> type) {
    AnnotationValue value = value(name).orElseThrow(() -> noDefault(name));
    String constant = ((VariableElement) value.getValue()).getSimpleName().toString();
    return new Figure<>(Enum.valueOf(type, constant), place(name, value));
  }

  /** All values but {@code from}. */
  Settings settings() {
    Map<String, Figures> numbers = new HashMap<>();
    Map<String, Figure<Double>> decimals = new HashMap<>();
    Map<String, Figure<List<Double>>> decimalLists = new HashMap<>();
    Map<String, Boolean> flags = new HashMap<>();
    Map<String, Figure<String>> constants = new HashMap<>();
    for (var entry : values.entrySet()) {
      String name = entry.getKey().getSimpleName().toString();
      Place at = place(name, entry.getValue());
      switch (entry.getValue().getValue()) {
        case Integer _ ->
            number(name)
                .ifPresent(
                    number ->
                        numbers.put(name, new Figures(name, List.of(number), number.place())));
        case Double _ -> decimals.put(name, decimal(name));
        case Boolean flag -> flags.put(name, flag);
        case VariableElement constant ->
            constants.put(name, new Figure<>(constant.getSimpleName().toString(), at));
        case List<?> _ when isArrayOf(entry.getKey(), TypeKind.DOUBLE) ->
            decimalLists.put(
                name, new Figure<>(decimals(name).stream().map(Figure::value).toList(), at));
        case List<?> _ when isArrayOf(entry.getKey(), TypeKind.INT) ->
            numbers(name).ifPresent(list -> numbers.put(name, list));
        default -> {}
      }
    }
    return new Settings(numbers, decimals, decimalLists, flags, constants);
  }

  private static boolean isArrayOf(ExecutableElement element, TypeKind kind) {
    return element.getReturnType() instanceof ArrayType array
        && array.getComponentType().getKind() == kind;
  }

  private List<Figure<Integer>> entries(String name, AnnotationValue array) {
    return ((List<?>) array.getValue())
        .stream()
            .map(AnnotationValue.class::cast)
            .map(entry -> figure(name, entry, place(name, entry)))
            .toList();
  }

  /**
   * An unreadable figure becomes 1, which is allowed everywhere and nowhere too large. So does a
   * name that there is not, which javac reports itself.
   */
  private Figure<Integer> figure(String name, AnnotationValue value, Place written) {
    if (!(value.getValue() instanceof Integer constant)) {
      return new Figure<>(1, arguments.place(written));
    }
    Optional<Figure<Integer>> figure = arguments.figure(constant, written);
    if (figure.isEmpty()) {
      addUnreadable(name, arguments.place(written), OptionalDouble.empty());
    }
    return figure.orElse(new Figure<>(1, arguments.place(written)));
  }

  /** What no float holds becomes a half, which is allowed everywhere. */
  private Figure<Double> decimal(String name, AnnotationValue written) {
    Place at = place(name, written);
    if (!(written.getValue() instanceof Double value)) {
      return new Figure<>(0.5, at);
    }
    if (unreadable.isPresent() && !Float.isFinite(value.floatValue())) {
      addUnreadable(name, at, OptionalDouble.of(value));
      return new Figure<>(0.5, at);
    }
    return new Figure<>(value, at);
  }

  private void addUnreadable(String name, Place at, OptionalDouble decimal) {
    String annotation = mirror.getAnnotationType().asElement().getSimpleName().toString();
    unreadable.ifPresent(all -> all.add(new UnreadableFigure(at, annotation, name, decimal)));
  }

  private Optional<AnnotationValue> value(String name) {
    return find(values, name);
  }

  /** The place of a value of the element {@code name}: a default stands nowhere in the source. */
  private Place place(String name, AnnotationValue value) {
    return isGiven(name) && arguments.use().isEmpty() ? place.at(value) : place;
  }

  private static Optional<AnnotationValue> find(
      Map<? extends ExecutableElement, ? extends AnnotationValue> values, String name) {
    for (var entry : values.entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(name)) {
        return Optional.of(entry.getValue());
      }
    }
    return Optional.empty();
  }

  private NoSuchElementException noDefault(String name) {
    return new NoSuchElementException(
        mirror + " has no element " + name + ": does the annotation come from another version?");
  }
}
