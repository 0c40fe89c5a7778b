package dev.lathe.samples.jit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.samples.AutoEncoder;
import dev.lathe.samples.LeNet5;
import dev.lathe.samples.PyTorchExampleNet;
import dev.lathe.samples.TorchExampleNet;
import dev.lathe.samples.ZipCodeNet;
import dev.lathe.samples.vision.PoseNet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In fresh JVMs every kernel of six sample networks and of one of long functions reaches C2 (tier
 * 4), none makes a compiler give up, and hot calls allocate nothing. Compilation is a race between
 * threads, so that one JVM proves little.
 */
class JitHealthTest {

  private static final List<Class<?>> NETWORKS =
      List.of(
          LeNet5.class,
          PyTorchExampleNet.class,
          TorchExampleNet.class,
          ZipCodeNet.class,
          AutoEncoder.class);

  /** Leaves the choice to Lathe. */
  private static final String BEST = "";

  /** Fresh JVMs for each network; compilation differs from one to the next. */
  private static final int REPETITIONS = 2;

  private static final int LONG_REPETITIONS = 10;

  /** Other values of {@code lathe.vector}; the short tests try them on the smallest networks. */
  private static final List<String> OTHER_PATHS = List.of("256", "128", "scalar");

  private static final List<Class<?>> SMALL = List.of(LeNet5.class, ZipCodeNet.class);

  /**
   * Whose convolutions go by Winograd's algorithm on vectors of 256 bits, and on the widest ones.
   */
  static Stream<Arguments> winograd() {
    return Stream.of(
        Arguments.of(TorchExampleNet.class, "256"),
        Arguments.of(TorchExampleNet.class, "256"),
        Arguments.of(PoseNet.class, BEST),
        Arguments.of(PoseNet.class, BEST));
  }

  @ParameterizedTest
  @MethodSource("winograd")
  void kernelsOfWinogradsAlgorithmDoSoToo(Class<?> network, String path) throws Exception {
    assertHealthy(probe(network, path, "calls"));
  }

  static Stream<Arguments> networksAndPaths() {
    boolean isLong = Boolean.getBoolean("lathe.long");
    List<Arguments> runs = new ArrayList<>();
    for (Class<?> network : NETWORKS) {
      for (int i = 0; i < (isLong ? LONG_REPETITIONS : REPETITIONS); i++) {
        runs.add(Arguments.of(network, BEST));
      }
    }
    for (Class<?> network : isLong ? NETWORKS : SMALL) {
      OTHER_PATHS.forEach(path -> runs.add(Arguments.of(network, path)));
    }
    return runs.stream();
  }

  @ParameterizedTest
  @MethodSource("networksAndPaths")
  void everyKernelReachesC2AndNothingIsAllocated(Class<?> network, String path) throws Exception {
    assertHealthy(probe(network, path, "calls"));
  }

  static Stream<Arguments> warmedUp() {
    return Stream.of(
            Stream.concat(NETWORKS.stream(), Stream.of(PoseNet.class))
                .map(network -> Arguments.of(network, BEST)),
            SMALL.stream().map(network -> Arguments.of(network, "scalar")),
            // Methods of the runtime that C2 has to inline.
            Stream.of(BEST, "256", "128").map(path -> Arguments.of(Functions.class, path)))
        .flatMap(each -> each);
  }

  @ParameterizedTest
  @MethodSource("warmedUp")
  void warmUpBringsEveryKernelThere(Class<?> network, String path) throws Exception {
    List<String> findings = probe(network, path, JitProbe.WARM_UP);

    assertHealthy(findings);
    assertThat(findings).filteredOn(line -> line.startsWith("settled ")).hasSize(2);
  }

  /**
   * A whole pass in stages allocates nothing, be it compiled or not: when it did, all kernels were
   * called anew each time that it ran, 43 million calls until the pass was compiled.
   */
  @Test
  void warmUpOfStagesTakesAsManyCallsAsKernelsNeed() throws Exception {
    List<String> findings = probe(Normalised.class, BEST, JitProbe.WARM_UP);

    assertHealthy(findings);
    assertThat(findings)
        .filteredOn(line -> line.startsWith("settled "))
        .hasSize(2)
        .allSatisfy(line -> assertThat(calls(line)).isLessThan(5_000_000));
  }

  /** Those of a warm-up's line, which ends with {@code , 88456 calls}. */
  private static long calls(String line) {
    return Long.parseLong(line.replaceFirst(".*, (\\d+) calls$", "$1"));
  }

  private static void assertHealthy(List<String> findings) {
    assertThat(findings).last().isEqualTo("done");
    assertThat(findings)
        .filteredOn(line -> line.startsWith("compiled "))
        .as("forward and training kernels")
        .hasSize(2);
    assertThat(findings)
        .noneMatch(line -> line.startsWith("missing "))
        // C2 may begin again without one of its optimisations; what it gives up is missing above.
        .noneMatch(line -> line.startsWith("failed ") && !line.contains(": retry without "))
        .noneMatch(line -> line.startsWith("allocates "));
  }

  private static List<String> probe(Class<?> network, String path, String how)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules=jdk.incubator.vector",
            path.equals(BEST) ? "-Dlathe.unset=" : "-Dlathe.vector=" + path,
            "-cp",
            System.getProperty("java.class.path"),
            JitProbe.class.getName(),
            network.getName(),
            how);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(output).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output.lines().toList();
  }
}
