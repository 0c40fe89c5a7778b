package dev.lathe.processor.testing;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import dev.lathe.processor.onnx.OnnxSchema;

/**
 * ONNX files that tests write by hand, in protobuf's text format and by the names of ONNX's schema.
 */
public final class OnnxText {
  private OnnxText() {}

  /** The file of a {@code ModelProto}. */
  public static byte[] file(String model) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(OnnxSchema.message("ModelProto"));
    try {
      TextFormat.merge(model, message);
    } catch (TextFormat.ParseException e) {
      throw new IllegalArgumentException(model, e);
    }
    return message.build().toByteArray();
  }

  /** A file of opset 13 with the given fields of its graph. */
  public static byte[] graph(String fields) {
    return file("ir_version: 8 opset_import { version: 13 } graph { name: \"g\" " + fields + " }");
  }

  /** An input or output of floats: {@code value("input", "x", 1, 3, 8, 8)}. */
  public static String value(String field, String name, long... extents) {
    StringBuilder dimensions = new StringBuilder();
    for (long extent : extents) {
      dimensions.append(
          extent < 0 ? "dim { dim_param: \"n\" } " : "dim { dim_value: " + extent + " } ");
    }
    return "%s { name: \"%s\" type { tensor_type { elem_type: 1 shape { %s} } } }\n"
        .formatted(field, name, dimensions);
  }

  /** An input or output of elements of the type with the given number. */
  public static String typed(String field, String name, int type, long... extents) {
    return value(field, name, extents).replace("elem_type: 1 ", "elem_type: " + type + " ");
  }

  /** A node without attributes: {@code node("Add", "y", "a", "b")}. */
  public static String node(String operator, String output, String... inputs) {
    return nodeWith("", operator, output, inputs);
  }

  /** A node whose attributes are given as fields. */
  public static String nodeWith(
      String attributes, String operator, String output, String... inputs) {
    StringBuilder fields = new StringBuilder();
    for (String input : inputs) {
      fields.append("input: \"").append(input).append("\" ");
    }
    for (String each : output.split(",")) {
      fields.append("output: \"").append(each).append("\" ");
    }
    return "node { op_type: \"%s\" name: \"%s\" %s %s}\n"
        .formatted(operator, output.split(",")[0], fields, attributes);
  }

  /** An attribute of whole numbers: {@code ints("perm", 0, 2, 3, 1)}. */
  public static String ints(String name, long... figures) {
    StringBuilder fields = new StringBuilder("attribute { name: \"" + name + "\" type: 7 ");
    for (long figure : figures) {
      fields.append("ints: ").append(figure).append(' ');
    }
    return fields + "} ";
  }

  /** An attribute that is one whole number. */
  public static String integer(String name, long figure) {
    return "attribute { name: \"%s\" type: 2 i: %d } ".formatted(name, figure);
  }

  /** An attribute that is a text. */
  public static String text(String name, String text) {
    return "attribute { name: \"%s\" type: 3 s: \"%s\" } ".formatted(name, text);
  }

  /** An initializer of whole numbers, a vector. */
  public static String integers(String name, long... elements) {
    return "initializer { name: \"%s\" %s}\n".formatted(name, integerTensor(elements));
  }

  /** An initializer of whole numbers of the type with the given number, which is not uint64. */
  public static String integers(String name, int type, int[] extents, long... elements) {
    StringBuilder fields = new StringBuilder("data_type: " + type + " ");
    for (int extent : extents) {
      fields.append("dims: ").append(extent).append(' ');
    }
    for (long element : elements) {
      fields
          .append(type == 12 ? "uint64_data: " : type == 7 ? "int64_data: " : "int32_data: ")
          .append(element)
          .append(' ');
    }
    return "initializer { name: \"%s\" %s}\n".formatted(name, fields);
  }

  /** An initializer that is one whole number, a scalar. */
  public static String number(String name, long figure) {
    return integers(name, 7, new int[0], figure);
  }

  /** The fields of a tensor of whole numbers, a vector. */
  public static String integerTensor(long... elements) {
    StringBuilder fields = new StringBuilder("data_type: 7 dims: " + elements.length + " ");
    for (long element : elements) {
      fields.append("int64_data: ").append(element).append(' ');
    }
    return fields.toString();
  }

  /** An attribute of decimals. */
  public static String decimals(String name, double... figures) {
    StringBuilder fields = new StringBuilder("attribute { name: \"" + name + "\" type: 6 ");
    for (double figure : figures) {
      fields.append("floats: ").append(figure).append(' ');
    }
    return fields + "} ";
  }

  /** An attribute that is one decimal. */
  public static String decimal(String name, double figure) {
    return "attribute { name: \"%s\" type: 1 f: %s } ".formatted(name, figure);
  }

  /** An initializer of the given floats. */
  public static String floats(String name, int[] extents, double... elements) {
    StringBuilder fields = new StringBuilder("data_type: 1 ");
    for (int extent : extents) {
      fields.append("dims: ").append(extent).append(' ');
    }
    for (double element : elements) {
      fields.append("float_data: ").append(element).append(' ');
    }
    return "initializer { name: \"%s\" %s}\n".formatted(name, fields);
  }

  /** An initializer that is one float, a scalar. */
  public static String scalar(String name, double figure) {
    return floats(name, new int[0], figure);
  }

  /** The fields of a tensor of small numbers that differ. */
  public static String floatTensor(long... extents) {
    StringBuilder fields = new StringBuilder("data_type: 1 ");
    int size = 1;
    for (long extent : extents) {
      fields.append("dims: ").append(extent).append(' ');
      size *= Math.toIntExact(extent);
    }
    for (int k = 0; k < size; k++) {
      fields.append("float_data: ").append((k * 37 % 101 - 50) / 100.0).append(' ');
    }
    return fields.toString();
  }

  /** An initializer of small numbers that differ. */
  public static String floats(String name, long... extents) {
    return "initializer { name: \"%s\" %s}\n".formatted(name, floatTensor(extents));
  }

  /** A node that has a tensor, given by its fields. */
  public static String constant(String name, String tensor) {
    return nodeWith(
        "attribute { name: \"value\" type: 4 t { %s} } ".formatted(tensor), "Constant", name);
  }
}
