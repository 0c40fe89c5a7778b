package dev.lathe.processor.schedule;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.loop.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sum of products over affine accesses: {@code out[..] = sum left[..] right[..]}. Convolutions,
 * transposed convolutions, dense layers and their gradients in data and weight all take this form,
 * so that one schedule and one lowering serve the forward and the backward pass.
 *
 * @param name a Java identifier, unique in its pass
 * @param axes parallel axes first, outermost first, then pooled, then summed ones
 * @param left a feature map
 * @param padded where {@code left} may be read outside
 * @param right a weight or a second feature map; absent where the left side alone is summed
 * @param out the result
 * @param accumulate whether the sum is added to what {@code out} holds: gradients over a batch
 * @param bias the id of a parameter with one element for each channel of the result, or for each
 *     element of it
 * @param addend another value of which an element is added to each sum after the bias
 * @param function of one operand, applied to each sum last
 */
public record Contraction(
    String name,
    List<Axis> axes,
    Access left,
    List<Padded> padded,
    Optional<Access> right,
    Access out,
    boolean accumulate,
    Optional<Integer> bias,
    Optional<Access> addend,
    Optional<Formula> function) {

  /**
   * From here on, five instructions more for each result are less than 2 % of its multiply-adds.
   */
  private static final int SHORT = 256;

  public Contraction {
    axes = List.copyOf(axes);
    padded = List.copyOf(padded);
  }

  public Axis axis(String axisName) {
    return axes.stream().filter(axis -> axis.name().equals(axisName)).findFirst().orElseThrow();
  }

  /** Whether there is an axis of groups of channels. */
  boolean hasGroups() {
    return axes.stream().anyMatch(axis -> axis.name().equals(AxisNames.GROUP));
  }

  public List<Axis> axes(Axis.Role role) {
    return axes.stream().filter(axis -> axis.role() == role).toList();
  }

  /** The same sums of the same form elsewhere: without the names of what they are made of. */
  Contraction geometry() {
    return new Contraction(
        "",
        axes,
        left.geometry(),
        padded,
        right.map(Access::geometry),
        out.geometry(),
        accumulate,
        bias.map(_ -> Access.ANY),
        addend.map(Access::geometry),
        function);
  }

  /** The same sums with a function at the end. */
  Contraction withFunction(Formula formula) {
    return new Contraction(
        name, axes, left, padded, right, out, accumulate, bias, addend, Optional.of(formula));
  }

  /** The same sums, each with an element of another value that lies as the result does. */
  Contraction withAddend() {
    Access access = new Access(Access.ANY, out.coordinates());
    return new Contraction(
        name, axes, left, padded, right, out, accumulate, bias, Optional.of(access), function);
  }

  /**
   * The same sums over other axes.
   *
   * @param all axes
   * @param replaced one that may not be among them
   * @param value what stands in its place
   */
  Contraction summing(List<Axis> all, String replaced, Index value) {
    return new Contraction(
        name,
        all,
        left.with(replaced, value),
        padded,
        right.map(access -> access.with(replaced, value)),
        out,
        accumulate,
        bias,
        addend,
        function);
  }

  /**
   * The same sums for some of the output channels.
   *
   * @param newName its name
   * @param from the first channel
   * @param count how many
   */
  Contraction ofChannels(String newName, int from, int count) {
    Index channel = Index.variable(AxisNames.CHANNEL).plus(from);
    return new Contraction(
        newName,
        axes.stream()
            .map(each -> each.name().equals(AxisNames.CHANNEL) ? each.withExtent(count) : each)
            .toList(),
        left,
        padded,
        right.map(access -> access.with(AxisNames.CHANNEL, channel)),
        out.with(AxisNames.CHANNEL, channel),
        accumulate,
        bias,
        addend.map(access -> access.with(AxisNames.CHANNEL, channel)),
        function);
  }

  /**
   * The same for several images at once. Maps have a place for each image, weights one for all:
   * what is added to them is summed over the images, in their order.
   */
  Contraction over(int images) {
    Axis image =
        new Axis(AxisNames.IMAGE, accumulate ? Axis.Role.SUMMED : Axis.Role.PARALLEL, images);
    List<Axis> all = new ArrayList<>(axes(Axis.Role.PARALLEL));
    if (accumulate) {
      all.addAll(axes(Axis.Role.POOLED));
      all.add(image);
    } else {
      all.add(image);
      all.addAll(axes(Axis.Role.POOLED));
    }
    all.addAll(axes(Axis.Role.SUMMED));
    return new Contraction(
        name + "Of" + images,
        all,
        left.ofImages(),
        padded,
        accumulate ? right.map(Access::ofImages) : right,
        accumulate ? out : out.ofImages(),
        accumulate,
        bias,
        addend.map(Access::ofImages),
        function);
  }

  /** How many images are computed at once. */
  public int images() {
    return axes.stream()
        .filter(axis -> axis.name().equals(AxisNames.IMAGE))
        .mapToInt(Axis::extent)
        .findAny()
        .orElse(1);
  }

  /**
   * Whether products are added one by one to what is there, instead of a sum of them: where each
   * image has one product for each result. So the bits do not depend on how many images are
   * computed at once.
   */
  public boolean continuesSums() {
    return accumulate && summands() == images();
  }

  /** Whether vectors run along products, so that a sum is that of its lanes. */
  public boolean sumsLanes(Tiling tiling) {
    return tiling.lanes() > 1 && axis(tiling.vectorAxis()).role() == Axis.Role.SUMMED;
  }

  /**
   * Whether no two products have the same element of an operand, or of the result: it depends on
   * all axes, and on no two of them in one coordinate, as maps do and weights and results do not.
   */
  boolean usesEachOnce(Access operand) {
    return axes.stream().allMatch(axis -> axis.extent() == 1 || operand.dependsOn(axis.name()));
  }

  /** The number of products summed into one result. */
  public int summands() {
    return axes(Axis.Role.SUMMED).stream().mapToInt(Axis::extent).reduce(1, Sizes::product);
  }

  /** The number of multiply-adds for all images that it computes at once: one, mostly. */
  public long multiplyAdds() {
    return axes.stream().mapToLong(Axis::extent).reduce(1, Math::multiplyExact);
  }

  /**
   * Whether the sums are so short that what is done with each result counts: the kernel of a first
   * layer, say.
   */
  public boolean isShort() {
    return summands() < SHORT;
  }
}
