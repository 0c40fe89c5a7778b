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
      case FLOAT -> (float) decimal(random);
      case DOUBLE -> decimal(random);
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

  static double decimal(Random random) {
    return DECIMALS[random.nextInt(DECIMALS.length)];
  }

  static long figure(Random random) {
    return FIGURES[random.nextInt(FIGURES.length)];
  }

  private static String operator(Random random) {
    List<String> all = Translation.operators();
    return all.get(random.nextInt(all.size()));
  }

  /** A few nodes of any operators, which read each other and what else there is. */
  public static byte[] random(Random random) {
    StringBuilder fields = new StringBuilder();
    List<String> values = new ArrayList<>(List.of("x", "m", "w", "s"));
    fields
        .append(OnnxText.value("input", "x", 1, 4, 6, 6))
        .append(OnnxText.value("input", "m", extent(random), extent(random), extent(random)))
        .append(OnnxText.floats("w", 4, 4, 3, 3))
        .append(OnnxText.floats("s", 1 + random.nextInt(4)))
        .append(OnnxText.integers("i", HostileNodes.figures(random, 4)))
        .append(OnnxText.integers("none"))
        .append(OnnxText.integers("n", 6, new int[] {2}, 1, 2))
        .append(OnnxText.integers("u", 2, new int[] {4}, 0, 1, 7, 255))
        .append(OnnxText.integers("t", 9, new int[] {2}, 0, 1));
    int count = 1 + random.nextInt(4);
    for (int k = 0; k < count; k++) {
      String output = "y" + k + (random.nextInt(3) == 0 ? ",z" + k : "");
      fields.append(HostileNodes.node(random, operator(random), output, values));
      values.add("y" + k);
    }
    fields.append("output { name: \"y").append(count - 1).append("\" }");
    int opset = List.of(6, 9, 11, 13, 18, 21).get(random.nextInt(6));
    return OnnxText.file("opset_import { version: %d } graph { %s }".formatted(opset, fields));
  }

  private static long extent(Random random) {
    return random.nextInt(20) == 0 ? Math.abs(figure(random) % 5_000) : 1 + random.nextInt(6);
  }
}
