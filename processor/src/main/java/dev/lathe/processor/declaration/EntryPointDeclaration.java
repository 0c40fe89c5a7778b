package dev.lathe.processor.declaration;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ExecutableType;

/**
 * An abstract method that takes data: not yet known to be of a supported signature.
 *
 * @param method where it is declared, perhaps in another interface
 * @param type its type as a member of the network, with type arguments filled in
 * @param inherited whether another interface declares it
 */
public record EntryPointDeclaration(
    ExecutableElement method, ExecutableType type, boolean inherited) {

  public String name() {
    return method.getSimpleName().toString();
  }
}
