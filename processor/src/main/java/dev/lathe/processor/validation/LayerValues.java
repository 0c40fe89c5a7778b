package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.LayerDeclaration;
import dev.lathe.processor.declaration.NetworkDeclaration;
import java.util.OptionalInt;

/**
 * The values of an interface's layers, by their methods; numbers are indices of layers.
 *
 * @param wiring knows the layers already
 * @param main the index of the last layer
 */
record LayerValues(NetworkDeclaration network, Wiring wiring, int main) implements NamedValues {

  @Override
  public boolean has(String name) {
    return network.layers().stream().anyMatch(layer -> layer.name().equals(name));
  }

  @Override
  public OptionalInt number(String name) {
    return wiring.valueOf(name);
  }

  @Override
  public String mainName() {
    return network.layers().stream().map(LayerDeclaration::name).reduce("", (_, name) -> name);
  }

  @Override
  public String remedy(String wanted) {
    return wiring.remedyForMethod(wanted);
  }

  @Override
  public Diagnosis noOutput() {
    return Message.NO_SUCH_OUTPUT;
  }

  @Override
  public Diagnosis noHead() {
    return Message.NO_SUCH_HEAD;
  }
}
