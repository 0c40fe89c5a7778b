package dev.lathe.processor.testing;

import dev.lathe.processor.network.NetworkModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Networks whose layers read any layers before them: residual sums, concatenations of
 * concatenations, skip connections, maps that several layers read.
 */
public final class RandomWeb {

  private record Map(String name, int channels, int height, int width) {
    boolean isAsLargeAs(Map other) {
      return height == other.height && width == other.width;
    }

    boolean isLike(Map other) {
      return isAsLargeAs(other) && channels == other.channels;
    }
  }

  private static final List<Integer> FILTERS = List.of(4, 8, 16, 32, 48, 7, 12);
  private static final List<String> ACTIVATIONS =
      List.of("", "@Relu", "@Tanh", "@Sigmoid", "@Silu", "@LeakyRelu");

  private final Random random;
  private final List<Map> maps = new ArrayList<>();
  private final List<Map> unread = new ArrayList<>();
  private final StringBuilder layers = new StringBuilder();

  private RandomWeb(Random random) {
    this.random = random;
  }

  /** A network. */
  public static NetworkModel model(Random random) {
    return FrontEnd.model("Net", CompiledInterface.file(new RandomWeb(random).source()));
  }

  private String source() {
    int height = 1 + random.nextInt(9);
    int width = 1 + random.nextInt(9);
    maps.add(new Map("input", 3, height, width));
    for (int i = 0; i < 9; i++) {
      add();
    }
    List<String> heads = new ArrayList<>();
    for (Map map : unread) {
      layers.append("@GlobalAvgPool(from = \"%s\") Layer g_%s();\n".formatted(map.name, map.name));
      heads.add("g_" + map.name);
    }
    if (heads.size() > 1) {
      layers.append("@Concat(%s) Layer heads();\n".formatted(list(heads)));
    }
    return """
    @Network(input = {3, %d, %d})
    public interface Net extends Classifier {
      %s
      @Dense(5) Layer scores();
    }
    """
        .formatted(height, width, layers);
  }

  private void add() {
    Map from = any();
    switch (random.nextInt(9)) {
      case 0, 1 -> convolution(from);
      case 2 -> same(from, "@%s(value = 3, stride = 1, padding = 1, from = \"%s\")", pooling());
      case 3 -> same(from, "@%s(from = \"%s\")", "ParametricRelu");
      case 4 -> halved(from);
      case 5 -> together(from, "@Add", likes(from), from.channels);
      case 6 -> together(from, "@Multiply", likes(from), from.channels);
      case 7 -> {
        List<Map> parts = sameSize(from);
        together(from, "@Concat", parts, parts.stream().mapToInt(Map::channels).sum());
      }
      default -> {
        if (from.height * from.width <= 30) {
          put(
              "@Upsample(value = 2, from = \"%s\")".formatted(from.name),
              from.channels,
              2 * from.height,
              2 * from.width,
              List.of(from));
        } else {
          convolution(from);
        }
      }
    }
  }

  private void convolution(Map from) {
    int filters = FILTERS.get(random.nextInt(FILTERS.size()));
    int groups = filters % 2 == 0 && from.channels % 2 == 0 && random.nextBoolean() ? 2 : 1;
    if (from.channels > 3 && random.nextInt(4) == 0) {
      filters = from.channels;
      groups = filters;
    }
    int reach = random.nextInt(3);
    put(
        "@Conv(filters = %d, kernel = %d, padding = %d, dilation = %d, groups = %d, from = \"%s\") %s"
            .formatted(
                filters,
                reach == 0 ? 1 : 3,
                reach,
                Math.max(reach, 1),
                groups,
                from.name,
                activation()),
        filters,
        from.height,
        from.width,
        List.of(from));
  }

  private void halved(Map from) {
    if (from.height < 2 || from.width < 2) {
      convolution(from);
      return;
    }
    put(
        "@%s(value = 2, ceil = true, from = \"%s\")".formatted(pooling(), from.name),
        from.channels,
        (from.height + 1) / 2,
        (from.width + 1) / 2,
        List.of(from));
  }

  private void same(Map from, String annotation, String what) {
    put(
        annotation.formatted(what, from.name),
        from.channels,
        from.height,
        from.width,
        List.of(from));
  }

  private void together(Map from, String annotation, List<Map> parts, int channels) {
    if (parts.size() < 2 || channels > 120) {
      convolution(from);
      return;
    }
    String names = list(parts.stream().map(Map::name).toList());
    put(
        "%s(%s) %s".formatted(annotation, names, activation()),
        channels,
        from.height,
        from.width,
        parts);
  }

  private void put(String annotation, int channels, int height, int width, List<Map> read) {
    Map map = new Map("l" + maps.size(), channels, height, width);
    layers.append("%s Layer %s();\n".formatted(annotation, map.name));
    maps.add(map);
    unread.removeAll(read);
    unread.add(map);
  }

  private List<Map> likes(Map map) {
    return some(map, maps.stream().filter(map::isLike).toList());
  }

  private List<Map> sameSize(Map map) {
    return some(map, maps.stream().filter(map::isAsLargeAs).toList());
  }

  /** The map and up to two others, each once. */
  private List<Map> some(Map map, List<Map> others) {
    List<Map> some = new ArrayList<>(List.of(map));
    for (int i = 0; i < 2; i++) {
      Map other = others.get(random.nextInt(others.size()));
      if (!some.contains(other)) {
        some.add(random.nextInt(some.size() + 1), other);
      }
    }
    return some;
  }

  private Map any() {
    return maps.get(random.nextInt(maps.size()));
  }

  private String activation() {
    return ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
  }

  private String pooling() {
    return random.nextBoolean() ? "MaxPool" : "AvgPool";
  }

  private static String list(List<String> names) {
    return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ", "{", "}"));
  }
}
