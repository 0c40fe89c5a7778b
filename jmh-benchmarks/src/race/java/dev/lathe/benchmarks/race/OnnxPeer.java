package dev.lathe.benchmarks.race;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.lathe.benchmarks.Model;
import dev.lathe.runtime.CompiledNetwork;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A network on ONNX Runtime, called as its Java interface is called fastest: sequential execution,
 * all optimisations of the graph, and tensors over direct buffers which are made once for input and
 * output, so that a call creates neither.
 */
final class OnnxPeer implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final boolean owner;
  private final int inputs;
  private final OnnxInput input;
  private final FloatBuffer output;
  private final OnnxTensor outputTensor;
  private final Map<String, OnnxTensor> inputTensors;
  private final Map<String, OnnxTensor> outputTensors;

  @FunctionalInterface
  private interface Opening {
    OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws OrtException;
  }

  private OnnxPeer(OrtSession session, boolean owner) throws OrtException {
    this.session = session;
    this.owner = owner;
    TensorInfo given = first(session.getInputInfo());
    long[] inputShape = shape(given);
    long[] outputShape = shape(first(session.getOutputInfo()));
    this.inputs = size(inputShape);
    this.input = OnnxInput.of(given.type, inputShape, inputs);
    this.output = direct(size(outputShape));
    this.outputTensor = OnnxTensor.createTensor(environment, output, outputShape);
    this.inputTensors = Map.of(session.getInputNames().iterator().next(), input.tensor());
    this.outputTensors = Map.of(session.getOutputNames().iterator().next(), outputTensor);
  }

  private static OnnxPeer of(Opening opening, int threads) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      return new OnnxPeer(opening.open(environment, options), true);
    }
  }

  /** Hands the network over as an ONNX model in memory. */
  static OnnxPeer of(Model network, CompiledNetwork compiled) throws OrtException {
    byte[] model = OnnxModel.of(network, compiled);
    return of((peer, options) -> peer.createSession(model, options), 1);
  }

  /**
   * Opens a file of one input and one output.
   *
   * @param threads that share the work of one call
   */
  static OnnxPeer of(Path file, int threads) throws OrtException {
    return of((peer, options) -> peer.createSession(file.toString(), options), threads);
  }

  /** One that a second thread may call at the same time; the model and its weights are the same. */
  OnnxPeer twin() throws OrtException {
    return new OnnxPeer(session, false);
  }

  private static TensorInfo first(Map<String, NodeInfo> nodes) {
    if (nodes.values().iterator().next().getInfo() instanceof TensorInfo tensor) {
      return tensor;
    }
    throw new IllegalArgumentException("The model has ends that are no tensors: " + nodes);
  }

  /** What the model declares; where it leaves the batch open, it is one image. */
  private static long[] shape(TensorInfo tensor) {
    return Arrays.stream(tensor.getShape()).map(extent -> Math.max(1, extent)).toArray();
  }

  private static int size(long[] shape) {
    return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** Floats of an image. */
  int inputs() {
    return inputs;
  }

  /** Floats of its scores. */
  int outputs() {
    return output.capacity();
  }

  String version() {
    return environment.getVersion();
  }

  /** Copies the image into the peer's buffer, runs it, and copies the scores out of its buffer. */
  void scores(float[] image, float[] scores) {
    input.put(image);
    try (OrtSession.Result _ = session.run(inputTensors, outputTensors)) {
      output.get(0, scores);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws OrtException {
    input.close();
    outputTensor.close();
    if (owner) {
      session.close();
    }
  }
}
