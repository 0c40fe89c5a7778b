package dev.lathe.processor.declaration;

import dev.lathe.annotations.Precision;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A type annotated with {@code @Network}.
 *
 * @param type the user's type, not yet known to be an interface
 * @param packageName empty for the unnamed package
 * @param simpleNames the type's name behind the names of the types around it
 * @param network the {@code @Network} annotation
 * @param input without entries if the user left the element out
 * @param trainable one for each loss
 * @param layers the type's own layer methods in source order
 * @param inheritedLayers layer methods of other interfaces, overridden by an own one or not
 * @param entryPoints every other abstract method, inherited ones first
 * @param defaultMethods the user's own methods that the generated class inherits
 * @param memberTypes simple names of the types declared in the interface or inherited by it
 */
public record NetworkDeclaration(
    TypeElement type,
    String packageName,
    List<String> simpleNames,
    Place network,
    Optional<Figures> input,
    Precision precision,
    List<TrainableDeclaration> trainable,
    List<LayerDeclaration> layers,
    List<ExecutableElement> inheritedLayers,
    List<EntryPointDeclaration> entryPoints,
    List<ExecutableElement> defaultMethods,
    List<String> memberTypes) {

  public NetworkDeclaration {
    simpleNames = List.copyOf(simpleNames);
    trainable = List.copyOf(trainable);
    layers = List.copyOf(layers);
    inheritedLayers = List.copyOf(inheritedLayers);
    entryPoints = List.copyOf(entryPoints);
    defaultMethods = List.copyOf(defaultMethods);
    memberTypes = List.copyOf(memberTypes);
  }

  /** The name without its package: {@code Outer.LeNet5}. */
  public String name() {
    return String.join(".", simpleNames);
  }

  public Place place() {
    return Place.of(type);
  }
}
