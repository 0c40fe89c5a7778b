package dev.lathe.processor;

import dev.lathe.processor.testing.OnnxText;
import java.util.ArrayList;
import java.util.List;

/** Files that say what ONNX does not allow, each with what is to be said of it. */
final class InvalidFiles {
  private final List<Invalid> all = new ArrayList<>();

  /**
   * A file. Until {@link #gets} is called it has no messages, as no invalid file has: a row that
   * forgets the call is a test that fails.
   *
   * @param messages for each problem what its message has behind the interface's name
   */
  record Invalid(String name, byte[] file, List<String> messages) {

    /** Adds the messages that it is to get. */
    void gets(String... texts) {
      messages.addAll(List.of(texts));
    }
  }

  /** All of them. */
  static List<Invalid> all() {
    InvalidFiles files = new InvalidFiles();
    InvalidGraphs.add(files);
    InvalidOperands.add(files);
    InvalidFigures.add(files);
    InvalidSequences.add(files);
    InvalidIndices.add(files);
    InvalidWindows.add(files);
    InvalidMovements.add(files);
    InvalidSums.add(files);
    return List.copyOf(files.all);
  }

  /** A table of files of an opset. */
  InvalidTable at(int opset) {
    return new InvalidTable(this, opset, "", "y");
  }

  /** Adds a file by all of its fields. */
  Invalid file(String name, String fields) {
    byte[] file = OnnxText.file("ir_version: 8 " + fields);
    Invalid invalid = new Invalid(name, file, new ArrayList<>());
    all.add(invalid);
    return invalid;
  }
}
