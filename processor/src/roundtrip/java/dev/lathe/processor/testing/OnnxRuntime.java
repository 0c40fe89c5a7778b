package dev.lathe.processor.testing;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What ONNX Runtime gives for one image, on one thread. */
public final class OnnxRuntime {
  private OnnxRuntime() {}

  /**
   * Runs a file.
   *
   * @param image the elements of all inputs, one behind the other
   * @return all outputs, one behind the other
   */
  public static float[] run(Path file, float[] image) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      try (OrtSession session = environment.createSession(file.toString(), options)) {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        int from = 0;
        for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
          TensorInfo info = (TensorInfo) input.getValue().getInfo();
          OnnxTensor tensor = tensor(environment, info, image, from);
          from += (int) tensor.getInfo().getNumElements();
          inputs.put(input.getKey(), tensor);
        }
        try (OrtSession.Result result = session.run(inputs)) {
          List<float[]> outputs = new ArrayList<>();
          for (Map.Entry<String, OnnxValue> output : result) {
            FloatBuffer values = ((OnnxTensor) output.getValue()).getFloatBuffer();
            float[] all = new float[values.remaining()];
            values.get(all);
            outputs.add(all);
          }
          return joined(outputs);
        }
      }
    }
  }

  /** The number of elements of all inputs of one image. */
  public static int inputSize(Path file) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = environment.createSession(file.toString(), options)) {
      int size = 0;
      for (NodeInfo input : session.getInputInfo().values()) {
        size += size(ofOneImage((TensorInfo) input.getInfo()));
      }
      return size;
    }
  }

  private static OnnxTensor tensor(
      OrtEnvironment environment, TensorInfo info, float[] image, int from) throws OrtException {
    long[] shape = ofOneImage(info);
    int size = size(shape);
    if (info.type == OnnxJavaType.INT64) {
      long[] numbers = new long[size];
      for (int k = 0; k < size; k++) {
        numbers[k] = (long) image[from + k];
      }
      return OnnxTensor.createTensor(environment, LongBuffer.wrap(numbers), shape);
    }
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(image, from, size).slice(), shape);
  }

  private static long[] ofOneImage(TensorInfo info) {
    long[] shape = info.getShape();
    shape[0] = 1;
    return shape;
  }

  private static int size(long[] shape) {
    int size = 1;
    for (long extent : shape) {
      size *= (int) extent;
    }
    return size;
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int from = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, from, part.length);
      from += part.length;
    }
    return all;
  }
}
