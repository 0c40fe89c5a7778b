package dev.lathe.processor.validation;

import java.util.OptionalInt;

/** The values that records of an entry point and losses name: layers, or the outputs of a file. */
interface NamedValues {

  /** Whether there is a value of the name. */
  boolean has(String name);

  /** The number of the value of a name, as far as it is known. */
  OptionalInt number(String name);

  /** The number of what is meant where no name is given. */
  int main();

  /** What other annotations call it. */
  String mainName();

  /** What to write instead of a name that no value has. */
  String remedy(String wanted);

  /** The message of a record's component that names no value. */
  Diagnosis noOutput();

  /** The message of a loss that names no value. */
  Diagnosis noHead();
}
