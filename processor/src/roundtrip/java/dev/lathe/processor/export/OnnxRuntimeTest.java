package dev.lathe.processor.export;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.lathe.processor.LatheProcessor;
import dev.lathe.processor.NetworkModels;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.network.Census;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.ParameterModel;
import dev.lathe.processor.onnx.OnnxException;
import dev.lathe.processor.onnx.OnnxWriter;
import dev.lathe.processor.testing.MemoryClassLoader;
import dev.lathe.processor.testing.NetworkValues;
import dev.lathe.processor.testing.OnnxRuntime;
import dev.lathe.processor.testing.SampleSources;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Lathe;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.Weights;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every sample network, those in full size among them, is exported and run by ONNX Runtime, which
 * gives what the compiled network gives. Not a part of the default build, which would have to fetch
 * ONNX Runtime: {@code mvn -Proundtrip test -pl annotations,runtime,processor
 * -Dtest=OnnxRuntimeTest -Dsurefire.failIfNoSpecifiedTests=false}. With {@code
 * -Dlathe.network=Vgg16,Vgg19} the networks of these names alone; one in full size takes up to 12
 * GB and several minutes.
 */
class OnnxRuntimeTest {
  /** Larger networks are compiled to scalars alone, which takes a quarter of the time. */
  private static final long LARGE = 150_000_000;

  @TempDir static Path folder;

  /**
   * One network of a file.
   *
   * @param file the file's type, qualified
   */
  private record Sample(String file, NetworkModel network) {}

  @TestFactory
  Stream<DynamicTest> samples() {
    return SampleSources.networks().stream()
        .flatMap(file -> NetworkModels.allOfSample(file).stream().map(n -> new Sample(file, n)))
        .filter(sample -> SampleSources.isAskedFor(sample.network().name()))
        .map(sample -> DynamicTest.dynamicTest(sample.network().name(), () -> check(sample)));
  }

  private static void check(Sample sample) throws Exception {
    Exportable whole = Exportable.of(sample.network());
    NetworkValues values = NetworkValues.of(whole.graph(), 1);
    Path file = folder.resolve("network.onnx");
    write(whole, values.weights(), file);

    float[] got = OnnxRuntime.run(file, values.image());
    float[] wanted =
        whole.outputs().size() == 1 ? compiled(sample, values) : interpreted(whole, values);

    assertThat(got).hasSameSizeAs(wanted);
    float largest = 0;
    for (float element : wanted) {
      largest = Math.max(largest, Math.abs(element));
    }
    assertThat(largest).isPositive();
    for (int k = 0; k < wanted.length; k++) {
      assertThat(got[k])
          .as("element %d", k)
          .isCloseTo(wanted[k], Offset.offset(1e-6f + 2e-5f * largest));
    }
  }

  private static void write(Exportable network, Map<String, float[]> weights, Path file)
      throws IOException, OnnxException {
    Exporter.Result result =
        Exporter.export(network, name -> Objects.requireNonNull(weights.get(name), name));
    assertThat(result.problems()).isEmpty();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      OnnxWriter.write(result.model().orElseThrow(), out);
    }
  }

  /** All heads of a network one behind the other, which no entry point that all have gives. */
  private static float[] interpreted(Exportable network, NetworkValues values) {
    double[] heads =
        GraphInterpreter.evaluate(
                network.graph(),
                GraphInterpreter.widen(values.weights()),
                GraphInterpreter.widen(values.image()))
            .output(0);
    float[] rounded = new float[heads.length];
    for (int k = 0; k < rounded.length; k++) {
      rounded[k] = (float) heads[k];
    }
    return rounded;
  }

  private static float[] compiled(Sample sample, NetworkValues values)
      throws ClassNotFoundException {
    NetworkModel network = sample.network();
    long products =
        network.layers().stream().map(Census::of).mapToLong(Census::multiplyAdds).sum();
    List<String> options =
        SampleSources.options().stream()
            .filter(option -> products < LARGE || !option.contains("module") && !isModule(option))
            .toList();
    Compilation compilation =
        javac()
            .withProcessors(new LatheProcessor())
            .withOptions(options)
            .compile(SampleSources.file(sample.file()));
    assertThat(compilation.status())
        .as("%s", compilation.diagnostics())
        .isEqualTo(Compilation.Status.SUCCESS);
    String name = network.packageName() + "." + String.join("$", network.simpleNames());
    Class<?> type = new MemoryClassLoader(compilation).loadClass(name);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterModel parameter : network.parameters()) {
      int[] shape =
          parameter.stored().extents().stream().mapToInt(Integer::intValue).toArray();
      float[] given = values.weights().get(parameter.name());
      // What an auxiliary head has learned takes no part in inference.
      float[] elements = given == null ? new float[parameter.stored().size()] : given;
      tensors.put(parameter.name(), new Tensor(shape, elements));
    }
    Object loaded = Lathe.load(type, Weights.of(tensors));
    return CompiledNetwork.of(loaded).newSession().scores(values.image());
  }

  private static boolean isModule(String option) {
    return option.equals("jdk.incubator.vector");
  }
}
