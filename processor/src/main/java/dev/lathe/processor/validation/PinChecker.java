package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.LayerDeclaration;
import dev.lathe.processor.declaration.PinDeclaration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Checks for what a layer's schedules are given. Whether they fit is the schedule's to say. */
final class PinChecker {
  private static final List<Integer> LANES = List.of(LayerPin.ALL, 16, 8, 4, 1);

  private final Report report;
  private final List<LayerPin> pins = new ArrayList<>();

  /** A layer of a repeated block is wrong once. */
  private final Set<LayerDeclaration> checked = Collections.newSetFromMap(new IdentityHashMap<>());

  PinChecker(Report report) {
    this.report = report;
  }

  /** A use of a block has many layers: each may be pinned there. */
  void checkUse(LayerDeclaration use) {
    use.pins()
        .forEach(
            pin ->
                report.add(
                    ScheduleMessage.PINNED_WITHOUT_KERNEL, pin.schedule().place(), use.name()));
  }

  /**
   * Gathers the pins of a layer.
   *
   * @param name by which messages call it
   */
  void check(String name, LayerDeclaration layer) {
    Set<Integer> seen = new HashSet<>();
    Report once = checked.add(layer) ? report : new Report();
    for (PinDeclaration pin : layer.pins()) {
      int lanes = pin.lanes().value();
      if (!LANES.contains(lanes)) {
        once.add(ScheduleMessage.PINNED_LANES, pin.lanes().place(), name, lanes);
      } else if (!seen.add(lanes)) {
        once.add(ScheduleMessage.PINNED_TWICE, pin.lanes().place(), name, lanes);
      } else {
        pins.add(new LayerPin(name, lanes, pin.schedule().value(), pin.schedule().place()));
      }
    }
  }

  /** Those that have been gathered. */
  List<LayerPin> pins() {
    return List.copyOf(pins);
  }
}
