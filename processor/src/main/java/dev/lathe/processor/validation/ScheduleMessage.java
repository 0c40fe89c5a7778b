package dev.lathe.processor.validation;

/**
 * Everything that there is to say of pinned schedules, tables of them, and the command that makes
 * them. Ids: 6xx.
 */
public enum ScheduleMessage implements Diagnosis {
  PINNED_TEXT(
      600,
      "\"%1$s\" is no schedule: %2$s",
      "Copy the line of the layer's name from the network's summary, with the lanes above it."),
  PINNED_LANES(
      601,
      "@Pinned lanes is %1$d",
      "Use 16, 8 or 4 for vectors of so many floats, 1 for scalars, or 0 for all vectors."),
  PINNED_TWICE(602, "it is pinned twice for lanes = %1$d", "Remove one of them."),
  PINNED_WITHOUT_KERNEL(
      603,
      "it is pinned, and computes no sums of products of its own",
      "Put @Pinned on a convolution, a transposed convolution or a dense layer."),
  PINNED_AXIS(604, "\"%1$s\" names the axis %2$s, which is none of it", "Its axes are %3$s."),
  PINNED_IMPOSSIBLE(
      605,
      "on vectors of %1$d nothing is \"%2$s\": %3$s",
      "Use the like of %4$s, or give the lanes that it is for."),
  PINNED_PRECISION(
      606,
      "Winograd's algorithm, fft and rounded weights are not for networks with precision = %1$s",
      "Remove @Pinned, or the precision."),
  PINNED_WINOGRAD(
      607,
      "on vectors of %1$d \"%2$s\" cannot compute it: %3$s",
      "Pin it to \"direct\", to tiles that can, or give lanes that have it."),
  TABLE_UNREADABLE(610, "the file cannot be read, %1$s", "Check the path."),
  TABLE_LINE(611, "line %1$d: %2$s", "Mend the line or remove it."),

  COMMAND_GEOMETRY(
      612,
      "it is no geometry",
      "Write one like \"conv 64x56x56 -> 64 3x3 stride 1 padding 1 groups 1\" or \"dense 400 ->"
          + " 120\"."),
  COMMAND_NOTHING_TO_TUNE(
      613, "it has no sums of products on vectors of %1$d", "Give other networks, or other lanes."),
  COMMAND_TUNE_FIGURE(614, "it is %1$d", "Use %2$s."),
  COMMAND_TUNE_MEMORY(
      615,
      "its candidates need more memory than a JVM has here",
      "Measure its layers one by one with --geometry, or fewer --candidates."),
  COMMAND_GEOMETRY_FIGURE(
      616, "it has the figure %1$s, which is more than %2$d", "Use a smaller one.");

  private final int number;
  private final String problem;
  private final String remedy;

  ScheduleMessage(int number, String problem, String remedy) {
    this.number = number;
    this.problem = problem;
    this.remedy = remedy;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public String problem() {
    return problem;
  }

  @Override
  public String remedy() {
    return remedy;
  }
}
