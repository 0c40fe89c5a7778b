package dev.lathe.processor.network;

import java.util.List;

/**
 * An abstract method that takes data, which the facade implements.
 *
 * @param method its name
 * @param kind what it does, which fixes its signature
 * @param varargs whether the user declared the last parameter as {@code float...}
 * @param declaredIn the simple name of the interface that declares it
 * @param inherited whether that is not the network's own
 */
public record EntryPoint(
    String method, Kind kind, boolean varargs, String declaredIn, boolean inherited) {

  /** What an entry point does. */
  public enum Kind {
    SCORES,
    SCORES_INTO,
    CLASSIFY,
    BATCH;

    /** The result's type, as Java writes it. */
    public String result() {
      return switch (this) {
        case SCORES -> "float[]";
        case CLASSIFY -> "int";
        case SCORES_INTO, BATCH -> "void";
      };
    }

    /** The parameters' types, as Java writes them. */
    public List<String> parameterTypes() {
      return switch (this) {
        case SCORES, CLASSIFY -> List.of("float[]");
        case SCORES_INTO -> List.of("float[]", "float[]");
        case BATCH -> List.of("float[]", "int", "float[]");
      };
    }

    /**
     * The parameters' names, always the same: those of an inherited method depend on how its
     * interface was compiled, and generated code must not.
     */
    public List<String> parameterNames() {
      return switch (this) {
        case SCORES, CLASSIFY -> List.of("image");
        case SCORES_INTO -> List.of("image", "scores");
        case BATCH -> List.of("images", "count", "scores");
      };
    }
  }
}
