package dev.lathe.processor.schedule;

import java.util.List;

/**
 * A contraction that computes a node, or a part of it, and the ways in which it could.
 *
 * @param ranked by the cost model, the best one first
 */
public record Offer(Contraction contraction, List<Candidate> ranked) {

  public Offer {
    ranked = List.copyOf(ranked);
  }
}
