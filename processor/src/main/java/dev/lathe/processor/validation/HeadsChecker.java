package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.NetworkDeclaration;
import dev.lathe.processor.declaration.TrainableDeclaration;
import dev.lathe.processor.network.HeadLoss;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.Training;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;

/** Checks which layers a network is trained by. */
final class HeadsChecker {
  private final Report report;
  private final NetworkDeclaration network;
  private final NamedValues values;

  HeadsChecker(Report report, NetworkDeclaration network, NamedValues values) {
    this.report = report;
    this.network = network;
    this.values = values;
  }

  /** The values that losses are of, mostly layers; those that cannot be found are reported. */
  Set<Integer> layers() {
    Set<Integer> layers = new LinkedHashSet<>();
    for (TrainableDeclaration head : network.trainable()) {
      String name = head.of().value();
      if (!name.isEmpty() && !values.has(name)) {
        report.add(
            values.noHead(), head.of().place(), network.name(), "of", name, values.remedy(name));
      }
      OptionalInt layer = layer(head);
      if (layer.isPresent() && !layers.add(layer.getAsInt())) {
        report.add(Message.HEAD_TWICE, head.of().place(), network.name(), name(head));
      }
    }
    return layers;
  }

  /** Reports what is wrong with the losses, given what is known of the layers' shapes. */
  void check(IntFunction<Optional<PartialShape>> shapes) {
    Map<String, Optional<PartialShape>> before = new HashMap<>();
    for (TrainableDeclaration head : network.trainable()) {
      OptionalInt layer = layer(head);
      Optional<PartialShape> shape =
          layer.isPresent() ? shapes.apply(layer.getAsInt()) : Optional.empty();
      new LossChecker(report, network.name(), head).check(shape);
      Figure<String> target = head.targetOf();
      if (!target.value().isEmpty()) {
        Optional<PartialShape> shared = before.getOrDefault(target.value(), Optional.empty());
        if (!before.containsKey(target.value())) {
          report.add(Message.NO_SUCH_TARGET, target.place(), network.name(), target.value());
        } else if (shape.isPresent() && shared.isPresent() && !shape.equals(shared)) {
          report.add(
              Message.TARGET_SHAPE,
              target.place(),
              network.name(),
              name(head),
              shape.get(),
              target.value(),
              shared.get());
        }
      }
      before.put(name(head), shape);
    }
  }

  /** The training of a network without errors. */
  Training training(int scores) {
    List<HeadLoss> heads = new ArrayList<>();
    Map<String, Integer> targets = new HashMap<>();
    boolean inputGradient = false;
    for (TrainableDeclaration head : network.trainable()) {
      int layer = layer(head).orElseThrow();
      boolean isOnly = network.trainable().size() == 1 && layer == scores;
      int target =
          head.targetOf().value().isEmpty()
              ? heads.size()
              : targets.getOrDefault(head.targetOf().value(), heads.size());
      targets.put(name(head), target);
      inputGradient |= head.inputGradient();
      heads.add(
          new HeadLoss(
              isOnly ? HeadLoss.SCORES : layer,
              head.loss().value(),
              new LossChecker(report, network.name(), head).figures(),
              head.weight().value(),
              target));
    }
    return new Training(heads, inputGradient);
  }

  /** Reports layers with weights that no loss depends on: nothing would become of them. */
  void checkAllTrained(Wiring wiring, List<LayerModel> layers, Set<Integer> heads) {
    Set<Integer> trained = new HashSet<>(heads);
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (trained.contains(i)) {
        trained.addAll(layers.get(i).sources());
      }
    }
    for (int i = 0; i < layers.size(); i++) {
      boolean learns = layers.get(i).parameters().stream().anyMatch(p -> p.start().isLearned());
      if (learns && !trained.contains(i)) {
        report.add(Message.UNTRAINED_LAYER, wiring.declaration(i).place(), layers.get(i).name());
      }
    }
  }

  private OptionalInt layer(TrainableDeclaration head) {
    return head.of().value().isEmpty()
        ? OptionalInt.of(values.main())
        : values.number(head.of().value());
  }

  /** What other heads call it. */
  private String name(TrainableDeclaration head) {
    return head.of().value().isEmpty() ? values.mainName() : head.of().value();
  }
}
