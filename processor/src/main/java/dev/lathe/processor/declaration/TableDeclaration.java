package dev.lathe.processor.declaration;

import java.util.List;

/**
 * A connection table as written.
 *
 * @param place of the whole table
 * @param rows the input maps of each output map
 */
public record TableDeclaration(Place place, List<Figures> rows) {

  public TableDeclaration {
    rows = List.copyOf(rows);
  }
}
