package dev.lathe.processor.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A safetensors file.
 *
 * @param metadata the strings of {@code __metadata__}
 * @param tensors by name, in the header's order
 */
public record Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {

  /** A tensor of F32, F64, I32 or I64, as doubles. */
  public static final class Tensor {
    private final int[] shape;
    private final double[] elements;

    Tensor(int[] shape, double[] elements) {
      this.shape = shape;
      this.elements = elements;
    }

    public int[] shape() {
      return shape.clone();
    }

    /** All elements, row-major. */
    public double[] elements() {
      return elements.clone();
    }

    /** The same, as the runtime has tensors. */
    public dev.lathe.runtime.Tensor toFloats() {
      float[] values = new float[elements.length];
      for (int k = 0; k < values.length; k++) {
        values[k] = (float) elements[k];
      }
      return new dev.lathe.runtime.Tensor(shape, values);
    }

    /** Element number {@code index} of the first axis, as a tensor without that axis. */
    public Tensor slice(int index) {
      int size = elements.length / shape[0];
      return new Tensor(
          Arrays.copyOfRange(shape, 1, shape.length),
          Arrays.copyOfRange(elements, index * size, (index + 1) * size));
    }
  }

  public static Safetensors read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] json = new byte[Math.toIntExact(bytes.getLong())];
    bytes.get(json);
    ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    JsonObject header =
        JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
      JsonObject value = entry.getValue().getAsJsonObject();
      if (entry.getKey().equals("__metadata__")) {
        value.entrySet().forEach(e -> metadata.put(e.getKey(), e.getValue().getAsString()));
      } else {
        tensors.put(entry.getKey(), tensor(value, data));
      }
    }
    return new Safetensors(metadata, tensors);
  }

  private static Tensor tensor(JsonObject entry, ByteBuffer data) {
    int[] shape = ints(entry.getAsJsonArray("shape"));
    int[] offsets = ints(entry.getAsJsonArray("data_offsets"));
    ByteBuffer bytes =
        data.slice(offsets[0], offsets[1] - offsets[0]).order(ByteOrder.LITTLE_ENDIAN);
    int size = 1;
    for (int extent : shape) {
      size = Math.multiplyExact(size, extent);
    }
    double[] elements = new double[size];
    String type = entry.get("dtype").getAsString();
    for (int k = 0; k < size; k++) {
      elements[k] =
          switch (type) {
            case "F32" -> bytes.getFloat();
            case "F64" -> bytes.getDouble();
            case "I32" -> bytes.getInt();
            case "I64" -> bytes.getLong();
            default -> throw new IllegalArgumentException("tensors of type " + type);
          };
    }
    return new Tensor(shape, elements);
  }

  private static int[] ints(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToInt(JsonElement::getAsInt)
        .toArray();
  }
}
