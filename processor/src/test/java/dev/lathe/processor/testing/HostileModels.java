package dev.lathe.processor.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.lathe.processor.onnx.OnnxSchema;
import dev.lathe.processor.translation.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Models that are whole as messages, and say what no exporter would. */
public final class HostileModels {
  private static final long[] FIGURES = {
    0,
    1,
    -1,
    2,
    3,
    5,
    7,
    64,
    -2,
    1000,
    1 << 20,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final double[] DECIMALS = {
    0, 1, -1, 0.5, 2, 1e-9, 1e9, 1e30, Double.NaN, Double.POSITIVE_INFINITY, -3.5
  };
  private static final List<String> TEXTS =
      List.of(
          "", "constant", "edge", "reflect", "wrap", "linear", "cubic", "nearest", "SAME_UPPER");

  /** Attributes that operators ask for, with the kind of their value. */
  private static final List<String> WHOLE =
      List.of(
          "axis",
          "group",
          "keepdims",
          "ceil_mode",
          "storage_order",
          "count_include_pad",
          "to",
          "transA",
          "transB",
          "blocksize",
          "largest",
          "sorted",
          "num_groups",
          "size",
          "p",
          "k",
          "exclude_outside",
          "antialias",
          "fmod",
          "training_mode",
          "noop_with_empty_axes",
          "allowzero",
          "select_last_index",
          "num_outputs",
          "exclusive",
          "reverse",
          "upper",
          "batch_dims",
          "align_corners",
          "start",
          "end",
          "detect_positive",
          "spatial_scale",
          "output_height",
          "output_width",
          "sampling_ratio",
          "ignore_index");

  private static final List<String> LISTS =
      List.of(
          "axes",
          "perm",
          "pads",
          "strides",
          "dilations",
          "kernel_shape",
          "output_padding",
          "output_shape",
          "split",
          "starts",
          "ends",
          "shape",
          "value_ints",
          "repeats");
  private static final List<String> NUMBERS =
      List.of(
          "alpha",
          "beta",
          "epsilon",
          "momentum",
          "ratio",
          "bias",
          "lambd",
          "min",
          "max",
          "gamma",
          "value",
          "cubic_coeff_a",
          "extrapolation_value",
          "value_float");
  private static final List<String> WORDS =
      List.of(
          "mode",
          "auto_pad",
          "coordinate_transformation_mode",
          "nearest_mode",
          "reduction",
          "keep_aspect_ratio_policy",
          "padding_mode",
          "equation",
          "direction",
          "approximate");

  private HostileModels() {}

  /** A file whose fields are changed here and there. */
  public static byte[] changed(byte[] file, Random random) {
    try {
      Message.Builder model =
          DynamicMessage.parseFrom(OnnxSchema.message("ModelProto"), file).toBuilder();
      for (int k = 1 + random.nextInt(4); k > 0; k--) {
        change(model, random);
      }
      return model.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void change(Message.Builder message, Random random) {
    List<FieldDescriptor> fields = new ArrayList<>(message.getAllFields().keySet());
    if (fields.isEmpty()) {
      return;
    }
    FieldDescriptor field = fields.get(random.nextInt(fields.size()));
    if (field.isRepeated()) {
      int count = message.getRepeatedFieldCount(field);
      int at = random.nextInt(count);
      Object value = message.getRepeatedField(field, at);
      switch (random.nextInt(12)) {
        case 0 -> message.addRepeatedField(field, value);
        case 1 ->
            message.setRepeatedField(
                field, at, message.getRepeatedField(field, random.nextInt(count)));
        case 2 -> message.clearField(field);
        default -> message.setRepeatedField(field, at, changed(field, value, random));
      }
    } else if (random.nextInt(10) == 0) {
      message.clearField(field);
    } else {
      message.setField(field, changed(field, message.getField(field), random));
    }
  }

  private static Object changed(FieldDescriptor field, Object value, Random random) {
    return switch (field.getJavaType()) {
      case INT -> (int) figure(random);
      case LONG -> figure(random);
      case FLOAT -> (float) DECIMALS[random.nextInt(DECIMALS.length)];
      case DOUBLE -> DECIMALS[random.nextInt(DECIMALS.length)];
      case STRING -> random.nextBoolean() ? operator(random) : value + "x";
      case BYTE_STRING -> {
        ByteString bytes = (ByteString) value;
        yield bytes.substring(0, random.nextInt(bytes.size() + 1));
      }
      case MESSAGE -> {
        Message.Builder inner = ((Message) value).toBuilder();
        change(inner, random);
        yield inner.build();
      }
      default -> value;
    };
  }

  private static long figure(Random random) {
    return FIGURES[random.nextInt(FIGURES.length)];
  }

  private static String operator(Random random) {
    List<String> all = Translation.operators();
    return all.get(random.nextInt(all.size()));
  }

  /** A few nodes of any operators, which read each other and what else there is. */
  public static byte[] random(Random random) {
    StringBuilder fields = new StringBuilder();
    List<String> values = new ArrayList<>(List.of("x", "m", "w", "s", "i", "none"));
    fields
        .append(OnnxText.value("input", "x", 1, 4, 6, 6))
        .append(OnnxText.value("input", "m", extent(random), extent(random), extent(random)))
        .append(OnnxText.floats("w", 4, 4, 3, 3))
        .append(OnnxText.floats("s", 1 + random.nextInt(4)))
        .append(OnnxText.integers("i", figures(random, 4)))
        .append(OnnxText.integers("none"));
    int count = 1 + random.nextInt(4);
    for (int k = 0; k < count; k++) {
      String[] inputs = new String[1 + random.nextInt(4)];
      for (int j = 0; j < inputs.length; j++) {
        boolean first = j == 0 && random.nextInt(3) > 0;
        inputs[j] =
            first
                ? k == 0 ? "x" : "y" + (k - 1)
                : random.nextInt(8) == 0 ? "" : values.get(random.nextInt(values.size()));
      }
      String output = "y" + k + (random.nextInt(3) == 0 ? ",z" + k : "");
      fields.append(OnnxText.nodeWith(attributes(random), operator(random), output, inputs));
      values.add("y" + k);
    }
    fields.append("output { name: \"y").append(count - 1).append("\" }");
    int opset = List.of(6, 9, 11, 13, 18, 21).get(random.nextInt(6));
    return OnnxText.file("opset_import { version: %d } graph { %s }".formatted(opset, fields));
  }

  private static long extent(Random random) {
    return random.nextInt(20) == 0 ? Math.abs(figure(random) % 5_000) : 1 + random.nextInt(6);
  }

  private static long[] figures(Random random, int most) {
    long[] figures = new long[random.nextInt(most + 1)];
    for (int k = 0; k < figures.length; k++) {
      figures[k] = random.nextInt(4) == 0 ? figure(random) : random.nextInt(5);
    }
    return figures;
  }

  private static String attributes(Random random) {
    StringBuilder fields = new StringBuilder();
    for (int k = random.nextInt(5); k > 0; k--) {
      fields.append(
          switch (random.nextInt(5)) {
            case 0 ->
                OnnxText.integer(
                    any(WHOLE, random),
                    random.nextInt(3) == 0 ? figure(random) : random.nextInt(4));
            case 1, 2 -> OnnxText.ints(any(LISTS, random), figures(random, 5));
            case 3 ->
                "attribute { name: \"%s\" type: 1 f: %s } "
                    .formatted(
                        any(NUMBERS, random), text(DECIMALS[random.nextInt(DECIMALS.length)]));
            default -> OnnxText.text(any(WORDS, random), any(TEXTS, random));
          });
    }
    return fields.toString();
  }

  private static String text(double figure) {
    return Double.isNaN(figure) ? "nan" : Double.isInfinite(figure) ? "inf" : figure + "";
  }

  private static <T> T any(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
