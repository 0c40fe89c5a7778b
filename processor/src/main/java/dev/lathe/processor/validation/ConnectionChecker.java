package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.BiasDeclaration;
import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.Figures;
import dev.lathe.processor.declaration.TableDeclaration;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.network.LayerBias;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Checks which maps a convolution connects, and what bias it has. */
final class ConnectionChecker {
  private final Report report;
  private final String layer;
  private final String annotation;
  private final Optional<PartialShape> input;
  private final OptionalLong filters;

  /**
   * Checks the connections of one layer.
   *
   * @param input what is known of the shape read
   * @param filters the number of output maps, if it is known and valid
   */
  ConnectionChecker(
      Report report,
      String layer,
      String annotation,
      Optional<PartialShape> input,
      OptionalLong filters) {
    this.report = report;
    this.layer = layer;
    this.annotation = annotation;
    this.input = input;
    this.filters = filters;
  }

  /** The groups, if they are valid; what is not known of the shapes is not checked. */
  Optional<Connections> groups(Figure<Integer> groups) {
    int count = groups.value();
    if (count < 1) {
      report.add(Message.NOT_POSITIVE, groups.place(), layer, annotation, "groups", count);
      return Optional.empty();
    }
    boolean divides = divides(groups, channels(), "input maps");
    return divides && divides(groups, filters, "filters")
        ? Optional.of(new Connections.Groups(count))
        : Optional.empty();
  }

  private boolean divides(Figure<Integer> groups, OptionalLong maps, String what) {
    if (maps.isEmpty() || maps.getAsLong() % groups.value() == 0) {
      return true;
    }
    report.add(
        Message.GROUPS, groups.place(), layer, annotation, groups.value(), maps.getAsLong(), what);
    return false;
  }

  /** The table, if it is valid. */
  Optional<Connections> table(TableDeclaration table, Figure<Integer> groups) {
    boolean valid = true;
    if (groups.value() != 1) {
      report.add(Message.TABLE_AND_GROUPS, groups.place(), layer, groups.value());
      valid = false;
    }
    int rows = table.rows().size();
    if (filters.isPresent() && filters.getAsLong() != rows) {
      report.add(Message.TABLE_ROWS, table.place(), layer, rows, filters.getAsLong());
      valid = false;
    }
    for (int row = 0; row < rows; row++) {
      valid &= checkRow(table.rows().get(row), row);
    }
    return valid
        ? Optional.of(new Connections.Table(table.rows().stream().map(Figures::values).toList()))
        : Optional.empty();
  }

  private boolean checkRow(Figures row, int number) {
    boolean valid = true;
    if (row.entries().isEmpty()) {
      report.add(Message.TABLE_ROW_EMPTY, row.place(), layer, number);
      valid = false;
    }
    Set<Integer> seen = new HashSet<>();
    for (Figure<Integer> map : row.entries()) {
      long maps = channels().orElse(Long.MAX_VALUE);
      if (map.value() < 0 || map.value() >= maps) {
        String known = input.map(PartialShape::toString).orElse("?");
        report.add(Message.TABLE_MAP, map.place(), layer, map.value(), known);
        valid = false;
      } else if (!seen.add(map.value())) {
        report.add(Message.TABLE_MAP_TWICE, map.place(), layer, map.value(), number);
        valid = false;
      }
    }
    return valid;
  }

  LayerBias bias(BiasDeclaration bias) {
    if (bias.perUnit().value() && !bias.bias()) {
      report.add(Message.BIAS_PER_UNIT, bias.perUnit().place(), layer, annotation);
    }
    return bias.perUnit().value() ? LayerBias.PER_UNIT : LayerBias.perMap(bias.bias());
  }

  private OptionalLong channels() {
    return input.map(PartialShape::channels).orElse(OptionalLong.empty());
  }
}
