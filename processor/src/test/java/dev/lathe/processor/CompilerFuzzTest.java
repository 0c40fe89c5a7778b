package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.lathe.processor.testing.HostileBytes;
import dev.lathe.processor.testing.HostileInterfaces;
import dev.lathe.processor.testing.HostileModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever interfaces and files say, javac ends: with classes that compile, or with errors of ours
 * at the interface. No exception gets out of the processor, and none of what it writes is refused.
 * {@code -Dlathe.long=true} tries forty times as many; {@code -Dlathe.fuzz.seed=S} tries others.
 */
final class CompilerFuzzTest {
  private static final long SEED = Long.getLong("lathe.fuzz.seed", 1);
  private static final int RUNS = Boolean.getBoolean("lathe.long") ? 40 : 1;
  private static final int FILES = 60;
  private static final int INTERFACES = 100;

  /** The lines before the first interface. */
  private static final int HEAD = 5;

  @TempDir static Path folder;

  @Test
  void filesThatAreChanged() throws IOException {
    List<byte[]> corpus = smallFiles();
    Path files = Files.createDirectories(folder.resolve("nets"));
    for (int run = 0; run < RUNS; run++) {
      List<String> interfaces = new ArrayList<>();
      for (int k = 0; k < FILES; k++) {
        Random random = new Random((SEED * 1_000_003 + run) * 1_000_003 + k);
        byte[] real = corpus.get(random.nextInt(corpus.size()));
        byte[] file =
            switch (random.nextInt(4)) {
              case 0 -> HostileBytes.changed(real, random);
              case 1 -> HostileModels.changed(real, random);
              default -> HostileModels.random(random);
            };
        Files.write(files.resolve("f" + k + ".onnx"), file);
        interfaces.add(HostileInterfaces.ofFile("N" + k, "f" + k + ".onnx", random));
      }
      // A file that becomes a network is found in most runs, or nothing is tested but refusals.
      assertThat(accepted(run, interfaces)).as("networks").isGreaterThan(FILES / 20);
    }
  }

  @Test
  void annotationsWithAnyFigures() {
    for (int run = 0; run < RUNS; run++) {
      List<String> interfaces = new ArrayList<>();
      for (int k = 0; k < INTERFACES; k++) {
        Random random = new Random((SEED * 1_000_003 + run) * 1_000_003 + k);
        interfaces.add(HostileInterfaces.annotated("N" + k, random));
      }
      assertThat(accepted(run, interfaces)).as("networks").isGreaterThan(INTERFACES / 20);
    }
  }

  /** Those that a compilation takes a fraction of a second for. */
  private static List<byte[]> smallFiles() throws IOException {
    return HostileBytes.corpus().stream().filter(file -> file.length < 300_000).toList();
  }

  /** Compiles all, and then those that nothing was wrong with; returns how many these are. */
  private static int accepted(int run, List<String> interfaces) {
    Set<Integer> refused = new HashSet<>();
    for (Diagnostic<?> error : errors(interfaces)) {
      int index = Math.toIntExact(error.getLineNumber()) - HEAD - 1;
      String source = index >= 0 && index < interfaces.size() ? interfaces.get(index) : "nowhere";
      assertThat(error.getMessage(null))
          .as("run %d, %s", run, source)
          .startsWith("[LATHE-")
          .doesNotStartWith("[LATHE-9");
      assertThat(index).as("%s", error).isBetween(0, interfaces.size() - 1);
      refused.add(index);
    }
    List<String> rest =
        IntStream.range(0, interfaces.size())
            .filter(index -> !refused.contains(index))
            .mapToObj(interfaces::get)
            .toList();
    assertThat(errors(rest)).as("run %d, what javac refuses of what is written", run).isEmpty();
    return rest.size();
  }

  private static List<? extends Diagnostic<?>> errors(List<String> interfaces) {
    // Each on a line of its own; without the vector module, whose passes take longer to write.
    Compilation compilation =
        Compilations.compile(
            List.of("-Xmaxerrs", "1000000"),
            new LatheProcessor(),
            List.of(folder),
            Compilations.source(
                "Fuzzed", "interface Fuzzed {\n" + String.join("\n", interfaces) + "\n}"));
    return compilation.errors();
  }
}
