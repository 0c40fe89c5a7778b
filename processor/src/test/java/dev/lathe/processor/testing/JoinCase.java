package dev.lathe.processor.testing;

import dev.lathe.processor.testing.CaseLayer.Operand;
import dev.lathe.processor.testing.CaseLayer.Surroundings;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The layers of cases that read several values. An image is all of them, one behind the other,
 * which the network cuts apart again.
 */
final class JoinCase {
  private static final Set<String> OPS =
      Set.of("add", "mul", "concat", "max_unpool", "squeeze_excite");

  private static final List<String> AXES = List.of("WIDTH", "HEIGHT", "DEPTH");

  private static final int MOST_AXES = 4;

  private JoinCase() {}

  static boolean isJoin(GradientCase test) {
    return OPS.contains(test.op());
  }

  static CaseLayer of(GradientCase test) {
    return switch (test.op()) {
      case "squeeze_excite" -> squeezeExcite(test);
      case "max_unpool" -> {
        int rank = (int) test.number("rank", 0);
        int[] x = test.tensor("in.x").shape();
        yield join(test, List.of("x", "indices"), x.length == rank + 2)
            .with(
                "@MaxUnpool(value = %s, from = \"x\", positions = \"indices\")"
                    .formatted(CaseLayer.braces(test.ints("output"))));
      }
      default -> elementwise(test);
    };
  }

  private static CaseLayer elementwise(GradientCase test) {
    List<String> names = new ArrayList<>();
    while (test.has("in.x" + names.size())) {
      names.add("x" + names.size());
    }
    int rank = test.tensor("out.y").shape().length;
    int axis = Math.floorMod((int) test.number("axis", 1), Math.max(1, rank));
    boolean concat = test.op().equals("concat");
    boolean batched = rank > 1 && !(concat && axis == 0);
    CaseLayer join = join(test, names, batched);
    String named = names.stream().collect(Collectors.joining("\", \"", "{\"", "\"}"));
    return join.with(
        switch (test.op()) {
          case "add" -> "@Add(value = %s, broadcast = true)".formatted(named);
          case "mul" -> "@Multiply(%s)".formatted(named);
          default -> {
            int axes = batched ? rank - 1 : Math.min(rank, MOST_AXES);
            int own = batched ? axis - 1 : axis;
            yield "@Concat(value = %s, axis = Axis.%s)"
                .formatted(named, own == 0 ? "CHANNELS" : AXES.get(axes - 1 - own));
          }
        });
  }

  /** The layers that cut the values out of the image. */
  private static CaseLayer join(GradientCase test, List<String> names, boolean batched) {
    int rank = test.tensor("out.y").shape().length;
    int images = batched ? test.tensor("out.y").shape()[0] : 1;
    StringBuilder layers = new StringBuilder();
    List<Operand> operands = new ArrayList<>();
    int offset = 0;
    for (String name : names) {
      int[] shape = aligned(test.tensor("in." + name).shape(), rank);
      boolean shared = batched && images > 1 && shape[0] == 1;
      int[] part = batched ? Arrays.copyOfRange(shape, 1, rank) : flattened(shape);
      int size = IntStream.of(part).reduce(1, Math::multiplyExact);
      layers.append(
          """
            @Slice(from = "input", begin = %d, end = %d) Layer part%d();
            @Reshape(%s) Layer %s();
          """
              .formatted(offset, offset + size, operands.size(), CaseLayer.braces(part), name));
      operands.add(new Operand(name, shared));
      offset += size;
    }
    return new CaseLayer(
        new Surroundings(layers.toString(), ""),
        "",
        List.of(offset),
        operands,
        images,
        Weights.of(Map.of()),
        Map.of());
  }

  /** The shape with leading extents of 1, as numpy aligns it. */
  private static int[] aligned(int[] shape, int rank) {
    int[] wide = new int[rank];
    Arrays.fill(wide, 1);
    System.arraycopy(shape, 0, wide, rank - shape.length, shape.length);
    return wide;
  }

  /** A network's values have four axes at most. */
  private static int[] flattened(int[] shape) {
    if (shape.length == 0) {
      return new int[] {1};
    }
    if (shape.length <= MOST_AXES) {
      return shape;
    }
    int[] flat = Arrays.copyOf(shape, MOST_AXES);
    for (int axis = MOST_AXES; axis < shape.length; axis++) {
      flat[MOST_AXES - 1] *= shape[axis];
    }
    return flat;
  }

  /** A block, as users write it. */
  private static CaseLayer squeezeExcite(GradientCase test) {
    int[] x = test.tensor("in.x").shape();
    int squeezed = test.tensor("in.w1").shape()[0];
    String block =
        """
        @Block
        @interface SqueezeExcite {
          int CHANNELS = Parameter.A;
          int SQUEEZED = Parameter.B;

          int channels();

          int squeezed();

          interface Layers {
            @GlobalAvgPool                   Layer mean();
            @Dense(SQUEEZED) @Relu           Layer squeeze();
            @Dense(CHANNELS) @Sigmoid        Layer excite();
            @Multiply({"input", "excite"})   Layer scaled();
          }
        }
        """;
    Map<String, String> tensors = new LinkedHashMap<>();
    tensors.put("y.squeeze.weight", "w1");
    tensors.put("y.squeeze.bias", "b1");
    tensors.put("y.excite.weight", "w2");
    tensors.put("y.excite.bias", "b2");
    Map<String, Tensor> weights = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> weights.put(name, test.tensor("in." + tensor).toFloats()));
    return new CaseLayer(
        new Surroundings("", block),
        "@SqueezeExcite(channels = %d, squeezed = %d)".formatted(x[1], squeezed),
        IntStream.of(x).skip(1).boxed().toList(),
        Collections.singletonList(new Operand("x", false)),
        x[0],
        Weights.of(weights),
        tensors);
  }
}
