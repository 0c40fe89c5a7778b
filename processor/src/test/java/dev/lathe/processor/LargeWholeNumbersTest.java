package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.typed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.OnnxText;
import dev.lathe.runtime.VectorPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Integers of an ONNX file are exact up to 2^24: a table of ids is read, not approximated. */
class LargeWholeNumbersTest {
  private static final int INT32 = 6;
  private static final int ROWS = 300;
  private static final int COLUMNS = 128;
  private static final int FIRST = 1_000_001;

  @TempDir private Path folder;

  @Test
  void areNotRounded() throws IOException {
    Path directory = Files.createDirectories(folder.resolve(CompiledInterface.PACKAGE));
    long[] ids = LongStream.range(FIRST, FIRST + (long) ROWS * COLUMNS).toArray();
    String file =
        typed("input", "x", INT32, 1, ROWS)
            + typed("output", "y", INT32, 1, COLUMNS)
            + integers("ids", INT32, new int[] {ROWS, COLUMNS}, ids)
            + node("MatMul", "y", "x", "ids");
    Files.write(directory.resolve("ids.onnx"), OnnxText.graph(file));
    CompiledInterface compiled =
        CompiledInterface.compileAll(
                Map.of("Ids", "@Onnx(\"ids.onnx\") public interface Ids extends Classifier {}"),
                folder)
            .getFirst();
    float[] second = new float[ROWS];
    second[1] = 1;
    for (VectorPath path : CompiledInterface.paths()) {
      float[] scores = compiled.load(path).scores(second);
      for (int column = 0; column < COLUMNS; column++) {
        assertThat(scores[column]).isEqualTo(FIRST + COLUMNS + column);
      }
    }
  }
}
