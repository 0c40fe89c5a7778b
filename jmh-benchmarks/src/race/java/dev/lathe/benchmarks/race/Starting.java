package dev.lathe.benchmarks.race;

import ai.onnxruntime.OrtException;
import com.google.gson.Gson;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Session;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** One start, in the JVM that it is about. */
final class Starting {

  private static final long LEAST_NANOS = 2_000_000_000L;
  private static final long MOST_NANOS = 60_000_000_000L;

  @FunctionalInterface
  private interface Call {
    void scores(float[] image, float[] scores);
  }

  private record Ready(Call call, int inputs, int outputs, double warmUpMs) {}

  private Starting() {}

  /**
   * Arguments: the way, the network's title, its ONNX file, the file for the figures, and the
   * folders of networks from files, if there are any.
   */
  public static void main(String[] arguments) throws IOException, OrtException {
    Start.Way way = Start.Way.valueOf(arguments[0]);
    Path onnx = Path.of(arguments[2]);
    List<String> folders = Arrays.asList(arguments).subList(4, arguments.length);
    Ready ready = way == Start.Way.ONNX ? peer(onnx) : own(arguments[1], folders, way);
    float[] image = new float[ready.inputs()];
    Arrays.fill(image, 0.5f);
    float[] scores = new float[ready.outputs()];
    double readyMs = sinceStart();
    long begin = System.nanoTime();
    ready.call().scores(image, scores);
    double firstCallMs = (System.nanoTime() - begin) / 1e6;
    double firstAnswerMs = sinceStart();
    SteadyState steady = new SteadyState(begin);
    long now = System.nanoTime();
    steady.add(now - begin, now);
    // Twice as long as it has taken so far: what seems to be the end may be a step only.
    while (now - begin < Math.max(LEAST_NANOS, 2 * steady.reached()) && now - begin < MOST_NANOS) {
      for (int i = 0; i < 100 && now - begin < MOST_NANOS; i++) {
        long called = System.nanoTime();
        ready.call().scores(image, scores);
        now = System.nanoTime();
        steady.add(now - called, now);
      }
    }
    Start start =
        new Start(
            way,
            readyMs,
            ready.warmUpMs(),
            firstCallMs,
            firstAnswerMs,
            Math.max(firstAnswerMs, readyMs + steady.reached() / 1e6),
            steady.usual() / 1e3);
    Files.writeString(Path.of(arguments[3]), new Gson().toJson(start));
  }

  private static Ready own(String title, List<String> folders, Start.Way way) throws IOException {
    CompiledNetwork network = Starts.load(title, folders);
    double warmUpMs = way.warmsUp() ? network.warmUp().elapsed().toNanos() / 1e6 : 0;
    Session session = network.newSession();
    return new Ready(
        session::scores,
        network.blueprint().inputSize(),
        network.blueprint().outputSize(),
        warmUpMs);
  }

  // It lives as long as the JVM.
  @SuppressWarnings("resource")
  private static Ready peer(Path onnx) throws OrtException {
    OnnxPeer peer = OnnxPeer.of(onnx, 1);
    return new Ready(peer::scores, peer.inputs(), peer.outputs(), 0);
  }

  private static double sinceStart() {
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
  }
}
