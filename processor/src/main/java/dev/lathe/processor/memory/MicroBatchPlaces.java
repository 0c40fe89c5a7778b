package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.schedule.Access;
import dev.lathe.processor.schedule.AxisNames;
import dev.lathe.processor.schedule.Caches;
import dev.lathe.processor.schedule.Contraction;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.ScheduledMicroBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives the values that a micro-batch reads and makes their places. None shares its memory with
 * another one: what an image's kernels write is brought here once, and halos stay zero.
 */
final class MicroBatchPlaces {

  private final List<Optional<Placement>> placements;
  private final Map<Integer, Integer> places = new LinkedHashMap<>();
  private final int slice;

  MicroBatchPlaces(ScheduledMicroBatch microBatch, List<Optional<Placement>> placements) {
    this.placements = placements;
    int end = 0;
    for (List<ScheduledContraction> contractions :
        new TreeMap<>(microBatch.contractions()).values()) {
      for (ScheduledContraction each : contractions) {
        for (Access access : accesses(each.contraction())) {
          Optional<Placement> placement = placements.get(access.node());
          if (placement.isPresent() && !places.containsKey(access.node())) {
            places.put(access.node(), ArenaAllocator.FIRST + end);
            end = Sizes.sum(end, Caches.wholeLines(placement.get().size()));
          }
        }
      }
    }
    this.slice = end % Caches.PAGE_FLOATS == 0 ? end + Caches.LINE_FLOATS : end;
  }

  /** What a contraction reads and makes, parameters aside. */
  private static List<Access> accesses(Contraction contraction) {
    List<Access> accesses = new ArrayList<>(List.of(contraction.left(), contraction.out()));
    contraction.right().ifPresent(accesses::add);
    contraction.addend().ifPresent(accesses::add);
    return accesses;
  }

  int slice() {
    return slice;
  }

  Map<Integer, Integer> places() {
    return places;
  }

  /** A value of the arena, in the micro-batch's memory. */
  Operand operand(int node, Operand inArena) {
    int moved =
        Objects.requireNonNull(places.get(node)) - placements.get(node).orElseThrow().offset();
    Index image = Index.of(0).plus(AxisNames.IMAGE, slice);
    return new Operand(
        inArena.buffer(),
        inArena.index().plus(moved).plus(image),
        inArena.within().plus(moved).plus(image),
        inArena.groups(),
        inArena.row());
  }
}
