package dev.lathe.processor.validation;

import dev.lathe.processor.network.HeadLoss;
import dev.lathe.processor.translation.Imported;
import java.util.List;
import java.util.OptionalInt;

/**
 * The outputs of a file, by their names as far as Java can say them; numbers count the outputs. All
 * of them together are the scores.
 *
 * @param names of the outputs that have elements, in the file's order
 */
record FileOutputs(List<String> names) implements NamedValues {

  FileOutputs {
    names = List.copyOf(names);
  }

  @Override
  public boolean has(String name) {
    return number(name).isPresent();
  }

  @Override
  public OptionalInt number(String name) {
    int exact = names.indexOf(name);
    int index = exact >= 0 ? exact : names.stream().map(Imported::inJava).toList().indexOf(name);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  @Override
  public int main() {
    return HeadLoss.SCORES;
  }

  @Override
  public String mainName() {
    return "";
  }

  @Override
  public String remedy(String wanted) {
    List<String> said = names.stream().map(Imported::inJava).distinct().toList();
    return Suggestion.nearest(wanted, said)
        .map(name -> "Did you mean \"" + name + "\"?")
        .orElse("The outputs are " + Wording.list(said) + ".");
  }

  @Override
  public Diagnosis noOutput() {
    return FileMessage.ONNX_NO_OUTPUT;
  }

  @Override
  public Diagnosis noHead() {
    return FileMessage.ONNX_NO_HEAD;
  }
}
