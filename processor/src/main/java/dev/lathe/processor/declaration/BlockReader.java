package dev.lathe.processor.declaration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads the use of a block, with its layers: those of the definition, given the arguments. */
final class BlockReader {
  private final Elements elements;
  private final List<TypeElement> around;

  /**
   * Reads uses inside of blocks.
   *
   * @param around the blocks that the use stands in, outermost first
   */
  BlockReader(Elements elements, List<TypeElement> around) {
    this.elements = elements;
    this.around = around;
  }

  BlockUse read(BlockDefinition definition, AnnotationReader reader) {
    Map<String, Figure<String>> inputs = new LinkedHashMap<>();
    for (ExecutableElement input : definition.inputs()) {
      String name = input.getSimpleName().toString();
      inputs.put(name, reader.text(name));
    }
    List<TypeElement> path = new ArrayList<>(around);
    path.add(definition.type());
    boolean recursive = around.contains(definition.type());
    return new BlockUse(
        reader.place(),
        definition,
        definition.hasElement(BlockDefinition.FROM)
            ? reader.text(BlockDefinition.FROM)
            : new Figure<>("", reader.place()),
        inputs,
        reader.isGiven(BlockDefinition.REPEAT)
            ? reader.number(BlockDefinition.REPEAT)
            : Optional.empty(),
        path.stream().map(type -> "@" + type.getSimpleName()).toList(),
        recursive,
        recursive ? List.of() : layers(definition, arguments(definition, reader), path));
  }

  private static Arguments arguments(BlockDefinition definition, AnnotationReader reader) {
    Map<Integer, Figure<Integer>> values = new HashMap<>();
    for (ExecutableElement figure : definition.figures()) {
      String name = figure.getSimpleName().toString();
      Optional<Integer> constant = definition.constant(name);
      Optional<Figure<Integer>> argument = reader.number(name);
      if (constant.isPresent() && argument.isPresent()) {
        values.put(constant.get(), argument.get());
      }
    }
    return new Arguments(Optional.of(reader.place()), values);
  }

  private List<LayerDeclaration> layers(
      BlockDefinition definition, Arguments arguments, List<TypeElement> path) {
    LayerReader reader = new LayerReader(elements, arguments, path);
    return definition.bodies().stream()
        .limit(1)
        .flatMap(body -> ElementFilter.methodsIn(body.getEnclosedElements()).stream())
        .filter(NetworkReader::isLayer)
        .map(method -> reader.read(method, NetworkReader.returnsLayer(method)))
        .toList();
  }
}
