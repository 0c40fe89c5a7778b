package dev.lathe.processor.loop;

import java.util.List;

/**
 * One method: a piece of a layer's work that HotSpot compiles as a unit.
 *
 * @param name a Java identifier, unique in its program: {@code c1}, {@code c1Rest}
 * @param description the header comment's lines: layer, geometry, schedule, cost
 * @param buffers the parameters, in order
 * @param offsets the names of the indices that each call gives, behind the buffers; most kernels
 *     are called once and have none
 * @param body what it does
 */
public record Kernel(
    String name,
    List<String> description,
    List<Buffer> buffers,
    List<String> offsets,
    List<Statement> body) {

  public Kernel {
    description = List.copyOf(description);
    buffers = List.copyOf(buffers);
    offsets = List.copyOf(offsets);
    body = List.copyOf(body);
  }

  /** A kernel whose indices are all its own. */
  public Kernel(String name, List<String> description, List<Buffer> buffers, List<Statement> body) {
    this(name, description, buffers, List.of(), body);
  }

  /** How many cache lines its text reads ahead, in loops or not. */
  public int linesAhead() {
    return linesAhead(body);
  }

  private static int linesAhead(List<Statement> statements) {
    return statements.stream()
        .mapToInt(
            statement ->
                switch (statement) {
                  case Statement.ReadAhead ahead -> ahead.lines();
                  case Statement.Loop loop -> linesAhead(loop.body());
                  case Statement.LimitedLoop loop -> linesAhead(loop.body());
                  case Statement.NameIndex _,
                      Statement.ReadIndex _,
                      Statement.WalkIndex _,
                      Statement.Define _,
                      Statement.Assign _,
                      Statement.Store _,
                      Statement.Fill _,
                      Statement.Copy _,
                      Statement.Transpose _,
                      Statement.Comment _ ->
                      0;
                })
        .sum();
  }
}
