package dev.lathe.processor;

import dev.lathe.annotations.Precision;
import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Winograd;
import dev.lathe.processor.schedule.Axis;
import dev.lathe.processor.schedule.Candidate;
import dev.lathe.processor.schedule.Contraction;
import dev.lathe.processor.schedule.Decision;
import dev.lathe.processor.schedule.DecisionException;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.Offer;
import dev.lathe.processor.schedule.Origin;
import dev.lathe.processor.schedule.ScheduledGraph;
import dev.lathe.processor.schedule.TransformChoice;
import dev.lathe.processor.validation.LayerPin;
import dev.lathe.processor.validation.Report;
import dev.lathe.processor.validation.ScheduleMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the layers of a network are pinned to, and whether it could be followed. */
final class Pins {
  private static final int MOST_SHOWN = 3;

  private final Map<LayerPin, Decision> decisions = new LinkedHashMap<>();
  private final Report report;

  /**
   * Reads the texts of pins; what is no schedule is reported.
   *
   * @param precision of the network: all but one are for direct computation alone
   */
  Pins(List<LayerPin> pins, Precision precision, Report report) {
    this.report = report;
    for (LayerPin pin : pins) {
      try {
        Decision decision = Decision.parse(pin.schedule());
        if (precision != Precision.FAST && isFast(decision)) {
          report(ScheduleMessage.PINNED_PRECISION, pin, precision);
        }
        decisions.put(pin, decision);
      } catch (DecisionException e) {
        report(ScheduleMessage.PINNED_TEXT, pin, pin.schedule(), String.valueOf(e.getMessage()));
      }
    }
  }

  /** Whether it rounds more than sums of products do. */
  private static boolean isFast(Decision decision) {
    return switch (decision) {
      case Decision.Tiled _ -> true;
      case Decision.Direct direct -> direct.isRounded();
    };
  }

  /** The decisions for one machine, by the names of the layers. */
  Map<String, Decision> on(Machine machine) {
    Map<String, Decision> pinned = new HashMap<>();
    pinsOn(machine).forEach((layer, pin) -> pinned.put(layer, decision(pin)));
    return pinned;
  }

  private Decision decision(LayerPin pin) {
    return Optional.ofNullable(decisions.get(pin)).orElseThrow();
  }

  private Map<String, LayerPin> pinsOn(Machine machine) {
    Map<String, LayerPin> pins = new LinkedHashMap<>();
    for (LayerPin pin : decisions.keySet()) {
      if (pin.lanes() == machine.lanes()) {
        pins.put(pin.layer(), pin);
      } else if (pin.lanes() == LayerPin.ALL && !machine.isScalar()) {
        pins.putIfAbsent(pin.layer(), pin);
      }
    }
    return pins;
  }

  /** Reports the pins that a pass does not follow. */
  void check(ScheduledGraph schedule, Optional<TransformChoice> transforms) {
    pinsOn(schedule.machine())
        .values()
        .forEach(
            pin -> {
              switch (decision(pin)) {
                case Decision.Tiled wanted -> check(pin, wanted, schedule, transforms);
                case Decision.Direct wanted -> check(pin, wanted, schedule);
              }
            });
  }

  private void check(
      LayerPin pin,
      Decision.Tiled wanted,
      ScheduledGraph schedule,
      Optional<TransformChoice> transforms) {
    List<Node> nodes = nodes(pin, schedule);
    boolean followed =
        nodes.stream()
            .flatMap(node -> transforms.flatMap(choice -> choice.made(node.name())).stream())
            .anyMatch(made -> made.origin() == Origin.PINNED);
    if (followed || transforms.isEmpty()) {
      return; // Where the precision forbids it, it has been refused already.
    }
    List<Node> sums =
        nodes.stream().filter(node -> !schedule.contractions(node.id()).isEmpty()).toList();
    if (sums.isEmpty()) {
      report(ScheduleMessage.PINNED_WITHOUT_KERNEL, pin);
      return;
    }
    TransformChoice choice = transforms.get();
    List<String> names = nodes.stream().flatMap(Pins::convolutions).toList();
    boolean asked = names.stream().anyMatch(name -> choice.made(name).isPresent());
    String reason;
    if (schedule.machine().isScalar()) {
      reason = "scalars have no tiles";
    } else if (names.stream().anyMatch(choice::lacksWholeVectors)) {
      reason =
          "its maps do not fill whole vectors, before it and behind it, and its tiles take more"
              + " than one step: with kernels along three axes, and with orders 12 and 16 along"
              + " two";
    } else if (asked) {
      reason = limit(wanted);
    } else {
      reason =
          "it is for ungrouped convolutions of stride and dilation 1 with kernels of 2 taps or"
              + " more, without padding along axes of one tap, with weights of their own, which are"
              + " no integers, and one bias a map";
    }
    int lanes = schedule.machine().lanes();
    report(ScheduleMessage.PINNED_WINOGRAD, pin, lanes, wanted.toString(), reason);
  }

  /**
   * The names that a node's convolution may have had when tiles were chosen, before poolings. That
   * is for the reason of an error alone: a prefix may be the name of another layer.
   */
  private static Stream<String> convolutions(Node node) {
    String name = node.name();
    return IntStream.rangeClosed(1, name.length())
        .filter(end -> end == name.length() || name.charAt(end) == '_')
        .mapToObj(end -> name.substring(0, end));
  }

  /** What a tile can be. */
  private static String limit(Decision.Tiled wanted) {
    return switch (wanted.family()) {
      case FilterFamily.Points _ ->
          ("along an axis a tile has as many cells as outputs and the kernel's taps together, less"
                  + " one: at most %d, %d with kernels along three axes, and at most %d outputs")
              .formatted(
                  Winograd.MOST_PRODUCTS,
                  FilterFamily.Points.MOST_PRODUCTS_OF_MORE_AXES,
                  Winograd.MOST_OUTPUTS);
      case FilterFamily.Column _ ->
          ("along the first axis a tile has as many cells as outputs and the kernel's taps"
                  + " together, less one: at most %d, and at most %d outputs; and a kernel has two"
                  + " axes of several taps, the second of which is the map's last")
              .formatted(Winograd.MOST_PRODUCTS, Winograd.MOST_OUTPUTS);
      case FilterFamily.Roots _ ->
          "its order is 4, 6, 8, 12 or 16, and a kernel has at most 2 taps more, or 64 where"
              + " there is one axis";
    };
  }

  private void check(LayerPin pin, Decision.Direct wanted, ScheduledGraph schedule) {
    List<Offer> offers =
        nodes(pin, schedule).stream().flatMap(node -> schedule.offers(node.id()).stream()).toList();
    if (offers.isEmpty()) {
      report(ScheduleMessage.PINNED_WITHOUT_KERNEL, pin);
      return;
    }
    boolean followed =
        nodes(pin, schedule).stream()
            .flatMap(node -> schedule.contractions(node.id()).stream())
            .anyMatch(each -> each.origin() == Origin.PINNED);
    if (followed) {
      return;
    }
    SortedSet<String> known = axes(offers);
    Optional<String> unknown =
        Stream.of(
                wanted.along().filter(axis -> !axis.equals(Decision.NO_AXIS)).stream(),
                wanted.tile().stream().flatMap(tile -> tile.keySet().stream()),
                wanted.order().stream().flatMap(Collection::stream),
                wanted.unrolled().stream().flatMap(Collection::stream))
            .flatMap(names -> names)
            .filter(axis -> !known.contains(axis))
            .findFirst();
    if (unknown.isPresent()) {
      report(
          ScheduleMessage.PINNED_AXIS,
          pin,
          pin.schedule(),
          unknown.get(),
          String.join(", ", known));
    } else {
      reportImpossible(pin, wanted, schedule.machine(), offers);
    }
  }

  private void reportImpossible(
      LayerPin pin, Decision.Direct wanted, Machine machine, List<Offer> offers) {
    String like =
        offers.stream()
            .flatMap(offer -> offer.ranked().stream())
            .sorted((a, b) -> Boolean.compare(isAlong(wanted, b), isAlong(wanted, a)))
            .map(each -> '"' + Decision.Direct.of(each.tiling()).tileAlone().toString() + '"')
            .distinct()
            .limit(MOST_SHOWN)
            .collect(Collectors.joining(" or "));
    report(
        ScheduleMessage.PINNED_IMPOSSIBLE,
        pin,
        machine.lanes(),
        wanted.toString(),
        whyImpossible(wanted, machine, offers),
        like);
  }

  private static String whyImpossible(Decision.Direct wanted, Machine machine, List<Offer> offers) {
    Optional<String> along = wanted.along().filter(axis -> !axis.equals(Decision.NO_AXIS));
    boolean hasVectors =
        offers.stream().flatMap(offer -> offer.ranked().stream()).anyMatch(c -> isAlong(wanted, c));
    if (along.isPresent() && !hasVectors) {
      return "vectors do not run along %s, whose elements are no neighbours in memory here"
          .formatted(along.get());
    }
    SortedMap<String, Integer> tile = wanted.tile().orElseGet(TreeMap::new);
    int sums =
        tile.values().stream()
            .reduce(1, (all, size) -> (int) Math.min((long) all * size, Integer.MAX_VALUE));
    if (sums > machine.registers()) {
      return "its tile holds %d sums, and there are %d registers"
          .formatted(sums, machine.registers());
    }
    for (Map.Entry<String, Integer> size : tile.entrySet()) {
      String axis = size.getKey();
      boolean ofVectors = along.equals(Optional.of(axis));
      int extent = extent(axis, offers);
      int steps = ofVectors ? Math.ceilDiv(extent, machine.lanes()) : extent;
      if (size.getValue() > steps) {
        return "%s has %d elements%s, and the tile takes %d"
            .formatted(
                axis,
                extent,
                ofVectors ? ", %d to a vector".formatted(machine.lanes()) : "",
                size.getValue());
      }
    }
    return offers.stream()
        .flatMap(offer -> offer.refusal(wanted).stream())
        .findFirst()
        .map("its weights are not rounded: "::concat)
        .orElse("it is none of the schedules that fit the registers and HotSpot's limits");
  }

  /** The largest of what is offered. */
  private static int extent(String axisName, List<Offer> offers) {
    return offers.stream()
        .flatMap(offer -> offer.contraction().axes().stream())
        .filter(axis -> axis.name().equals(axisName))
        .mapToInt(Axis::extent)
        .max()
        .orElse(0);
  }

  /** Whether a candidate has vectors where they are wanted. */
  private static boolean isAlong(Decision.Direct wanted, Candidate candidate) {
    return wanted.along().equals(Decision.Direct.of(candidate.tiling()).along());
  }

  private static SortedSet<String> axes(List<Offer> offers) {
    SortedSet<String> names = new TreeSet<>();
    for (Offer offer : offers) {
      Contraction contraction = offer.contraction();
      contraction.axes(Axis.Role.PARALLEL).forEach(axis -> names.add(axis.name()));
      contraction.axes(Axis.Role.SUMMED).forEach(axis -> names.add(axis.name()));
    }
    return names;
  }

  private static List<Node> nodes(LayerPin pin, ScheduledGraph schedule) {
    return schedule.graph().nodes().stream()
        .filter(node -> node.layer().equals(pin.layer()))
        .toList();
  }

  private void report(ScheduleMessage message, LayerPin pin, Object... values) {
    boolean known =
        report.findings().stream()
            .anyMatch(each -> each.message() == message && each.place().equals(pin.place()));
    // A layer of a repeated block, or one that is wrong at every width, is wrong once.
    if (!known) {
      report.add(message, pin.place(), pin.layer(), values);
    }
  }
}
