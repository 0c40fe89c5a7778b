package dev.lathe.processor.lowering;

import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Exchange;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.IndexRewrite;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.KernelCall;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.loop.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lets one kernel stand for all that do the same elsewhere: with the same text but for the
 * constants of their indices. Those become offsets that each call gives. A residual network of
 * fifty layers has a dozen of geometries; its classes would be several times as large, and HotSpot
 * would have as much more to compile.
 *
 * <p>Only the text is compared, after everything has been decided: whatever the stages before do,
 * what is equal is shared, and what is not equal is left alone.
 */
final class SharedKernels {
  /** More offsets than this would mean that the kernels have little in common. */
  private static final int MOST_OFFSETS = 8;

  private SharedKernels() {}

  /** What kernels have in common: their text with every constant taken out of its indices. */
  private record Text(List<Buffer> buffers, List<Statement> body) {}

  /** A kernel and the constants of its indices, in the order of the text. */
  private record Instance(Kernel kernel, List<String> uses, List<Integer> constants) {}

  /** The program that runs {@code kernels} once each, in this order. */
  static Program apply(String name, int lanes, List<Kernel> kernels, List<Exchange> exchanges) {
    Map<Text, List<Instance>> byText = new LinkedHashMap<>();
    for (Kernel kernel : kernels) {
      Constants constants = new Constants();
      Text text = new Text(kernel.buffers(), constants.apply(withoutComments(kernel.body())));
      byText
          .computeIfAbsent(text, _ -> new ArrayList<>())
          .add(new Instance(kernel, constants.uses, constants.values));
    }
    List<Kernel> methods = new ArrayList<>();
    Map<String, KernelCall> calls = new HashMap<>();
    for (List<Instance> equal : byText.values()) {
      for (KernelCall call : calls(equal)) {
        if (calls.put(call.name(), call) != null) {
          throw new IllegalArgumentException("two kernels are called " + call.name());
        }
        if (!methods.contains(call.kernel())) {
          methods.add(call.kernel());
        }
      }
    }
    List<KernelCall> inOrder = new ArrayList<>();
    for (Kernel kernel : kernels) {
      KernelCall call = calls.get(kernel.name());
      if (call != null) {
        inOrder.add(call);
      }
    }
    return new Program(name, lanes, methods, inOrder, exchanges);
  }

  private static List<KernelCall> calls(List<Instance> equal) {
    List<Kernel> kernels = equal.stream().map(Instance::kernel).toList();
    Offsets offsets = new Offsets(equal);
    if (equal.size() == 1 || offsets.names.size() > MOST_OFFSETS) {
      return kernels.stream().map(k -> new KernelCall(k.name(), k, List.of())).toList();
    }
    Kernel first = kernels.getFirst();
    List<String> description = new ArrayList<>(first.description());
    description.add(
        kernels.stream()
            .skip(1)
            .map(Kernel::name)
            .collect(Collectors.joining(", ", "Also computes ", ".")));
    Kernel shared =
        new Kernel(
            first.name(),
            description,
            first.buffers(),
            List.copyOf(offsets.names.values()),
            offsets.apply(first.body()));
    List<KernelCall> calls = new ArrayList<>();
    for (int k = 0; k < kernels.size(); k++) {
      calls.add(new KernelCall(kernels.get(k).name(), shared, offsets.arguments(k)));
    }
    return calls;
  }

  /** Comments may name layers. */
  private static List<Statement> withoutComments(List<Statement> statements) {
    List<Statement> others = new ArrayList<>();
    for (Statement statement : statements) {
      switch (statement) {
        case Statement.Loop(var variable, var from, var to, var step, var body) ->
            others.add(new Statement.Loop(variable, from, to, step, withoutComments(body)));
        case Statement.LimitedLoop(var variable, var from, var to, var extent, var body) ->
            others.add(
                new Statement.LimitedLoop(variable, from, to, extent, withoutComments(body)));
        case Statement.Comment _ -> {}
        default -> others.add(statement);
      }
    }
    return others;
  }

  /** Takes the constants out of all indices, and keeps them. */
  private static final class Constants extends IndexRewrite {
    private final List<String> uses = new ArrayList<>();
    private final List<Integer> values = new ArrayList<>();

    @Override
    protected Index rewrite(String use, Index index) {
      uses.add(use);
      values.add(index.constant());
      return new Index(0, index.terms());
    }
  }

  /**
   * Puts offsets into the indices of the first of several kernels. Indices of one buffer that
   * differ by the same number from kernel to kernel have one offset together: they belong to one
   * map.
   */
  private static final class Offsets extends IndexRewrite {
    /**
     * What tells one offset from another: the buffer, and the distance of each kernel's constant.
     */
    private record Distances(String use, List<Integer> fromFirst) {}

    private final List<Instance> instances;
    private final Map<Distances, String> names = new LinkedHashMap<>();

    /** Where in the text each offset is lowest in the first kernel: other indices add to it. */
    private final List<Integer> sites = new ArrayList<>();

    private int site;

    Offsets(List<Instance> instances) {
      this.instances = instances;
      Map<String, Integer> counts = new HashMap<>();
      for (int i = 0; i < instances.getFirst().constants().size(); i++) {
        Distances distances = distances(i);
        boolean differs = distances.fromFirst().stream().anyMatch(distance -> distance != 0);
        if (differs && !names.containsKey(distances)) {
          int count = counts.merge(distances.use(), 1, Integer::sum);
          names.put(distances, distances.use() + "Offset" + (count == 1 ? "" : count));
          sites.add(i);
        } else if (differs && constant(i) < constant(sites.get(place(distances)))) {
          sites.set(place(distances), i);
        }
      }
    }

    private int constant(int site) {
      return instances.getFirst().constants().get(site);
    }

    private int place(Distances distances) {
      return List.copyOf(names.keySet()).indexOf(distances);
    }

    private Distances distances(int i) {
      int first = constant(i);
      return new Distances(
          instances.getFirst().uses().get(i),
          instances.stream().map(each -> each.constants().get(i) - first).toList());
    }

    /** The offsets of one kernel: the constants of the indices that they are lowest in. */
    List<Integer> arguments(int instance) {
      return sites.stream().map(i -> instances.get(instance).constants().get(i)).toList();
    }

    @Override
    protected Index rewrite(String use, Index index) {
      Distances distances = distances(site++);
      String name = names.get(distances);
      if (name == null) {
        return index;
      }
      return index.plus(-constant(sites.get(place(distances)))).plus(name, 1);
    }
  }
}
