package dev.lathe.processor.declaration;

import dev.lathe.annotations.Block;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/**
 * An annotation type that is a block, as it was written.
 *
 * @param elements the parameters, in order
 * @param constants the {@code int} constants, by name
 * @param bodies the nested interfaces; one if all is well
 */
public record BlockDefinition(
    TypeElement type,
    List<ExecutableElement> elements,
    Map<String, Constant> constants,
    List<TypeElement> bodies) {

  /** The element that says how often the block stands there. */
  public static final String REPEAT = "repeat";

  /** The element that names what the first layer reads. */
  public static final String FROM = "from";

  /** What a block's layers call the value that the block is given. */
  public static final String INPUT = "input";

  /** A constant of the block, and what it was declared by. */
  public record Constant(VariableElement field, int value) {

    /** Whether it is declared by one of the letters of {@code Parameter}. */
    public boolean isParameter() {
      return LinearForm.PARAMETERS.contains(value);
    }
  }

  public BlockDefinition {
    elements = List.copyOf(elements);
    bodies = List.copyOf(bodies);
  }

  /** The definition of a type, which may well be no block. */
  public static BlockDefinition of(TypeElement type) {
    Map<String, Constant> constants = new LinkedHashMap<>();
    for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
      if (field.getConstantValue() instanceof Integer value) {
        constants.put(field.getSimpleName().toString(), new Constant(field, value));
      }
    }
    return new BlockDefinition(
        type,
        ElementFilter.methodsIn(type.getEnclosedElements()),
        constants,
        ElementFilter.typesIn(type.getEnclosedElements()).stream()
            .filter(nested -> nested.getKind() == ElementKind.INTERFACE)
            .toList());
  }

  /** The block that an annotation uses, if its type is one. */
  public static Optional<BlockDefinition> of(AnnotationMirror mirror) {
    TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
    return Names.find(type, Block.class).map(_ -> of(type));
  }

  /** Whether a type holds the layers of a block. */
  public static boolean isBody(Element type) {
    Element outer = type.getEnclosingElement();
    return outer != null && Names.find(outer, Block.class).isPresent();
  }

  public String name() {
    return type.getSimpleName().toString();
  }

  public boolean hasElement(String name) {
    return elements.stream().anyMatch(element -> element.getSimpleName().contentEquals(name));
  }

  /** The parameters that figures are made of. */
  public List<ExecutableElement> figures() {
    return elements.stream()
        .filter(element -> element.getReturnType().getKind() == TypeKind.INT)
        .filter(element -> !element.getSimpleName().contentEquals(REPEAT))
        .toList();
  }

  /** The parameters that name layers. */
  public List<ExecutableElement> inputs() {
    return elements.stream()
        .filter(BlockDefinition::isText)
        .filter(element -> !element.getSimpleName().contentEquals(FROM))
        .toList();
  }

  /** Whether the element is a {@code String}. */
  public static boolean isText(ExecutableElement element) {
    return element.getReturnType().toString().equals(String.class.getCanonicalName());
  }

  /** The constant of a parameter: {@code INNER_WIDTH} for {@code innerWidth}. */
  public static String constantName(String element) {
    return element.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }

  /** The number that stands for a parameter in the block's layers. */
  Optional<Integer> constant(String element) {
    return Optional.ofNullable(constants.get(constantName(element))).map(Constant::value);
  }
}
