package dev.lathe.benchmarks.race;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lathe.benchmarks.Model;
import dev.lathe.runtime.CompiledNetwork;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * A network on ONNX Runtime, called as its Java interface is called fastest: one thread, sequential
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

  /** Hands the network over as an ONNX model in memory. */
  OnnxPeer(Model network, CompiledNetwork compiled) throws OrtException {
    byte[] model = OnnxModel.of(network, compiled);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      this.session = environment.createSession(model, options);
    }
    this.input = direct(compiled.blueprint().inputSize());
    this.output = direct(compiled.blueprint().outputSize());
    this.inputTensor = OnnxTensor.createTensor(environment, input, OnnxModel.inputShape(compiled));
    this.outputTensor =
        OnnxTensor.createTensor(environment, output, OnnxModel.outputShape(network, compiled));
    this.inputs = Map.of(OnnxModel.INPUT, inputTensor);
    this.outputs = Map.of(OnnxModel.OUTPUT, outputTensor);
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
