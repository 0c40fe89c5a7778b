package dev.lathe.processor.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.lathe.processor.loop.Program;
import dev.lathe.processor.loop.SampleKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Exact text: comments and layout of generated code are part of the product. {@code
 * -Dlathe.golden.update=true} rewrites the files, and ends as an aborted test.
 */
class GoldenTest {

  private static final Path DIRECTORY = Path.of("src/test/resources/golden");

  @Test
  void vectorKernel() throws IOException {
    check("ConvolutionVector512", 16);
  }

  @Test
  void scalarKernel() throws IOException {
    check("ConvolutionScalar", 1);
  }

  private static void check(String name, int lanes) throws IOException {
    Program program = SampleKernels.program(name, lanes, SampleKernels.convolution(lanes));
    String actual = EmittedPrograms.file(program).toString();
    Path golden = DIRECTORY.resolve(name + ".java");
    if (Boolean.getBoolean("lathe.golden.update")) {
      Files.writeString(golden, actual);
      abort("rewrote " + golden + ": read the difference, then run without lathe.golden.update");
    }
    assertThat(actual).isEqualTo(Files.readString(golden));
  }
}
