package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.loop.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The channels of a convolution as axes of a contraction, and its weights along them.
 *
 * <p>Groups become an axis of their own. Where a group has fewer maps than a vector has lanes,
 * several groups are folded into one: the contraction then also multiplies by the zeros between
 * maps of different groups, which costs less than leaving lanes idle. Tables are computed in the
 * same way, as full connections with zeros. The zeros exist in packed weights only.
 */
final class Channels {
  private final Connections connections;
  private final int fold;
  private final int groups;
  private final int outputs;
  private final int inputs;

  /**
   * Spreads channels over axes.
   *
   * @param outputs the number of output maps of the convolution
   * @param inputs the number of its input maps
   * @param fold how many groups are computed as one
   */
  Channels(Connections connections, int outputs, int inputs, int fold) {
    this.connections = connections;
    this.fold = fold;
    this.groups = connections instanceof Connections.Groups(int count) ? count / fold : 1;
    this.outputs = outputs / groups;
    this.inputs = inputs / groups;
  }

  /** The axis of groups, if there are several. */
  List<Axis> groupAxis() {
    return groups == 1 ? List.of() : List.of(new Axis(AxisNames.GROUP, Axis.Role.PARALLEL, groups));
  }

  /** The number of output maps of a group. */
  int outputs() {
    return outputs;
  }

  /** The number of input maps of a group. */
  int inputs() {
    return inputs;
  }

  /** The output map at a step of the given axis. */
  Index output(String axis) {
    return inGroup(axis, outputs);
  }

  /** The input map at a step of the given axis. */
  Index input(String axis) {
    return inGroup(axis, inputs);
  }

  private Index inGroup(String axis, int size) {
    Index map = Index.variable(axis);
    return groups == 1 ? map : map.plus(AxisNames.GROUP, size);
  }

  /**
   * The weights between the maps at the steps of two axes.
   *
   * @param weight a parameter, or the gradient of one
   * @param positions the output's position, by which untied weights differ
   * @param taps one coordinate for each axis of the kernel
   */
  Access weight(
      Node weight, String outputAxis, String inputAxis, List<Index> positions, List<Index> taps) {
    List<Index> coordinates = new ArrayList<>();
    if (connections instanceof Connections.Untied) {
      coordinates.addAll(positions);
    }
    coordinates.add(output(outputAxis));
    coordinates.add(Index.variable(inputAxis));
    coordinates.addAll(taps);
    Optional<List<StoredBlock>> blocks =
        switch (connections) {
          case Connections.Groups _ ->
              fold == 1
                  ? Optional.empty()
                  : Optional.of(groupBlocks(weight, outputAxis, inputAxis, taps));
          case Connections.Table table ->
              Optional.of(tableBlocks(table, weight, outputAxis, inputAxis, taps));
          case Connections.Untied() -> Optional.empty();
        };
    return new Access(weight.id(), coordinates, blocks);
  }

  private List<StoredBlock> groupBlocks(
      Node weight, String outputAxis, String inputAxis, List<Index> taps) {
    List<StoredBlock> blocks = new ArrayList<>();
    int[] strides = weight.shape().strides();
    int outputsOfGroup = outputs / fold;
    int inputsOfGroup = inputs / fold;
    for (int group = 0; group < fold; group++) {
      Index stored =
          output(outputAxis)
              .times(strides[0])
              .plus(Index.variable(inputAxis).plus(-group * inputsOfGroup).times(strides[1]))
              .plus(tap(taps, strides, 2));
      blocks.add(
          StoredBlock.whole(stored)
              .limited(outputAxis, group * outputsOfGroup, (group + 1) * outputsOfGroup)
              .limited(inputAxis, group * inputsOfGroup, (group + 1) * inputsOfGroup));
    }
    return blocks;
  }

  /** A block for each run of neighbouring input maps in a row. */
  private static List<StoredBlock> tableBlocks(
      Connections.Table table, Node weight, String outputAxis, String inputAxis, List<Index> taps) {
    List<StoredBlock> blocks = new ArrayList<>();
    int[] strides = weight.shape().strides();
    int kernel = 0;
    for (int o = 0; o < table.rows().size(); o++) {
      List<Integer> row = table.rows().get(o);
      int begin = 0;
      for (int end = 1; end <= row.size(); end++) {
        if (end < row.size() && row.get(end) == row.get(end - 1) + 1) {
          continue;
        }
        int first = row.get(begin);
        Index stored =
            Index.variable(inputAxis)
                .plus(kernel + begin - first)
                .times(strides[0])
                .plus(tap(taps, strides, 1));
        blocks.add(
            StoredBlock.whole(stored)
                .limited(outputAxis, o, o + 1)
                .limited(inputAxis, first, first + end - begin));
        begin = end;
      }
      kernel += row.size();
    }
    return blocks;
  }

  private static Index tap(List<Index> taps, int[] strides, int first) {
    Index index = Index.of(0);
    for (int d = 0; d < taps.size(); d++) {
      index = index.plus(taps.get(d).times(strides[first + d]));
    }
    return index;
  }
}
