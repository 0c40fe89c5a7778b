package dev.lathe.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

/** Any names, shapes and bits survive a file. */
class WeightsRoundTripTest {

  @Property(tries = 300)
  void whatIsSavedIsRead(
      @ForAll @Size(max = 5) @UniqueElements List<String> names,
      @ForAll @Size(max = 4) List<@IntRange(max = 4) Integer> shape,
      @ForAll int bits)
      throws IOException {
    int size = shape.stream().reduce(1, (a, b) -> a * b);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = Float.intBitsToFloat(bits * (i + 1));
    }
    Tensor tensor = new Tensor(shape.stream().mapToInt(i -> i).toArray(), values);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : names) {
      if (isText(name) && !name.equals("__metadata__")) {
        tensors.put(name, tensor);
      }
    }
    Path file = Files.createTempFile("weights", ".safetensors");
    try {
      Weights.of(tensors).save(file);
      Weights read = Weights.of(file);
      assertThat(read.names()).containsExactlyElementsOf(tensors.keySet());
      tensors.forEach((name, expected) -> assertThat(read.tensor(name)).isEqualTo(expected));
    } finally {
      Files.delete(file);
    }
  }

  /** Half a surrogate pair has no UTF-8. */
  private static boolean isText(String name) {
    return name.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
  }
}
