package dev.lathe.processor.testing;

import dev.lathe.processor.graph.AdaptiveWindows;
import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.SmoothPooling;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.network.LayerOperation;
import dev.lathe.processor.network.Pooling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Random poolings of a map, with every divisor and kind. */
final class RandomPools {
  private final Shape map;
  private final Random random;

  RandomPools(Shape map, Random random) {
    this.map = map;
    this.random = random;
  }

  /** A pooling or trainable subsampling; none where the windows drawn do not fit. */
  Optional<RandomLayer> pool() {
    if (random.nextInt(6) == 0) {
      return Optional.of(adaptivePool());
    }
    Window window = RandomWindows.over(map, random.nextInt(3) == 0, random.nextInt(4) == 0, random);
    if (random.nextBoolean()) {
      List<Integer> zeros = window.kernel().stream().map(_ -> 0).toList();
      window = new Window(window.kernel(), window.kernel(), zeros, zeros, window.dilation());
    }
    if (IntStream.of(window.outputExtents(map.spatial())).anyMatch(extent -> extent < 1)) {
      return Optional.empty();
    }
    boolean averages = random.nextBoolean();
    Window counted = window;
    if (averages && random.nextInt(3) == 0) {
      window = reachingFurther(window);
    }
    Shape output = Shape.map(map.channels(), window.outputExtents(map.spatial()));
    if (hasEmptyWindow(window)) {
      return Optional.empty();
    }
    LayerOperation operation =
        random.nextInt(6) == 0
            ? new LayerOperation.Subsample(window)
            : new LayerOperation.Pool(
                window, averages ? mean(window, counted) : pooling(window.rank()));
    return Optional.of(
        new RandomLayer(operation, output, (long) output.positions() * window.taps()));
  }

  private RandomLayer adaptivePool() {
    List<Integer> extents =
        IntStream.of(map.spatial()).mapToObj(extent -> 1 + random.nextInt(extent + 1)).toList();
    AdaptiveWindows windows = new AdaptiveWindows(extents);
    Pooling pooling =
        random.nextBoolean()
            ? new Pooling.Maximum()
            : new Pooling.Mean(Divisor.cells(extents.size()));
    Shape output = Shape.map(map.channels(), windows.outputExtents(map.spatial()));
    return new RandomLayer(new LayerOperation.Pool(windows, pooling), output, 2L * map.positions());
  }

  /** As in ceil mode: where a last window would begin on the map, it is there. */
  private Window reachingFurther(Window window) {
    List<Integer> after = new ArrayList<>(window.after());
    for (int d = 0; d < window.rank(); d++) {
      int in = map.extent(d + 1);
      int windows = window.outputExtent(d, in);
      int stride = window.stride().get(d);
      int begin = in + window.before().get(d);
      boolean fits = begin + after.get(d) == (windows - 1) * stride + window.span(d);
      if (!fits && windows * stride < begin) {
        after.set(d, windows * stride + window.span(d) - begin);
      }
    }
    return new Window(window.kernel(), window.stride(), window.before(), after, window.dilation());
  }

  /** A mean whose windows may reach beyond the padding that counts. */
  private Pooling mean(Window window, Window counted) {
    boolean ceil = !window.equals(counted);
    if (ceil || random.nextBoolean()) {
      return new Pooling.Mean(new Divisor.Count(counted.before(), counted.after()));
    }
    return new Pooling.Mean(Divisor.cells(window.rank()));
  }

  private Pooling pooling(int rank) {
    return switch (random.nextInt(6)) {
      case 0 -> new Pooling.Mean(Divisor.none());
      case 1 -> new Pooling.Mean(new Divisor.Fixed(3));
      case 2 -> new Pooling.Smooth(new SmoothPooling.LogSumExp(rank, random.nextBoolean()));
      case 3 -> new Pooling.Smooth(new SmoothPooling.Norm(1.5 + random.nextInt(3)));
      default -> new Pooling.Maximum();
    };
  }

  /** Whether some window sees padding only. */
  private boolean hasEmptyWindow(Window window) {
    for (int d = 0; d < window.rank(); d++) {
      int axis = d;
      int in = map.extent(d + 1);
      if (IntStream.range(0, window.outputExtent(d, in))
          .anyMatch(p -> window.cells(axis, p, in).count() == 0)) {
        return true;
      }
    }
    return false;
  }
}
