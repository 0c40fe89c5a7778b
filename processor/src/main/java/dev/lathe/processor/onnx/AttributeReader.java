package dev.lathe.processor.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** ONNX's {@code AttributeProto}. */
final class AttributeReader {
  private AttributeReader() {}

  static OnnxAttribute read(MessageReader in) throws IOException, OnnxException {
    List<Double> floats = new ArrayList<>();
    List<Long> ints = new ArrayList<>();
    List<String> strings = new ArrayList<>();
    List<OnnxTensor> tensors = new ArrayList<>();
    List<OnnxGraph> graphs = new ArrayList<>();
    String[] texts = {"", ""};
    in.message(
        field -> {
          switch (field) {
            case "name" -> texts[0] = in.text();
            case "ref_attr_name" -> texts[1] = in.text();
            case "f" -> floats.add((double) in.decimal());
            case "i" -> ints.add(in.number());
            case "s", "strings" -> strings.add(in.text());
            case "t", "tensors" -> tensors.add(TensorReader.read(in));
            case "floats" -> in.decimals(floats);
            case "ints" -> in.numbers(ints);
            case "g", "graphs" -> {
              GraphReader graph = new GraphReader(in);
              in.nested(graph::field);
              graphs.add(graph.graph());
            }
            case "type" -> in.number();
            default -> throw MessageReader.unread(field);
          }
        });
    boolean isList = floats.size() > 1 || ints.size() > 1;
    return new OnnxAttribute(texts[0], floats, ints, strings, tensors, graphs, texts[1], isList);
  }
}
