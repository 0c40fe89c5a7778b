package dev.lathe.processor.export;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.idiom.Curve;
import dev.lathe.processor.onnx.OnnxAttribute;
import java.util.List;

/** Activations by their operators; those without one by the smallest formula of others. */
final class CurveWriter {
  private final Sheet sheet;
  private final String name;
  private final String x;

  CurveWriter(Sheet sheet, String name, String x) {
    this.sheet = sheet;
    this.name = name;
    this.x = x;
  }

  String write(Curve curve) {
    return switch (curve.kind()) {
      case RELU -> unary("Relu");
      case TANH -> unary("Tanh");
      case SIGMOID -> unary("Sigmoid");
      case ABS -> unary("Abs");
      case SOFTSIGN -> unary("Softsign");
      case SELU -> unary("Selu");
      case HARD_SWISH -> unary("HardSwish");
      case HARD_SIGMOID ->
          unary("HardSigmoid", OnnxAttribute.of("alpha", 1 / 6.0), OnnxAttribute.of("beta", 0.5));
      case LEAKY_RELU -> unary("LeakyRelu", OnnxAttribute.of("alpha", curve.a()));
      case ELU -> unary("Elu", OnnxAttribute.of("alpha", curve.a()));
      case SOFT_SHRINK -> shrunk(curve.a(), curve.a());
      case HARD_SHRINK -> shrunk(curve.a(), 0);
      case RELU6 -> clipped(0, 6);
      case HARD_TANH -> clipped(curve.a(), curve.b());
      case SILU -> last("Mul", x, step("sigmoid", "Sigmoid", x));
      case MISH -> last("Mul", x, step("tanh", "Tanh", step("softplus", "Softplus", x)));
      case SCALED_TANH ->
          last("Mul", step("tanh", "Tanh", scaled(x, curve.b())), sheet.figure(curve.a()));
      case LOG_SIGMOID -> last("Neg", step("softplus", "Softplus", step("negated", "Neg", x)));
      case SOFTPLUS ->
          curve.a() == 1
              ? unary("Softplus")
              : last(
                  "Div",
                  step("softplus", "Softplus", scaled(x, curve.a())),
                  sheet.figure(curve.a()));
      case GELU, APPROXIMATE_GELU -> formula(curve.formula());
    };
  }

  private String formula(Formula formula) {
    return new FormulaWriter(sheet, name, List.of(x)).write(formula);
  }

  private String scaled(String value, double factor) {
    return factor == 1 ? value : step("scaled", "Mul", value, sheet.figure(factor));
  }

  /** Nearer to 0 by {@code bias} where it is farther from it than {@code threshold}, else 0. */
  private String shrunk(double threshold, double bias) {
    return unary("Shrink", OnnxAttribute.of("lambd", threshold), OnnxAttribute.of("bias", bias));
  }

  private String clipped(double min, double max) {
    return last("Clip", x, sheet.figure(min), sheet.figure(max));
  }

  private String unary(String type, OnnxAttribute... attributes) {
    return sheet.add(sheet.name(name), type, List.of(x), attributes);
  }

  private String last(String type, String... inputs) {
    return sheet.add(sheet.name(name), type, List.of(inputs));
  }

  private String step(String ending, String type, String... inputs) {
    return sheet.add(sheet.name(name + "." + ending), type, List.of(inputs));
  }
}
