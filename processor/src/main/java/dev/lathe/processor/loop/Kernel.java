package dev.lathe.processor.loop;

import java.util.List;

/**
 * One method: a piece of a layer's work that HotSpot compiles as a unit.
 *
 * @param name a Java identifier, unique in its program: {@code c1}, {@code c1Rest}
 * @param description the header comment's lines: layer, geometry, schedule, cost
 * @param buffers the parameters, in order
 * @param body what it does
 */
public record Kernel(
    String name, List<String> description, List<Buffer> buffers, List<Statement> body) {

  public Kernel {
    description = List.copyOf(description);
    buffers = List.copyOf(buffers);
    body = List.copyOf(body);
  }
}
