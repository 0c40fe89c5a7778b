package dev.lathe.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.NetworkModels;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import org.junit.jupiter.api.Test;

final class ForwardGraphTest {

  @Test
  void leNet5() {
    Graph graph = ForwardGraph.of(NetworkModels.of(Sources.LENET_5));

    assertThat(graph.name()).isEqualTo("LeNet5");
    assertThat(graph.nodes())
        .extracting(node -> node.name() + " " + node.shape())
        .startsWith(
            "network.input 1x32x32",
            "c1.weight 6x1x5x5",
            "c1.bias 6",
            "c1.conv 6x28x28",
            "c1.biased 6x28x28",
            "c1 6x28x28",
            "s2 6x14x14")
        .endsWith(
            "output.weight 10x84x1x1",
            "output.bias 10",
            "output.dense 10x1x1",
            "output.biased 10x1x1",
            "output 10x1x1");
    assertThat(graph.outputs()).containsExactly(graph.nodes().size() - 1);
    assertThat(graph.node(graph.outputs().get(0)).operation())
        .isEqualTo(new Operation.LogSoftmax());
    assertThat(graph.nodes()).extracting(Node::layer).startsWith("", "c1").endsWith("output");
    assertThat(graph.parameters())
        .extracting(Node::name)
        .isEqualTo(
            NetworkModels.of(Sources.LENET_5).parameters().stream()
                .map(ParameterModel::name)
                .toList());
    assertThat(graph.parameters().stream().mapToInt(node -> node.shape().size()).sum())
        .isEqualTo(61_706);
  }

  @Test
  void aDenseLayerIsAConvolutionThatCoversTheMap() {
    Graph graph = ForwardGraph.of(NetworkModels.of(Sources.PYTORCH_EXAMPLE));

    Node dense = node(graph, "fc1.dense");
    Node weight = graph.operand(dense, 1);
    assertThat(((Operation.Convolution) dense.operation()).window()).isEqualTo(Window.of(4, 4));
    assertThat(dense.shape()).isEqualTo(Shape.of(500, 1, 1));
    assertThat(weight.shape()).isEqualTo(Shape.of(500, 50, 4, 4));
    assertThat(weight.operation())
        .isEqualTo(new Operation.Parameter("fc1.weight", Shape.of(500, 800)));
  }

  @Test
  void everyFigureReachesTheGraph() {
    Graph graph = ForwardGraph.of(NetworkModels.of(Sources.EVERY_FIGURE));

    assertThat(graph.print())
        .isEqualTo(
            """
            Figures
              %0 network.input: 2x10x9 = Input[][]
              %1 conv.weight: 4x2x3x2 = Parameter[name=conv.weight, stored=4x2x3x2, learned=true, numbers=FIGURES, folding=Optional.empty, transform=Optional.empty][]
              %2 conv: 4x5x11 = Convolution[window=Window[kernel=[3, 2], stride=[2, 1], \
            before=[0, 1], after=[2, 3], dilation=[1, 2]], connections=full, flip=true, epilogue=Epilogue[bias=false, addend=false, \
            function=Optional.empty, maxPool=Optional.empty]][0, 1]
              %3 mean: 4x5x5 = AveragePool[windows=Window[kernel=[3, 2], stride=[1, 2], \
            before=[1, 0], after=[1, 0], dilation=[1, 1]], \
            divisor=Count[before=[0, 0], after=[0, 0]]][2]
              %4 up.weight: 4x3x3x4 = Parameter[name=up.weight, stored=4x3x3x4, learned=true, numbers=FIGURES, folding=Optional.empty, transform=Optional.empty][]
              %5 up.bias: 3 = Parameter[name=up.bias, stored=3, learned=true, numbers=FIGURES, folding=Optional.empty, transform=Optional.empty][]
              %6 up.transposed: 3x10x16 = TransposedConvolution[window=Window[kernel=[3, 4], \
            stride=[2, 3], before=[1, 1], after=[1, 1], dilation=[1, 1]], connections=full, flip=false, \
            epilogue=Epilogue[bias=false, addend=false, function=Optional.empty, maxPool=Optional.empty]][3, 4]
              %7 up: 3x10x16 = AddBias[][6, 5]
              %8 max.pool: 3x5x4 = MaxPool[windows=Window[kernel=[2, 4], stride=[2, 4], \
            before=[0, 0], after=[0, 0], dilation=[1, 1]]][7]
              %9 max: 3x5x4 = Activate[function=TANH][8]
              %10 output: 3x5x4 = Activate[function=SIGMOID][9]
              outputs [10]
            """);
  }

  private static Node node(Graph graph, String name) {
    return graph.nodes().stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
  }
}
