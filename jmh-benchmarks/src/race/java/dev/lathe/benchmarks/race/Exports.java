package dev.lathe.benchmarks.race;

import dev.lathe.benchmarks.ExportedNetwork;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Lathe;
import dev.lathe.runtime.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The ONNX files of the samples that the {@code export} command writes for the peer.
 *
 * @param folder for them and their weights
 */
record Exports(Path folder) {

  /** The class that the manifest of the processor's jar names. */
  private static final String COMMANDS = "dev.lathe.processor.command.Main";

  /** With the weights that our side has. */
  static final Weights WEIGHTS = Weights.random(1);

  /** The sample's file, which is there once it has been written. */
  Path file(ExportedNetwork network) {
    return folder.resolve(network.title() + ".onnx");
  }

  /**
   * Writes the file of a sample.
   *
   * @param processor the jar that has the command
   */
  void write(ExportedNetwork network, Path processor) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path weights = folder.resolve(network.title() + ".safetensors");
    CompiledNetwork.of(Lathe.load(network.type(), WEIGHTS)).weights().save(weights);
    List<String> arguments =
        List.of(
            "export",
            "--class-path=" + System.getProperty("java.class.path"),
            "--output=" + file(network),
            network.type().getName(),
            weights.toString());
    if (!Jvm.run(network.title(), List.of(), processor.toString(), COMMANDS, arguments)) {
      throw new IllegalStateException(network.title() + " cannot be exported");
    }
  }
}
