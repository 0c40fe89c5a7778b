package dev.lathe.processor.onnx;

import dev.lathe.processor.graph.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ONNX's {@code TensorProto}. */
final class TensorReader {
  private static final int EXTERNAL = 1;
  private static final int MAX_RANK = 32;
  private static final long MAX_ELEMENTS = Integer.MAX_VALUE - 8;

  private final MessageReader in;
  private final List<Long> dims = new ArrayList<>();
  private final Elements elements = new Elements();
  private Optional<ByteBuffer> raw = Optional.empty();
  private String name = "";
  private long type;
  private long location;
  private boolean texts;

  private TensorReader(MessageReader in) {
    this.in = in;
  }

  /** The tensor that is a field of {@code in}. */
  static OnnxTensor read(MessageReader in) throws IOException, OnnxException {
    TensorReader reader = new TensorReader(in);
    in.message(reader::field);
    return reader.tensor();
  }

  /** The tensor that is the whole of {@code in}. */
  static OnnxTensor readFile(MessageReader in) throws IOException, OnnxException {
    TensorReader reader = new TensorReader(in);
    in.file("TensorProto", reader::field);
    return reader.tensor();
  }

  private void field(String field) throws IOException, OnnxException {
    switch (field) {
      case "dims" -> in.numbers(dims);
      case "data_type" -> type = in.number();
      case "float_data" -> in.floats(elements);
      case "int32_data", "int64_data" -> in.numbers(elements);
      case "uint64_data" -> in.unsigned(elements);
      case "double_data" -> in.doubles(elements);
      case "name" -> name = in.text();
      case "raw_data" -> raw = Optional.of(in.bytes());
      case "data_location" -> location = in.number();
      case "string_data" -> {
        in.bytes();
        texts = true;
      }
      default -> throw MessageReader.unread(field);
    }
  }

  private OnnxTensor tensor() throws OnnxException {
    if (texts) {
      throw new OnnxException("its tensor " + name + " holds texts");
    }
    if (location == EXTERNAL) {
      throw new OnnxException(
          "the elements of %s lie in another file; save the model as one file".formatted(name));
    }
    ElementType known =
        ElementType.of(Math.clamp(type, 0, 1000))
            .filter(each -> each.bits() > 0)
            .orElseThrow(
                () ->
                    new OnnxException(
                        "its tensor %s is of the type number %d, which is not read"
                            .formatted(name, type)));
    Shape shape = shape();
    if (raw.isPresent()) {
      if (Math.ceilDiv((long) shape.size() * known.bits(), Byte.SIZE) != raw.get().remaining()) {
        throw wrongCount(shape, raw.get().remaining() + " bytes");
      }
      return OnnxTensor.raw(name, known, shape, raw.get());
    }
    boolean pairs = known.bits() == 4;
    if (elements.count() != (pairs ? Math.ceilDiv(shape.size(), 2) : shape.size())) {
      throw wrongCount(shape, elements.count() + " elements");
    }
    double[] numbers = pairs ? halves(shape.size()) : elements.toArray();
    return OnnxTensor.of(name, known, shape, decoded(known, numbers));
  }

  /** Of integers of 4 bits two stand in each, the first one in its low bits. */
  private double[] halves(int count) {
    double[] pairs = elements.toArray();
    double[] halves = new double[count];
    for (int k = 0; k < count; k++) {
      halves[k] = (long) pairs[k / 2] >> (k % 2 * 4);
    }
    return halves;
  }

  /** Short floats stand as the numbers that their bits are. */
  private static double[] decoded(ElementType known, double[] numbers) {
    for (int k = 0; k < numbers.length; k++) {
      if (known == ElementType.FLOAT16) {
        numbers[k] = Float.float16ToFloat((short) numbers[k]);
      } else if (known == ElementType.BFLOAT16) {
        numbers[k] = Float.intBitsToFloat((int) numbers[k] << Short.SIZE);
      } else if (known.isSmallFloat()) {
        numbers[k] = SmallFloat.of(known, (int) numbers[k] & 0xff);
      } else {
        numbers[k] = known.cast(numbers[k]);
      }
    }
    return numbers;
  }

  private Shape shape() throws OnnxException {
    long size = 1;
    List<Integer> extents = new ArrayList<>();
    for (long dim : dims) {
      if (dim < 0 || extents.size() == MAX_RANK) {
        throw new OnnxException("its tensor %s has the shape %s".formatted(name, brief()));
      }
      size = dim > MAX_ELEMENTS ? dim : size * dim;
      if (size > MAX_ELEMENTS) {
        throw new OnnxException(
            "its tensor %s of shape %s has more elements than an array".formatted(name, brief()));
      }
      extents.add((int) dim);
    }
    return new Shape(extents);
  }

  private List<Long> brief() {
    return dims.subList(0, Math.min(dims.size(), MAX_RANK));
  }

  private OnnxException wrongCount(Shape shape, String found) {
    return new OnnxException(
        "its tensor %s of shape %s has %s, which are not those of %s"
            .formatted(
                name,
                shape,
                found,
                shape.size() == 1 ? "one element" : "%,d elements".formatted(shape.size())));
  }
}
