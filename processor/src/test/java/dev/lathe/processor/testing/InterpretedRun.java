package dev.lathe.processor.testing;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKinds;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.ParameterModel;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.Weights;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A network's graphs as the front end makes them, through the naive interpreter in doubles. */
public final class InterpretedRun implements PassRun {
  private final Graph forward;
  private final Graph training;
  private final List<Node> learned;
  private final Map<String, double[]> parameters = new HashMap<>();
  private List<GraphInterpreter.Values> values = List.of();

  public InterpretedRun(NetworkModel network, Weights weights) {
    this.forward = ForwardGraph.of(network);
    Graph differentiated = ForwardGraph.ofTraining(network);
    this.learned = differentiated.learned();
    this.training =
        Gradient.of(differentiated, LossKinds.of(network.training().orElseThrow()), true);
    for (ParameterModel parameter : network.parameters()) {
      parameters.put(
          parameter.name(), GraphInterpreter.widen(weights.tensor(parameter.name()).values()));
    }
  }

  /** The scores of inference, image after image. */
  public float[] inference(List<float[]> images) {
    float[] all = new float[0];
    for (int k = 0; k < images.size(); k++) {
      double[] input = GraphInterpreter.widen(images.get(k));
      float[] scores = floats(GraphInterpreter.evaluate(forward, parameters, input).output(0));
      all = k == 0 ? new float[images.size() * scores.length] : all;
      System.arraycopy(scores, 0, all, k * scores.length, scores.length);
    }
    return all;
  }

  @Override
  public void run(List<float[]> images, List<float[]> targets) {
    values =
        GraphInterpreter.evaluateBatch(
            training,
            parameters,
            IntStream.range(0, images.size())
                .mapToObj(
                    k ->
                        new GraphInterpreter.Image(
                            GraphInterpreter.widen(images.get(k)),
                            GraphInterpreter.widen(targets.get(k)),
                            Map.of()))
                .toList());
  }

  @Override
  public float[] scores(int image) {
    return floats(values.get(image).output(0));
  }

  @Override
  public float loss(int image) {
    return (float) values.get(image).output(1)[0];
  }

  @Override
  public float[] inputGradient(int image) {
    return floats(values.get(image).outputs().getLast());
  }

  @Override
  public Map<String, Tensor> gradients() {
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    for (int k = 0; k < learned.size(); k++) {
      Operation.Parameter parameter = (Operation.Parameter) learned.get(k).operation();
      double[] sum = new double[parameter.stored().size()];
      for (GraphInterpreter.Values image : values) {
        double[] own = image.output(2 + k);
        IntStream.range(0, sum.length).forEach(i -> sum[i] += own[i]);
      }
      int[] shape = parameter.stored().extents().stream().mapToInt(Integer::intValue).toArray();
      gradients.put(parameter.name(), new Tensor(shape, floats(sum)));
    }
    return gradients;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    IntStream.range(0, floats.length).forEach(k -> floats[k] = (float) values[k]);
    return floats;
  }
}
