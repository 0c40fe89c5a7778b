package dev.lathe.processor.schedule;

import java.util.List;
import java.util.Optional;

/**
 * A contraction that computes a node, or a part of it, and the ways in which it could.
 *
 * @param ranked by the cost model, the best one first
 */
public record Offer(Contraction contraction, List<Candidate> ranked) {

  /** What the contraction does not tell. */
  private static final String ELSEWHERE =
      "they are another layer's value, or whole numbers of a file";

  public Offer {
    ranked = List.copyOf(ranked);
  }

  /** Why weights are not rounded where that alone keeps a candidate from being what is wanted. */
  public Optional<String> refusal(Decision.Direct wanted) {
    if (!wanted.isRounded()) {
      return Optional.empty();
    }
    return ranked.stream()
        .map(Candidate::tiling)
        .filter(wanted.withAnyWeights()::matches)
        .findFirst()
        .map(
            tiling -> {
              Region first = Region.of(contraction, tiling).getFirst();
              return RoundedWeights.refusal(contraction, tiling, first).orElse(ELSEWHERE);
            });
  }
}
