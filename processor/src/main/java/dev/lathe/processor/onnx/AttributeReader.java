package dev.lathe.processor.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** ONNX's {@code AttributeProto}. */
final class AttributeReader {
  private static final int NAME = 1;
  private static final int FLOAT = 2;
  private static final int INT = 3;
  private static final int STRING = 4;
  private static final int TENSOR = 5;
  private static final int GRAPH = 6;
  private static final int FLOATS = 7;
  private static final int INTS = 8;
  private static final int STRINGS = 9;
  private static final int TENSORS = 10;
  private static final int GRAPHS = 11;
  private static final int REFERENCE = 21;

  private AttributeReader() {}

  static OnnxAttribute read(MessageReader in) throws IOException, OnnxException {
    List<Double> floats = new ArrayList<>();
    List<Long> ints = new ArrayList<>();
    List<String> strings = new ArrayList<>();
    List<OnnxTensor> tensors = new ArrayList<>();
    List<OnnxGraph> graphs = new ArrayList<>();
    String[] texts = {"", ""};
    in.message(
        number -> {
          switch (number) {
            case NAME -> texts[0] = in.text();
            case REFERENCE -> texts[1] = in.text();
            case FLOAT -> floats.add((double) in.decimal());
            case INT -> ints.add(in.number());
            case STRING, STRINGS -> strings.add(in.text());
            case TENSOR, TENSORS -> tensors.add(TensorReader.read(in));
            case FLOATS -> in.decimals(floats);
            case INTS -> in.numbers(ints);
            case GRAPH, GRAPHS -> {
              GraphReader graph = new GraphReader(in);
              in.nested(graph::field);
              graphs.add(graph.graph());
            }
            default -> {
              return false;
            }
          }
          return true;
        });
    return new OnnxAttribute(texts[0], floats, ints, strings, tensors, graphs, texts[1]);
  }
}
