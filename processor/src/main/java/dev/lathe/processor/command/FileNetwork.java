package dev.lathe.processor.command;

import dev.lathe.processor.onnx.Limits;
import dev.lathe.processor.onnx.OnnxException;
import dev.lathe.processor.onnx.OnnxModel;
import dev.lathe.processor.onnx.OnnxReader;
import dev.lathe.processor.onnx.OnnxTensor;
import dev.lathe.processor.onnx.OnnxValue;
import dev.lathe.processor.translation.Imported;
import dev.lathe.processor.translation.Translation;
import dev.lathe.processor.translation.Wishes;
import dev.lathe.processor.validation.FileMessage;
import dev.lathe.processor.validation.ProblemWording;
import dev.lathe.runtime.io.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An ONNX file as a graph of one image. */
final class FileNetwork {
  private FileNetwork() {}

  /**
   * Reads a file.
   *
   * @param image the shape of one image without the batch axis, or empty: then as the file has it
   * @param dimensions extents of named dimensions
   */
  static Imported read(Path file, List<Integer> image, Map<String, Integer> dimensions) {
    if (!Files.isRegularFile(file)) {
      throw CommandException.of(FileMessage.COMMAND_NO_FILE, file.toString());
    }
    try (InputStream in = Files.newInputStream(file)) {
      OnnxModel model = OnnxReader.read(in.readNBytes(Limits.DEFAULT.bytes()), Limits.DEFAULT);
      Translation translation =
          translated(model, image.isEmpty() ? fixedBatch(model).orElse(image) : image, dimensions);
      return translation
          .imported()
          .orElseThrow(
              () ->
                  CommandException.of(
                      translation.problems().stream()
                          .map(
                              problem ->
                                  ProblemWording.message(problem)
                                      .format(file.toString(), ProblemWording.values(problem)))
                          .toList()));
    } catch (OnnxException e) {
      throw CommandException.of(
          FileMessage.COMMAND_DAMAGED, file.toString(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw CommandException.of(FileMessage.COMMAND_DAMAGED, file.toString(), Reason.of(e));
    }
  }

  private static Translation translated(
      OnnxModel model, List<Integer> image, Map<String, Integer> dimensions) {
    return Translation.of(model, new Wishes(image, dimensions), false);
  }

  /** A file whose only input fixes a batch of several images is read for one of them. */
  private static Optional<List<Integer>> fixedBatch(OnnxModel model) {
    Set<String> stored =
        model.graph().initializers().stream().map(OnnxTensor::name).collect(Collectors.toSet());
    List<OnnxValue> given =
        model.graph().inputs().stream().filter(input -> !stored.contains(input.name())).toList();
    List<OnnxValue.Dimension> dimensions =
        given.size() == 1 ? given.getFirst().dimensions().orElse(List.of()) : List.of();
    if (dimensions.size() < 2
        || dimensions.getFirst().extent() < 2
        || dimensions.stream().anyMatch(OnnxValue.Dimension::isFree)
        || dimensions.stream().anyMatch(each -> each.extent() > Integer.MAX_VALUE)) {
      return Optional.empty();
    }
    List<Integer> image = new ArrayList<>();
    for (OnnxValue.Dimension each : dimensions.subList(1, dimensions.size())) {
      image.add(Math.toIntExact(each.extent()));
    }
    boolean works =
        Translation.of(model, new Wishes(image, Map.of()), false).imported().isPresent();
    return works ? Optional.of(image) : Optional.empty();
  }
}
