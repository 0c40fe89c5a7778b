package dev.lathe.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The choice and its log line in fresh JVMs: with the module, without it, and without C2. */
class VectorPathForkTest {

  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  /** What the other JVM runs. */
  static final class Probe {
    public static void main(String[] args) {
      VectorPath[] all = {VectorPath.VECTOR_512, VectorPath.VECTOR_256, VectorPath.VECTOR_128};
      System.out.println("path " + VectorPath.choose("Probe", all));
    }
  }

  private static String run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return output;
  }

  @Test
  void withoutTheModuleItIsScalarAndAWarningNamesTheRemedy() throws Exception {
    assertThat(run())
        .contains("path SCALAR")
        .contains("WARNING: Probe runs on scalar code")
        .containsOnlyOnce("run java with --add-modules jdk.incubator.vector");
  }

  @Test
  void withTheModuleThePropertyDecides() throws Exception {
    assertThat(run(MODULE, "-Dlathe.vector=256"))
        .contains("path VECTOR_256")
        .contains("Probe runs on 256-bit vectors: -Dlathe.vector=256");
    assertThat(run(MODULE, "-Dlathe.vector=scalar"))
        .contains("path SCALAR")
        .contains("INFO: Probe runs on scalar code: -Dlathe.vector=scalar");
    assertThat(run(MODULE, "-Dlathe.vector=wide"))
        .contains("LatheException: -Dlathe.vector=wide: the values are");
  }

  @Test
  void withoutC2ItIsScalar() throws Exception {
    assertThat(run(MODULE, "-Xint")).contains("path SCALAR").contains("-Xint");
    assertThat(run(MODULE, "-XX:TieredStopAtLevel=1"))
        .contains("path SCALAR")
        .contains("TieredStopAtLevel");
  }
}
