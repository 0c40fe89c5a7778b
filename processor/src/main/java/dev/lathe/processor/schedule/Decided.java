package dev.lathe.processor.schedule;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked before the cost model: what layers are pinned to, then tables.
 *
 * @param pins by the layer's name, for one machine
 * @param tables of their entries for a geometry the first that can be followed counts; of those for
 *     an algorithm the first
 */
public record Decided(Map<String, Decision> pins, List<ScheduleTable> tables) {

  /** Everything is left to the cost model. */
  public static final Decided NOTHING = new Decided(Map.of(), List.of());

  public Decided {
    pins = Map.copyOf(pins);
    tables = tables.stream().filter(table -> !table.isEmpty()).toList();
  }

  /** What a layer is pinned to. */
  Optional<Decision> pin(String layer) {
    return Optional.ofNullable(pins.get(layer));
  }

  /** What the tables say of the algorithm for a convolution. */
  Optional<Decision> algorithm(Contraction convolution, int lanes) {
    return tables.stream()
        .flatMap(table -> table.algorithm(lanes, GeometryText.of(convolution)).stream())
        .findFirst();
  }

  /**
   * Picks one of the candidates.
   *
   * @param layer that the contraction belongs to, and may be pinned
   * @param ranked the cost model's order, the best one first
   */
  Choice choose(String layer, Contraction contraction, int lanes, List<Candidate> ranked) {
    Optional<Choice> pinned =
        pin(layer)
            .filter(Decision.Direct.class::isInstance)
            .flatMap(pin -> first((Decision.Direct) pin, ranked, Origin.PINNED));
    return pinned
        .or(
            () ->
                tables.stream()
                    .flatMap(table -> table.tilings(lanes, GeometryText.of(contraction)).stream())
                    .flatMap(entry -> first(entry, ranked, Origin.TABLE).stream())
                    .findFirst())
        .orElseGet(() -> new Choice(ranked.getFirst(), Origin.MODEL));
  }

  private static Optional<Choice> first(
      Decision.Direct wanted, List<Candidate> ranked, Origin origin) {
    return ranked.stream()
        .filter(candidate -> wanted.matches(candidate.tiling()))
        .findFirst()
        .map(candidate -> new Choice(candidate, origin));
  }

  /** A candidate and who chose it. */
  record Choice(Candidate candidate, Origin origin) {

    /** Whether this is to be taken rather than another way to compute the same. */
    boolean precedes(Choice other) {
      int order = origin.compareTo(other.origin);
      return order == 0 ? candidate.cycles() < other.candidate.cycles() : order < 0;
    }
  }
}
