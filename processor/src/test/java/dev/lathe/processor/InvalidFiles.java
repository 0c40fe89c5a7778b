package dev.lathe.processor;

import dev.lathe.processor.testing.OnnxText;
import java.util.ArrayList;
import java.util.List;

/** Files that say what ONNX does not allow, each with what is to be said of it. */
final class InvalidFiles {
  private final List<Invalid> all = new ArrayList<>();

  /**
   * A file.
   *
   * @param messages for each problem what its message has behind the interface's name
   */
  record Invalid(String name, byte[] file, List<String> messages) {}

  /** All of them. */
  static List<Invalid> all() {
    InvalidFiles files = new InvalidFiles();
    InvalidGraphs.add(files);
    InvalidOperands.add(files);
    InvalidFigures.add(files);
    InvalidWindows.add(files);
    InvalidMovements.add(files);
    InvalidSums.add(files);
    return List.copyOf(files.all);
  }

  /**
   * Adds a file whose output is {@code y}.
   *
   * @param message of its only problem
   */
  void add(String name, int opset, String message, String... fields) {
    addWhole(name, opset, List.of(message), String.join("", fields) + "output { name: \"y\" }");
  }

  /** Adds a file by all fields of its graph. */
  void addWhole(String name, int opset, List<String> messages, String fields) {
    byte[] file =
        OnnxText.file(
            "ir_version: 8 opset_import { version: %d } graph { name: \"g\" %s }"
                .formatted(opset, fields));
    all.add(new Invalid(name, file, messages));
  }

  /** Adds a file by all of its fields, with its only problem. */
  void addFile(String name, String message, String fields) {
    all.add(new Invalid(name, OnnxText.file("ir_version: 8 " + fields), List.of(message)));
  }
}
