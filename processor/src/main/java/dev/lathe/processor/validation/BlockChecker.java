package dev.lathe.processor.validation;

import dev.lathe.annotations.Block;
import dev.lathe.processor.declaration.BlockDefinition;
import dev.lathe.processor.declaration.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/** Checks the definitions of blocks: what can be wrong with them however they are used. */
public final class BlockChecker {
  private final Report report;

  public BlockChecker(Report report) {
    this.report = report;
  }

  /** Checks the blocks whose source is compiled in this round. */
  public void check(RoundEnvironment round) {
    for (TypeElement type : ElementFilter.typesIn(round.getElementsAnnotatedWith(Block.class))) {
      check(BlockDefinition.of(type));
    }
  }

  /** Whether the definition is wrong, which has been reported where it was compiled. */
  static boolean isMalformed(BlockDefinition block) {
    Report ignored = new Report();
    new BlockChecker(ignored).check(block);
    return ignored.hasErrors();
  }

  private void check(BlockDefinition block) {
    checkBody(block);
    Map<String, ExecutableElement> parameters = new HashMap<>();
    for (ExecutableElement element : block.elements()) {
      checkElement(block, element);
    }
    for (ExecutableElement figure : block.figures()) {
      String constant = BlockDefinition.constantName(figure.getSimpleName().toString());
      parameters.put(constant, figure);
      if (!block.constants().containsKey(constant)) {
        report.add(
            Message.PARAMETER_WITHOUT_CONSTANT,
            Place.of(figure),
            block.name(),
            figure.getSimpleName(),
            constant);
      }
    }
    checkConstants(block, parameters);
  }

  private void checkBody(BlockDefinition block) {
    if (block.bodies().size() != 1) {
      report.add(
          Message.BLOCK_BODIES,
          Place.of(block.type()),
          block.name(),
          block.bodies().isEmpty() ? "no interface" : block.bodies().size() + " interfaces");
    } else if (block.bodies().getFirst().getEnclosedElements().stream()
        .noneMatch(element -> element instanceof ExecutableElement)) {
      report.add(Message.EMPTY_BLOCK, Place.of(block.bodies().getFirst()), block.name());
    }
  }

  private void checkElement(BlockDefinition block, ExecutableElement element) {
    boolean isInt = element.getReturnType().getKind() == TypeKind.INT;
    boolean isRepeat = element.getSimpleName().contentEquals(BlockDefinition.REPEAT);
    boolean isFrom = element.getSimpleName().contentEquals(BlockDefinition.FROM);
    boolean allowed =
        isRepeat ? isInt : isFrom ? BlockDefinition.isText(element) : isInt || isText(element);
    if (!allowed) {
      report.add(
          Message.PARAMETER_TYPE,
          Place.of(element),
          block.name(),
          element.getSimpleName(),
          element.getReturnType(),
          isRepeat
              ? "int"
              : isFrom ? "String" : "int, for a figure, or String, for a layer's name");
    }
  }

  private static boolean isText(ExecutableElement element) {
    return BlockDefinition.isText(element);
  }

  /** Constants that are declared by a parameter's number; others are the user's own. */
  private void checkConstants(BlockDefinition block, Map<String, ExecutableElement> parameters) {
    Map<Integer, String> letters = new HashMap<>();
    for (Map.Entry<String, BlockDefinition.Constant> entry : block.constants().entrySet()) {
      String name = entry.getKey();
      BlockDefinition.Constant constant = entry.getValue();
      ExecutableElement parameter = parameters.get(name);
      Place place = Place.of(constant.field());
      if (!constant.isParameter()) {
        if (parameter != null) {
          report.add(
              Message.CONSTANT_NOT_A_PARAMETER,
              place,
              block.name(),
              name,
              parameter.getSimpleName());
        }
        continue;
      }
      if (parameter == null) {
        String remedy = remedy(name, List.copyOf(parameters.keySet()));
        report.add(Message.CONSTANT_WITHOUT_ELEMENT, place, block.name(), name, remedy);
      }
      String other = letters.putIfAbsent(constant.value(), name);
      if (other != null) {
        report.add(Message.SHARED_PARAMETER, place, block.name(), name, other);
      }
    }
  }

  private static String remedy(String wanted, List<String> names) {
    return Suggestion.nearest(wanted, names)
        .map(name -> "Did you mean " + name + "?")
        .orElse("Declare the element, or remove the constant.");
  }
}
