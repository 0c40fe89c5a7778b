package dev.lathe.processor.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.lathe.runtime.train.Adadelta;
import dev.lathe.runtime.train.Adagrad;
import dev.lathe.runtime.train.Adam;
import dev.lathe.runtime.train.AdamW;
import dev.lathe.runtime.train.Adamax;
import dev.lathe.runtime.train.NAdam;
import dev.lathe.runtime.train.Optimizer;
import dev.lathe.runtime.train.RAdam;
import dev.lathe.runtime.train.RmsProp;
import dev.lathe.runtime.train.Sgd;
import java.util.List;

/** An optimizer by its figures under PyTorch's names; what is left out is as there. */
record OptimizerFigures(JsonObject json) {

  /** The optimizer of the {@code kind} that the figures name. */
  static Optimizer optimizer(JsonObject json) {
    return new OptimizerFigures(json).optimizer();
  }

  private Optimizer optimizer() {
    float decay = number("weight_decay", 0);
    float epsilon = number("eps", 1e-8);
    float momentum = number("momentum", 0);
    List<Float> betas =
        json.has("betas")
            ? json.getAsJsonArray("betas").asList().stream().map(JsonElement::getAsFloat).toList()
            : List.of(0.9f, 0.999f);
    float beta1 = betas.getFirst();
    float beta2 = betas.getLast();
    return switch (json.get("kind").getAsString()) {
      case "sgd" -> new Sgd(momentum, decay, flag("nesterov"), number("dampening", 0));
      case "adam" -> new Adam(beta1, beta2, epsilon, decay, flag("amsgrad"));
      case "adamw" ->
          new AdamW(beta1, beta2, epsilon, number("weight_decay", 0.01), flag("amsgrad"));
      case "nadam" -> new NAdam(beta1, beta2, epsilon, decay, number("momentum_decay", 4e-3));
      case "radam" -> new RAdam(beta1, beta2, epsilon, decay);
      case "adamax" -> new Adamax(beta1, beta2, epsilon, decay);
      case "rmsprop" ->
          new RmsProp(number("alpha", 0.99), epsilon, decay, momentum, flag("centered"));
      case "adagrad" ->
          new Adagrad(
              number("lr_decay", 0),
              decay,
              number("initial_accumulator_value", 0),
              number("eps", 1e-10));
      case "adadelta" -> new Adadelta(number("rho", 0.9), number("eps", 1e-6), decay);
      default -> throw new IllegalArgumentException(json.toString());
    };
  }

  private float number(String name, double absent) {
    return (float) (json.has(name) ? json.get(name).getAsDouble() : absent);
  }

  private boolean flag(String name) {
    return json.has(name) && json.get(name).getAsBoolean();
  }
}
