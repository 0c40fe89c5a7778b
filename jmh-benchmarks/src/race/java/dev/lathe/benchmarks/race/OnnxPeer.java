package dev.lathe.benchmarks.race;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lathe.benchmarks.Model;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.spi.Blueprint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A network on ONNX Runtime, called as its Java interface is called fastest: sequential
 * execution, all optimisations of the graph, and tensors over direct buffers which are made once
 * for input and output, so that a call creates neither.
 */
final class OnnxPeer implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final FloatBuffer input;
  private final FloatBuffer output;
  private final OnnxTensor inputTensor;
  private final OnnxTensor outputTensor;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;

  private OnnxPeer(Opening opening, int threads, Ends ends) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      this.session = opening.open(environment, options);
    }
    this.input = direct(size(ends.inputShape()));
    this.output = direct(size(ends.outputShape()));
    this.inputTensor = OnnxTensor.createTensor(environment, input, ends.inputShape());
    this.outputTensor = OnnxTensor.createTensor(environment, output, ends.outputShape());
    this.inputs = Map.of(session.getInputNames().iterator().next(), inputTensor);
    this.outputs = Map.of(session.getOutputNames().iterator().next(), outputTensor);
  }

  @FunctionalInterface
  private interface Opening {
    OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws OrtException;
  }

  /** Shapes with the axis of a batch of one image. */
  private record Ends(long[] inputShape, long[] outputShape) {}

  /** Hands the network over as an ONNX model in memory. */
  static OnnxPeer of(Model network, CompiledNetwork compiled) throws OrtException {
    byte[] model = OnnxModel.of(network, compiled);
    Ends ends =
        new Ends(OnnxModel.inputShape(compiled), OnnxModel.outputShape(network, compiled));
    return new OnnxPeer((peer, options) -> peer.createSession(model, options), 1, ends);
  }

  /**
   * Opens a file of one input and one output.
   *
   * @param threads that share the work of one call
   */
  static OnnxPeer of(Path file, CompiledNetwork compiled, int threads) throws OrtException {
    Blueprint blueprint = compiled.blueprint();
    Ends ends =
        new Ends(OnnxModel.inputShape(compiled), new long[] {1, blueprint.outputSize()});
    return new OnnxPeer(
        (peer, options) -> peer.createSession(file.toString(), options), threads, ends);
  }

  private static int size(long[] shape) {
    return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  String version() {
    return environment.getVersion();
  }

  /** Copies the image into the peer's buffer, runs it, and copies the scores out of its buffer. */
  void scores(float[] image, float[] scores) {
    input.put(0, image);
    try (OrtSession.Result _ = session.run(inputs, outputs)) {
      output.get(0, scores);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws OrtException {
    inputTensor.close();
    outputTensor.close();
    session.close();
  }
}
