package dev.lathe.processor.testing;

import com.google.protobuf.CodedOutputStream;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import dev.lathe.processor.onnx.Limits;
import dev.lathe.processor.onnx.OnnxException;
import dev.lathe.processor.onnx.OnnxGraph;
import dev.lathe.processor.onnx.OnnxModel;
import dev.lathe.processor.onnx.OnnxNode;
import dev.lathe.processor.onnx.OnnxReader;
import dev.lathe.processor.onnx.OnnxTensor;
import dev.lathe.processor.onnx.OnnxValue;
import dev.lathe.processor.translation.Imported;
import dev.lathe.processor.translation.Problem;
import dev.lathe.processor.translation.Translation;
import dev.lathe.processor.translation.Wishes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A model with tensors that it is given and tensors that it shall give, as the ONNX project keeps
 * them: {@code TEST/model.onnx} and {@code TEST/test_data_set_K/input_I.pb, output_J.pb}.
 *
 * <p>These tests give everything at run time, the shape to which a value is reshaped as well. What
 * has to be known while a model is compiled is therefore stored in the file as an initializer,
 * which is what exporters do with it.
 */
public final class OnnxCase {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int TENSOR_NAME = 8;

  private final String name;
  private final byte[] model;
  private final List<byte[]> inputFiles = new ArrayList<>();
  private final List<OnnxTensor> inputs = new ArrayList<>();
  private final List<OnnxTensor> outputs = new ArrayList<>();
  private Optional<String> unreadable = Optional.empty();
  private boolean isExact;

  private OnnxCase(String name, byte[] model) {
    this.name = name;
    this.model = model;
  }

  /** All data sets of a test's folder, each a case of its own. */
  public static List<OnnxCase> read(Path folder) throws IOException {
    byte[] model = Files.readAllBytes(folder.resolve("model.onnx"));
    List<OnnxCase> cases = new ArrayList<>();
    for (int set = 0; Files.isDirectory(folder.resolve("test_data_set_" + set)); set++) {
      Path data = folder.resolve("test_data_set_" + set);
      OnnxCase each = new OnnxCase(folder.getFileName() + (set == 0 ? "" : "." + set), model);
      try {
        each.readTensors(data);
      } catch (OnnxException e) {
        each.unreadable = Optional.of("data: " + e.getMessage());
      }
      cases.add(each);
    }
    return cases;
  }

  private void readTensors(Path data) throws IOException, OnnxException {
    if (!PortKinds.inputs(model).stream().allMatch(PortKinds.Kind.TENSOR::equals)) {
      unreadable = Optional.of("data: the model is given something else than tensors");
      return;
    }
    for (Path file = data.resolve("input_0.pb");
        Files.exists(file);
        file = data.resolve("input_" + inputs.size() + ".pb")) {
      inputFiles.add(Files.readAllBytes(file));
      inputs.add(OnnxReader.readTensor(inputFiles.getLast(), Limits.DEFAULT));
    }
    int outputFiles = 0;
    for (Path file = data.resolve("output_0.pb");
        Files.exists(file);
        file = data.resolve("output_" + outputFiles + ".pb")) {
      readOutput(Files.readAllBytes(file), outputFiles++);
    }
  }

  /** A tensor; of a sequence each of its tensors, since each is an output of the network. */
  private void readOutput(byte[] file, int index) throws IOException, OnnxException {
    switch (PortKinds.outputs(model).get(index)) {
      case TENSOR -> outputs.add(OnnxReader.readTensor(file, Limits.DEFAULT));
      case SEQUENCE -> {
        for (byte[] tensor : PortKinds.tensors(file)) {
          outputs.add(OnnxReader.readTensor(tensor, Limits.DEFAULT));
        }
      }
      case OTHER -> unreadable = Optional.of("data: the model gives something else than tensors");
    }
  }

  /** A case made by a test. */
  public static OnnxCase of(
      String name, byte[] model, List<OnnxTensor> inputs, List<OnnxTensor> outputs) {
    OnnxCase test = new OnnxCase(name, model);
    test.inputs.addAll(inputs);
    test.outputs.addAll(outputs);
    return test;
  }

  /** The case without a tolerance. */
  public OnnxCase exactly() {
    isExact = true;
    return this;
  }

  public String name() {
    return name;
  }

  /**
   * A file that can be compiled, and what is expected of it.
   *
   * @param dimensions what the annotation says of the file's named dimensions
   * @param missing why there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // plain data between tests
  public record Prepared(
      byte[] file,
      Map<String, Integer> dimensions,
      Optional<Imported> imported,
      Optional<String> missing) {

    static Prepared unreadable(String why) {
      return new Prepared(new byte[0], Map.of(), Optional.empty(), Optional.of(why));
    }
  }

  /** Stores as many inputs in the file as have to be known. */
  public Prepared prepare() throws IOException {
    if (unreadable.isPresent()) {
      return Prepared.unreadable(unreadable.get());
    }
    try {
      return prepared();
    } catch (OnnxException e) {
      return Prepared.unreadable("file: " + e.getMessage());
    }
  }

  private Prepared prepared() throws IOException, OnnxException {
    byte[] file = model;
    List<OnnxValue> ports = ports();
    if (ports.size() < inputs.size()) {
      return Prepared.unreadable("data: more inputs than the model has");
    }
    Optional<String> odd = oddity(ports);
    if (odd.isPresent()) {
      return Prepared.unreadable(odd.get());
    }
    Set<String> stored = new HashSet<>();
    while (true) {
      OnnxModel read = OnnxReader.read(file, Limits.DEFAULT);
      Map<String, Integer> dimensions = dimensions(ports);
      Translation translation =
          Translation.of(read, new Wishes(List.of(), dimensions), Limits.DEFAULT, false);
      Set<String> wanted = new HashSet<>();
      translation.problems().forEach(problem -> wanted.addAll(problem.inputs()));
      if (wanted.isEmpty() || !stored.addAll(wanted)) {
        Optional<String> missing = translation.problems().stream().findFirst().map(OnnxCase::text);
        return new Prepared(file, dimensions, translation.imported(), missing);
      }
      for (int k = 0; k < inputs.size(); k++) {
        String input = ports.get(k).name();
        if (wanted.contains(input)) {
          file = storing(file, input, inputFiles.get(k));
        }
      }
    }
  }

  /** The model with all inputs but the first as stored tensors: what exporters write. */
  public byte[] withWeights() throws IOException, OnnxException {
    byte[] file = model;
    List<OnnxValue> ports = ports();
    for (int k = 1; k < inputs.size(); k++) {
      file = storing(file, ports.get(k).name(), inputFiles.get(k));
    }
    return file;
  }

  /** What the data is for: in old files weights are inputs as well. */
  private List<OnnxValue> ports() throws OnnxException {
    OnnxGraph graph = OnnxReader.read(model, Limits.DEFAULT).graph();
    Set<String> stored =
        graph.initializers().stream().map(OnnxTensor::name).collect(Collectors.toSet());
    return graph.inputs().stream().filter(input -> !stored.contains(input.name())).toList();
  }

  /** Why data cannot be what the model is given or gives. */
  private Optional<String> oddity(List<OnnxValue> ports) throws OnnxException {
    for (int k = 0; k < inputs.size(); k++) {
      List<OnnxValue.Dimension> axes = ports.get(k).dimensions().orElse(List.of());
      Shape shape = inputs.get(k).shape();
      boolean fits = axes.size() == shape.rank();
      for (int axis = 0; fits && axis < axes.size(); axis++) {
        fits = axes.get(axis).isFree() || axes.get(axis).extent() == shape.extent(axis);
      }
      if (!fits && ports.get(k).dimensions().isPresent()) {
        return Optional.of("data: an input of another shape than the model's");
      }
    }
    if (dimensions(ports).containsValue(0)) {
      return Optional.of("data: nothing along an axis that the model leaves open");
    }
    OnnxGraph graph = OnnxReader.read(model, Limits.DEFAULT).graph();
    if (graph.nodes().stream().anyMatch(node -> node.type().matches("Bitwise(And|Or|Xor)"))
        && inputs.stream().anyMatch(OnnxCase::isWide)) {
      return Optional.of("data: bits beyond the 24 that floats have");
    }
    if (graph.nodes().stream().anyMatch(OnnxCase::isWithoutEpsilon)
        && name.equals("test_adam_multiple")) {
      return Optional.of("data: made with an epsilon that the file lacks (ONNX 1.12)");
    }
    List<OnnxValue> all = new ArrayList<>(ports);
    all.addAll(graph.outputs());
    boolean brief =
        all.stream().anyMatch(port -> port.type().equals(Optional.of(ElementType.BFLOAT16)));
    return brief
        ? Optional.of("data: bfloat16, whose rounding floats do not have, stored as its bits")
        : Optional.empty();
  }

  private static boolean isWide(OnnxTensor tensor) {
    return tensor.type().isInteger()
        && Arrays.stream(tensor.elements()).anyMatch(x -> Math.abs(x) > 1 << 24);
  }

  private static boolean isWithoutEpsilon(OnnxNode node) {
    return node.attributes().stream().noneMatch(each -> each.name().equals("epsilon"));
  }

  private static String text(Problem problem) {
    return "%s %s %s".formatted(problem.operator(), problem.kind(), problem.missing());
  }

  private Map<String, Integer> dimensions(List<OnnxValue> ports) {
    Map<String, Integer> dimensions = new TreeMap<>();
    for (int k = 0; k < inputs.size(); k++) {
      List<OnnxValue.Dimension> axes = ports.get(k).dimensions().orElse(List.of());
      for (int axis = 0; axis < axes.size(); axis++) {
        if (axes.get(axis).isFree()) {
          dimensions.put(axes.get(axis).name(), inputs.get(k).shape().extent(axis));
        }
      }
    }
    return dimensions;
  }

  /** A message with a second graph is one whose graph has the fields of both. */
  private static byte[] storing(byte[] file, String name, byte[] tensor) throws IOException {
    ByteArrayOutputStream named = new ByteArrayOutputStream();
    named.write(tensor);
    named.write(field(TENSOR_NAME, name.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(file);
    whole.write(field(MODEL_GRAPH, field(GRAPH_INITIALIZER, named.toByteArray())));
    return whole.toByteArray();
  }

  private static byte[] field(int number, byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeByteArray(number, body);
    out.flush();
    return bytes.toByteArray();
  }

  /** What the network is given: the inputs that the file does not store, one behind the other. */
  public float[] image(Imported imported) throws OnnxException {
    List<OnnxValue> named = ports();
    Elements elements = new Elements();
    for (Imported.Port port : imported.inputs()) {
      for (int k = 0; k < inputs.size(); k++) {
        if (named.get(k).name().equals(port.name())) {
          elements.add(inputs.get(k).floats());
        }
      }
    }
    return elements.size() == 0 ? new float[1] : elements.toArray();
  }

  /**
   * What differs by more than {@code 1e-7 + 2e-5 max|want| + 1e-3 |want|} from what is expected.
   */
  public List<String> mismatches(Imported imported, float[] got) {
    List<String> mismatches = new ArrayList<>();
    int from = 0;
    for (int k = 0; k < outputs.size(); k++) {
      OnnxTensor want = outputs.get(k);
      Imported.Port port = imported.outputs().get(k);
      if (!port.shape().equals(want.shape())) {
        mismatches.add("output %d is of shape %s, not %s".formatted(k, port.shape(), want.shape()));
        return mismatches;
      }
      double[] elements = want.elements();
      double largest = 0;
      for (double element : elements) {
        largest = Double.isFinite(element) ? Math.max(largest, Math.abs(element)) : largest;
      }
      for (int e = 0; e < elements.length; e++) {
        double tolerance = isExact ? 0 : 1e-7 + 2e-5 * largest + 1e-3 * Math.abs(elements[e]);
        boolean same =
            got[from + e] == (float) elements[e]
                || Double.isNaN(elements[e]) && Float.isNaN(got[from + e]);
        if (!same && !(Math.abs(got[from + e] - elements[e]) <= tolerance)) {
          mismatches.add("output %d[%d] is %s, not %s".formatted(k, e, got[from + e], elements[e]));
          break;
        }
      }
      from += elements.length;
    }
    return mismatches;
  }

  /** A growing array. */
  private static final class Elements {
    private final List<float[]> parts = new ArrayList<>();
    private int size;

    void add(float[] part) {
      parts.add(part);
      size += part.length;
    }

    int size() {
      return size;
    }

    float[] toArray() {
      float[] all = new float[size];
      int from = 0;
      for (float[] part : parts) {
        System.arraycopy(part, 0, all, from, part.length);
        from += part.length;
      }
      return all;
    }
  }
}
