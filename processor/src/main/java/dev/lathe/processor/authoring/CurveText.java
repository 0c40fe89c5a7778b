package dev.lathe.processor.authoring;

import dev.lathe.processor.idiom.Curve;

/** Activations as annotations. */
final class CurveText {
  private static final double AMPLITUDE = 1.7159;
  private static final double SLOPE = 2.0 / 3;

  private CurveText() {}

  static AnnotationText of(Curve curve) {
    return switch (curve.kind()) {
      case RELU -> new AnnotationText("Relu");
      case TANH -> new AnnotationText("Tanh");
      case SIGMOID -> new AnnotationText("Sigmoid");
      case ABS -> new AnnotationText("Abs");
      case GELU -> new AnnotationText("Gelu");
      case APPROXIMATE_GELU -> new AnnotationText("Gelu").with("approximate", "true");
      case SILU -> new AnnotationText("Silu");
      case MISH -> new AnnotationText("Mish");
      case SOFTSIGN -> new AnnotationText("Softsign");
      case SELU -> new AnnotationText("Selu");
      case HARD_SIGMOID -> new AnnotationText("HardSigmoid");
      case HARD_SWISH -> new AnnotationText("HardSwish");
      case LOG_SIGMOID -> new AnnotationText("LogSigmoid");
      case RELU6 -> new AnnotationText("Relu6");
      case LEAKY_RELU -> new AnnotationText("LeakyRelu").unless(0.01, "value", curve.a());
      case ELU -> new AnnotationText("Elu").unless(1, "value", curve.a());
      case SOFT_SHRINK -> new AnnotationText("SoftShrink").unless(0.5, "value", curve.a());
      case HARD_SHRINK -> new AnnotationText("HardShrink").unless(0.5, "value", curve.a());
      case SOFTPLUS -> new AnnotationText("Softplus").unless(1, "beta", curve.a());
      case SCALED_TANH ->
          new AnnotationText("ScaledTanh")
              .unless(AMPLITUDE, "amplitude", near(AMPLITUDE, curve.a()))
              .unless(SLOPE, "slope", near(SLOPE, curve.b()));
      case HARD_TANH ->
          new AnnotationText("HardTanh").unless(-1, "min", curve.a()).unless(1, "max", curve.b());
    };
  }

  /** The figure that a float stands for. */
  private static double near(double figure, double given) {
    return (float) figure == (float) given ? figure : given;
  }
}
