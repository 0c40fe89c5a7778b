package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lathe.processor.onnx.Limits;
import dev.lathe.processor.onnx.OnnxException;
import dev.lathe.processor.onnx.OnnxModel;
import dev.lathe.processor.onnx.OnnxReader;
import dev.lathe.processor.testing.HostileBytes;
import dev.lathe.processor.testing.HostileModels;
import dev.lathe.processor.translation.Translation;
import dev.lathe.processor.translation.Wishes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Whatever a file holds, it becomes a network or a list of problems, and takes no more memory than
 * the limits let it. {@code -Dlathe.fuzz=N} tries N files of each kind instead of one and a half
 * thousand; {@code -Dlathe.fuzz.seed=S} tries others.
 */
final class OnnxFuzzTest {
  private static final int FILES = Integer.getInteger("lathe.fuzz", 1_500);
  private static final long SEED = Long.getLong("lathe.fuzz.seed", 1);

  /** A file of a few kilobytes has to do with these. */
  private static final Limits LIMITS =
      new Limits(1_000_000, 20_000, 16, 4_096, 100_000, 2_000, 1 << 20);

  /** Tables of the longest axes take the most. */
  private static final long MOST_BYTES = 3L << 30;

  private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void bytesOfRealFilesThatAreChanged() throws IOException {
    List<byte[]> files = HostileBytes.corpus();
    check("bytes", random -> HostileBytes.changed(files.get(random.nextInt(files.size())), random));
  }

  @Test
  void fieldsOfRealFilesThatAreChanged() throws IOException {
    List<byte[]> files = HostileBytes.corpus();
    check(
        "fields", random -> HostileModels.changed(files.get(random.nextInt(files.size())), random));
  }

  @Test
  void nodesOfAnyKindWithAnyFigures() throws IOException {
    check("nodes", HostileModels::random);
  }

  private static void check(String kind, Function<Random, byte[]> files) throws IOException {
    int networks = 0;
    for (int k = 0; k < FILES; k++) {
      long seed = SEED * 1_000_003 + k;
      byte[] file = files.apply(new Random(seed));
      long before = MEMORY.getCurrentThreadAllocatedBytes();
      try {
        networks += translate(file) ? 1 : 0;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ", kept in " + keep(kind, seed, file), e);
      }
      long taken = MEMORY.getCurrentThreadAllocatedBytes() - before;
      if (taken > MOST_BYTES) {
        throw new AssertionError(
            "seed %d takes %,d bytes, kept in %s".formatted(seed, taken, keep(kind, seed, file)));
      }
    }
    // Some must get through, or nothing is tested but the reader.
    assertThat(networks).isBetween(FILES / 200, FILES);
  }

  /** Whether the file becomes a network. */
  private static boolean translate(byte[] file) {
    try {
      OnnxModel model = OnnxReader.read(file, LIMITS);
      Wishes trained = new Wishes(List.of(), Map.of(), true, Set.of());
      Translation training = Translation.of(model, trained, LIMITS, true);
      Translation inference = Translation.of(model, Wishes.NONE, LIMITS, false);
      for (Translation each : List.of(training, inference)) {
        assertThat(each.problems().isEmpty()).isEqualTo(each.imported().isPresent());
      }
      return inference.imported().isPresent();
    } catch (OnnxException e) {
      assertThat(e).hasMessageNotContaining("null");
      return false;
    }
  }

  private static Path keep(String kind, long seed, byte[] file) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "fuzz"));
    return Files.write(folder.resolve(kind + "-" + seed + ".onnx"), file);
  }
}
