package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.loop.Walk;
import dev.lathe.processor.schedule.Contraction;
import dev.lathe.processor.schedule.PartialSums;
import dev.lathe.processor.schedule.Region;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.TapLimit;
import dev.lathe.processor.schedule.Tiling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The loops over summands: real loops, or copies of the body with constants.
 *
 * <p>Few loops are better than many. To enter a loop costs C2's range checks, about 30 cycles with
 * a tile of 12 broadcasts, as much as two trips. Neighbouring loops that walk through memory evenly
 * become one. Where the innermost is short even so, all neighbours become one, and a table says
 * where each of its trips stands: 20 sums over 6 maps of 5x5 taps took 3.5 us instead of 7.0.
 */
final class SummedLoops {

  private final Contraction contraction;
  private final Tiling tiling;
  private final List<OperandReader> readers;
  private final Region region;
  private final Optional<TapLimit> limit;
  private final int parts;

  /** What is done with the summands of one piece of straight-line code. */
  interface Step {
    void write(Block block, List<Summand> summands);
  }

  SummedLoops(ScheduledContraction scheduled, Region region, List<OperandReader> readers) {
    this.contraction = scheduled.contraction();
    this.tiling = scheduled.tiling();
    this.readers = readers;
    this.region = region;
    this.limit = TapLimit.of(contraction, tiling, region);
    List<String> innermost = tiling.straight().isEmpty() ? innermostLoop() : tiling.straight();
    this.parts = innermost.isEmpty() ? 1 : PartialSums.of(scheduled, region, trips(innermost));
  }

  /**
   * Which summand: along axes, and how far each operand has walked besides.
   *
   * @param part of its sum that it goes to
   */
  record Summand(Map<String, Index> at, Map<OperandReader, Index> walked, int part) {

    /** Moves a reader there. */
    void move(OperandReader reader) {
      reader.moveTo(at, walked.getOrDefault(reader, Index.of(0)));
    }

    Summand with(String axis, Index value) {
      Map<String, Index> extended = new HashMap<>(at);
      extended.put(axis, value);
      return new Summand(extended, walked, part);
    }

    Summand with(OperandReader reader, Index distance) {
      Map<OperandReader, Index> extended = new HashMap<>(walked);
      extended.merge(reader, distance, Index::plus);
      return new Summand(at, extended, part);
    }

    Summand ofPart(int which) {
      return new Summand(at, walked, which);
    }
  }

  /**
   * Writes the loops, and the step inside.
   *
   * @param at the axes of the loops over tiles
   */
  void write(Block block, Map<String, Index> at, Step step) {
    Summand first = new Summand(Map.of(), Map.of(), 0);
    if (limit.isEmpty()) {
      write(block, 0, first, step);
      return;
    }
    String axis = limit.get().axis();
    block.loop(
        axis,
        Coordinates.substitute(limit.get().from(region), at),
        Coordinates.substitute(limit.get().to(region), at),
        extent(axis),
        (body, variable) -> write(body, 1, first.with(axis, variable), step));
  }

  private void write(Block block, int depth, Summand summand, Step step) {
    if (isInnermost(depth)) {
      step.write(block, straight(summand));
      return;
    }
    String axis = tiling.reduction().get(depth);
    if (tiling.unrolled().contains(axis)) {
      for (int copy = 0; copy < extent(axis); copy++) {
        write(block, depth + 1, summand.with(axis, Index.of(copy)), step);
      }
      return;
    }
    List<String> neighbours = neighbours(depth);
    if (isWorthATable(neighbours)) {
      joined(block, neighbours, depth, summand, step);
      return;
    }
    List<String> even = evenWalk(neighbours);
    if (isInnermost(depth + even.size()) && tiling.straight().isEmpty() && parts > 1) {
      inParts(block, even, summand, step);
      return;
    }
    block.loop(
        String.join("_", even),
        trips(even),
        (body, variable) ->
            write(body, depth + even.size(), summand.with(even.getLast(), variable), step));
  }

  private boolean isInnermost(int depth) {
    return depth == tiling.reduction().size() - tiling.straight().size();
  }

  /** The innermost loop, a summand of each part in every trip. */
  private void inParts(Block block, List<String> axes, Summand summand, Step step) {
    if (trips(axes) % parts != 0) {
      throw new IllegalStateException(
          "%d trips along %s in %d parts".formatted(trips(axes), axes, parts));
    }
    block.loop(
        String.join("_", axes),
        0,
        trips(axes),
        parts,
        (body, variable) ->
            step.write(
                body,
                IntStream.range(0, parts)
                    .mapToObj(
                        part -> summand.with(axes.getLast(), variable.plus(part)).ofPart(part))
                    .toList()));
  }

  /** In how many parts the sums go. */
  int parts() {
    return parts;
  }

  /**
   * The axes of the innermost loop; none if it looks its places up, and none where the loop stands
   * once for each of several taps: its parts would be as many copies more.
   */
  private List<String> innermostLoop() {
    if (!tiling.unrolled().isEmpty()) {
      return List.of();
    }
    List<String> loops = neighbours(limit.isPresent() ? 1 : 0);
    while (!loops.isEmpty() && !isWorthATable(loops)) {
      int even = evenWalk(loops).size();
      if (even == loops.size()) {
        return loops;
      }
      loops = loops.subList(even, loops.size());
    }
    return List.of();
  }

  /** The summands of straight-line code, in the order of the loops that it stands for. */
  private List<Summand> straight(Summand first) {
    List<Summand> summands = List.of(first);
    for (String axis : tiling.straight()) {
      List<Summand> more = new ArrayList<>();
      for (Summand outer : summands) {
        for (int copy = 0; copy < extent(axis); copy++) {
          more.add(outer.with(axis, Index.of(copy)));
        }
      }
      summands = more;
    }
    List<Summand> dealt = new ArrayList<>();
    for (Summand each : summands) {
      dealt.add(each.ofPart(dealt.size() % parts));
    }
    return dealt;
  }

  /** One loop over all of the axes; an operand that does not walk evenly looks its place up. */
  private void joined(Block block, List<String> axes, int depth, Summand summand, Step step) {
    block.loop(
        String.join("_", axes),
        trips(axes),
        (body, variable) -> {
          Summand inner = summand;
          for (OperandReader reader : readers) {
            Index distance;
            if (isEven(reader, axes)) {
              distance = variable.times(reader.stride(axes.getLast()));
            } else {
              String place = reader.stepName();
              List<Integer> extents = axes.stream().map(this::extent).toList();
              List<Integer> strides = axes.stream().map(reader::stride).toList();
              body.add(new Statement.WalkIndex(place, new Walk(extents, strides), variable));
              distance = Index.variable(place);
            }
            inner = inner.with(reader, distance);
          }
          write(body, depth + axes.size(), inner, step);
        });
  }

  /** The axes from {@code depth} on that are real loops, one inside the other. */
  private List<String> neighbours(int depth) {
    List<String> axes = new ArrayList<>();
    for (String axis : tiling.reduction().subList(depth, tiling.reduction().size())) {
      if (tiling.unrolled().contains(axis)) {
        break;
      }
      axes.add(axis);
    }
    return axes;
  }

  private boolean isWorthATable(List<String> axes) {
    int inner = axes.size() - 1;
    while (inner > 0 && isEvenWalk(axes.get(inner - 1), axes.get(inner))) {
      inner--;
    }
    return inner > 0
        && trips(axes.subList(inner, axes.size())) < Tiling.LONG_LOOP
        && readers.stream().noneMatch(reader -> axes.stream().anyMatch(reader::isSplitAlong));
  }

  /** The first of the axes, and those behind it that continue its walk for every operand. */
  private List<String> evenWalk(List<String> axes) {
    int end = 1;
    while (end < axes.size() && isEvenWalk(axes.get(end - 1), axes.get(end))) {
      end++;
    }
    return axes.subList(0, end);
  }

  private boolean isEvenWalk(String outer, String inner) {
    return readers.stream().allMatch(reader -> isEven(reader, List.of(outer, inner)));
  }

  /** Whether each loop ends where the next trip of the one around it begins. */
  private boolean isEven(OperandReader reader, List<String> axes) {
    for (int i = 1; i < axes.size(); i++) {
      int inner = extent(axes.get(i)) * reader.stride(axes.get(i));
      if (reader.stride(axes.get(i - 1)) != inner) {
        return false;
      }
    }
    return true;
  }

  private int trips(List<String> axes) {
    return axes.stream().map(this::extent).reduce(1, Sizes::product);
  }

  private int extent(String axis) {
    return contraction.axis(axis).extent();
  }
}
