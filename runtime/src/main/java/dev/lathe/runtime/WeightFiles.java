package dev.lathe.runtime;

import dev.lathe.runtime.io.Reason;
import dev.lathe.runtime.io.SafeTensorsReader;
import dev.lathe.runtime.io.SafeTensorsWriter;
import dev.lathe.runtime.io.TensorEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Weights in files: every failure becomes one exception that names the file. */
final class WeightFiles {

  private WeightFiles() {}

  static Weights read(Path file) {
    return read("file " + file, () -> SafeTensorsReader.open(file));
  }

  /** Weights that stand beside a class. */
  static Weights read(String name, InputStream resource) {
    return read("resource " + name, () -> SafeTensorsReader.of(resource.readAllBytes()));
  }

  private interface Opening {
    SafeTensorsReader open() throws IOException;
  }

  private static Weights read(String origin, Opening opening) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> refusedTypes = new LinkedHashMap<>();
    try (SafeTensorsReader reader = opening.open()) {
      for (TensorEntry entry : reader.entries()) {
        if (entry.type().isFloat()) {
          float[] values = reader.read(entry);
          int[] shape = Arrays.stream(entry.shape()).mapToInt(Math::toIntExact).toArray();
          tensors.put(entry.name(), new Tensor(shape, values));
        } else {
          refusedTypes.put(entry.name(), entry.type().name());
        }
      }
    } catch (NoSuchFileException e) {
      throw new WeightsException("Weights " + origin + " does not exist", e);
    } catch (IOException e) {
      throw new WeightsException("Weights " + origin + " cannot be read: " + Reason.of(e), e);
    }
    return new TensorWeights(origin, tensors, refusedTypes);
  }

  static void write(Path file, Map<String, Tensor> tensors) {
    try {
      SafeTensorsWriter writer = new SafeTensorsWriter();
      for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
        writer.add(tensor.getKey(), tensor.getValue().shape(), tensor.getValue().shared());
      }
      writer.write(file);
    } catch (NoSuchFileException e) {
      throw new WeightsException(
          "Weights file "
              + file
              + " cannot be written: its folder does not exist; make that first, with"
              + " Files.createDirectories",
          e);
    } catch (IOException e) {
      throw new WeightsException("Weights file " + file + " cannot be written: " + Reason.of(e), e);
    }
  }
}
