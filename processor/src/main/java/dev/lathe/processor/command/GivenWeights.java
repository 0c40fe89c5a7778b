package dev.lathe.processor.command;

import dev.lathe.processor.front.Source;
import dev.lathe.processor.network.ParameterModel;
import dev.lathe.processor.translation.Imported;
import dev.lathe.processor.validation.FileMessage;
import dev.lathe.runtime.LatheException;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.io.Reason;
import dev.lathe.runtime.io.SafeTensorsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The weights of a network: exactly its tensors, or all that is wrong with them. */
final class GivenWeights {
  /** PyTorch's files count batches; nothing is computed from it. */
  private static final String UNUSED = ".num_batches_tracked";

  private GivenWeights() {}

  /** Those of a file in the safetensors format. */
  static Map<String, float[]> of(Source source, Path file) {
    if (!Files.isRegularFile(file)) {
      throw CommandException.of(FileMessage.COMMAND_NO_FILE, file.toString());
    }
    Weights weights = read(file);
    List<String> problems = new ArrayList<>();
    Map<String, float[]> elements = new LinkedHashMap<>();
    Set<String> left = new HashSet<>(weights.names());
    for (ParameterModel parameter : source.network().parameters()) {
      if (!left.remove(parameter.name())) {
        problems.add(
            FileMessage.COMMAND_WEIGHT_MISSING.format(
                parameter.name(), parameter.stored().toString(), file));
        continue;
      }
      Tensor tensor = weights.tensor(parameter.name());
      List<Integer> shape = IntStream.of(tensor.shape()).boxed().toList();
      if (shape.equals(parameter.stored().extents())) {
        elements.put(parameter.name(), tensor.values());
      } else {
        problems.add(
            FileMessage.COMMAND_WEIGHT_SHAPE.format(
                parameter.name(),
                file,
                shape.stream().map(String::valueOf).collect(Collectors.joining("x")),
                parameter.stored().toString()));
      }
    }
    left.stream()
        .filter(name -> !name.endsWith(UNUSED))
        .sorted()
        .map(name -> FileMessage.COMMAND_WEIGHT_SUPERFLUOUS.format(name, file))
        .forEach(problems::add);
    if (!problems.isEmpty()) {
      throw CommandException.of(problems);
    }
    return elements;
  }

  private static Weights read(Path file) {
    try {
      return Weights.of(file);
    } catch (LatheException e) {
      // The runtime's message names the file as well, which every message of a command does.
      String reason =
          switch (e.getCause()) {
            case SafeTensorsException damage -> String.valueOf(damage.getMessage());
            case IOException other -> Reason.of(other);
            case null, default -> String.valueOf(e.getMessage());
          };
      throw CommandException.of(FileMessage.COMMAND_DAMAGED, file.toString(), reason);
    }
  }

  /** Those of the file that a network was read from. */
  static Map<String, float[]> own(Imported file) {
    Map<String, float[]> elements = new LinkedHashMap<>();
    file.weights().forEach(weight -> elements.put(weight.name(), weight.tensor().floats()));
    return elements;
  }
}
