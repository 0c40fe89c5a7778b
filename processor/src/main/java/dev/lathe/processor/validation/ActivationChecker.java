package dev.lathe.processor.validation;

import dev.lathe.annotations.Axis;
import dev.lathe.processor.declaration.ActivationDeclaration;
import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.Settings;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.Functions;
import dev.lathe.processor.network.LayerActivation;
import java.util.Optional;

/** Checks an activation's figures, and makes its model. */
final class ActivationChecker {
  private final Report report;
  private final String layer;
  private final ActivationDeclaration declaration;
  private final Settings settings;

  ActivationChecker(Report report, String layer, ActivationDeclaration declaration) {
    this.report = report;
    this.layer = layer;
    this.declaration = declaration;
    this.settings = declaration.settings();
  }

  /** Reports what is wrong with an activation of values of the given shape. */
  void check(Optional<PartialShape> shape) {
    switch (declaration.annotation()) {
      case "Softmax", "LogSoftmax" ->
          shape.ifPresent(
              known ->
                  AxisChecker.check(
                      report,
                      layer,
                      declaration.annotation(),
                      settings.constant("axis", Axis.class),
                      known));
      case "Softplus" -> positive("beta");
      case "SoftShrink", "HardShrink" -> {
        Figure<Double> threshold = settings.decimal("value");
        if (!(threshold.value() >= 0)) {
          outOfRange("value", threshold, "a number of at least 0");
        }
      }
      case "HardTanh" -> {
        Figure<Double> max = settings.decimal("max");
        double min = settings.decimal("min").value();
        if (!(max.value() > min)) {
          outOfRange("max", max, "a number above min, which is " + min);
        }
      }
      default -> {}
    }
  }

  private void positive(String element) {
    Figure<Double> figure = settings.decimal(element);
    if (!(figure.value() > 0)) {
      outOfRange(element, figure, "a number above 0");
    }
  }

  private void outOfRange(String element, Figure<Double> figure, String wanted) {
    report.add(
        Message.OUT_OF_RANGE,
        figure.place(),
        layer,
        declaration.annotation(),
        element,
        figure.value(),
        wanted);
  }

  /** The model of an activation without errors. */
  static LayerActivation model(ActivationDeclaration declaration, Shape shape) {
    Settings settings = declaration.settings();
    return switch (declaration.annotation()) {
      case "Relu" -> LayerActivation.RELU;
      case "Tanh" -> LayerActivation.TANH;
      case "Sigmoid" -> LayerActivation.SIGMOID;
      case "Softmax" -> LayerActivation.SOFTMAX.along(axis(settings, shape));
      case "LogSoftmax" -> LayerActivation.LOG_SOFTMAX.along(axis(settings, shape));
      case "ScaledTanh" -> {
        double amplitude = settings.decimal("amplitude").value();
        double slope = settings.decimal("slope").value();
        String title = "%s tanh(%s x)".formatted(amplitude, slope);
        yield LayerActivation.of(title, Functions.scaledTanh(amplitude, slope));
      }
      case "LeakyRelu" -> {
        double slope = settings.decimal("value").value();
        yield LayerActivation.of("leaky relu " + slope, Functions.leakyRelu(slope));
      }
      case "Elu" -> {
        double alpha = settings.decimal("value").value();
        yield LayerActivation.of(alpha == 1 ? "elu" : "elu " + alpha, Functions.elu(alpha));
      }
      case "Selu" -> LayerActivation.of("selu", Functions.selu());
      case "Gelu" ->
          settings.flag("approximate")
              ? LayerActivation.of("gelu by tanh", Functions.approximateGelu())
              : LayerActivation.of("gelu", Functions.gelu());
      case "Silu" -> LayerActivation.of("silu", Functions.silu());
      case "Mish" -> LayerActivation.of("mish", Functions.mish());
      case "Softplus" ->
          LayerActivation.of(
              "softplus",
              Functions.softplus(
                  settings.decimal("beta").value(), settings.decimal("threshold").value()));
      case "Softsign" -> LayerActivation.of("softsign", Functions.softsign());
      case "HardTanh" -> {
        double min = settings.decimal("min").value();
        double max = settings.decimal("max").value();
        yield LayerActivation.of("hard tanh", Functions.hardTanh(min, max));
      }
      case "SoftShrink" -> {
        double threshold = settings.decimal("value").value();
        yield LayerActivation.of("soft shrink " + threshold, Functions.softShrink(threshold));
      }
      case "HardShrink" -> {
        double threshold = settings.decimal("value").value();
        yield LayerActivation.of("hard shrink " + threshold, Functions.hardShrink(threshold));
      }
      case "Relu6" -> LayerActivation.of("relu6", Functions.hardTanh(0, 6));
      case "HardSigmoid" -> LayerActivation.of("hard sigmoid", Functions.hardSigmoid());
      case "HardSwish" -> LayerActivation.of("hard swish", Functions.hardSwish());
      case "LogSigmoid" -> LayerActivation.of("log-sigmoid", Functions.logSigmoid());
      case "Abs" -> LayerActivation.of("abs", Functions.abs());
      default -> throw new IllegalArgumentException("no model of @" + declaration.annotation());
    };
  }

  private static int axis(Settings settings, Shape shape) {
    return Axes.of(settings.constant("axis", Axis.class).value(), shape.rank()).orElseThrow();
  }
}
