package dev.lathe.processor.validation;

import javax.tools.Diagnostic.Kind;

/**
 * Everything that the processor has to say to a user of annotations; {@link FileMessage} has what
 * it says of files, {@link ScheduleMessage} what it says of schedules.
 *
 * <p>Ids: 0xx the interface, 1xx shapes and figures, 2xx layers and how they are joined, 3xx entry
 * points, 4xx training, 8xx warnings about the surroundings, 9xx the processor itself.
 */
public enum Message implements Diagnosis {
  NOT_AN_INTERFACE(
      1,
      "@Network stands on %1$s",
      "Declare an interface: Lathe writes the class that implements it."),
  PRIVATE_TYPE(
      2, "%1$s is private, so the generated class cannot see it", "Remove \"private\" from %1$s."),
  GENERIC_INTERFACE(
      3, "the interface has type parameters, <%1$s>", "Remove them: a network's types are fixed."),
  SEALED_INTERFACE(
      4,
      "the interface is sealed, so the generated class may not implement it",
      "Remove \"sealed\" and \"permits\"."),
  GENERATED_NAME_TAKEN(
      5,
      "the class %1$s, which is to be written for the interface, exists already",
      "Rename that class or the interface."),
  GENERATED_NAME_SHARED(
      6,
      "the class %1$s is to be written for the interface, and for %2$s as well",
      "Rename one of the two interfaces."),
  UNRESOLVED(
      7,
      "the interface refers to what cannot be resolved%1$s, so nothing is written for it",
      "Mend the compiler's other errors first.%2$s"),
  RUNTIME_MISSING(
      8,
      "the class %1$s is not on the class path, and generated code needs it",
      "Add the module lathe-runtime to the dependencies."),
  STRAY_ANNOTATION(
      9,
      "@%1$s stands on a method of %2$s, which is not a @Network",
      "Put @Network on the interface, or remove @%1$s."),
  TRAINABLE_WITHOUT_NETWORK(
      10, "@Trainable stands on a type that is not a @Network", "Add @Network, or remove it."),
  RESERVED_METHOD(
      11,
      "%1$s is a method of %2$s already, which the generated class extends",
      "Choose another name."),

  INPUT_ENTRIES(
      101, "%1$s has %2$s", "Give the shape of one image: {C}, {C, W}, {C, H, W} or {C, D, H, W}."),
  INPUT_EXTENT(102, "%1$s has the extent %2$d", "Use 1 or more."),
  TOO_LARGE(
      103,
      "the %1$s %2$s has %3$,d elements, and an array holds at most %4$,d",
      "Make it smaller: by a smaller input or kernel, fewer filters, a stride or a pool before"
          + " it."),
  KERNEL_TOO_LARGE(
      104,
      "the %1$s %2$s is larger than the padded input %3$s",
      "Use a %1$s of at most %4$s, or add padding.%5$s"),
  DILATED_KERNEL_TOO_LARGE(
      105,
      "the kernel %1$s, spread to %2$s by its dilation, is larger than the padded input %3$s",
      "Use a kernel of at most %4$s, or a smaller dilation, or add padding.%5$s"),
  NOT_POSITIVE(106, "@%1$s %2$s is %3$d", "Use 1 or more."),
  NEGATIVE(107, "@%1$s %2$s is %3$d", "Use 0 or more."),
  ENTRIES(
      108,
      "@%1$s %2$s has %3$s, and the input %4$s has %5$s",
      "Give 1 entry for all axes, or one an axis%6$s."),
  NO_SPATIAL_AXES(
      109,
      "@%1$s slides over spatial axes, and the input %2$s has none",
      "Use @Dense, or give @Network input a width, as in {1, 32} or {1, 32, 32}."),
  OUTPUT_PADDING_TOO_LARGE(
      110,
      "@TransposedConv outputPadding %1$d is smaller than neither the stride %2$d nor the "
          + "dilation %3$d",
      "Use at most %4$d."),
  EMPTY_OUTPUT(
      111,
      "the padding cuts the output of the input %1$s down to %2$s",
      "Use less padding, or a larger kernel."),
  EMPTY_WINDOW(
      112,
      "with a padding of %1$d, some %2$s window lies in the padding altogether",
      "Use a padding of at most %3$d."),
  NETWORK_TOO_LARGE(
      113,
      "the values or weights of one image's pass need more than the 2,147,483,647 elements of an "
          + "array",
      "Make the input or the layers smaller."),

  GROUPS(
      120,
      "@%1$s groups is %2$d, which does not divide the %3$d %4$s",
      "Use a common divisor of the number of input maps and that of filters."),
  TABLE_AND_GROUPS(
      121,
      "@Conv has a table and %1$d groups, which both say what maps are connected",
      "Remove one of the two."),
  TABLE_ROWS(
      122,
      "@Conv table has %1$d rows, and there are %2$d filters",
      "Give one @Maps for each filter."),
  TABLE_ROW_EMPTY(
      123, "row %1$d of @Conv table is empty", "Name the input maps that output map %1$d sees."),
  TABLE_MAP(
      124,
      "@Conv table names the input map %1$d, which the input %2$s has not",
      "Maps are numbered from 0 on."),
  TABLE_MAP_TWICE(
      125, "row %2$d of @Conv table names the input map %1$d twice", "Name each map once."),
  BIAS_PER_UNIT(126, "@%1$s has a biasPerUnit and no bias", "Remove biasPerUnit, or bias = false."),
  EMPTY_DILATED_WINDOW(
      127,
      "with a padding of %1$d, all cells of some dilated %2$s window lie in the padding",
      "Use less padding, or a smaller dilation."),
  PADDING_TWICE(
      128,
      "@Conv padSize %1$s and padding %2$s both say how much padding there is",
      "Remove one of the two."),
  PAD_VALUE_UNUSED(
      129,
      "@Conv padValue %1$s is not used by the padMode %2$s",
      "Remove one of the two, or use PadMode.CONSTANT."),
  BORDER_TOO_WIDE(
      130,
      "a padding of %1$d cells by padMode %2$s is more than an axis of %3$d has to give",
      "Use a padding of at most %4$d, or another mode."),
  SHAPES_DIFFER(
      140,
      "@%1$s reads %2$s, %3$s, and %4$s, %5$s",
      "Bring both to one shape: strides and paddings set the extents, the filters of a 1x1 "
          + "convolution the channels."),
  EXTENTS_DIFFER(
      141,
      "@%1$s puts %2$s, %3$s, and %4$s, %5$s, behind each other along %6$s, and their other "
          + "extents differ",
      "Bring these to one size, by padding, stride, @Slice or pooling."),
  NO_SUCH_AXIS(
      142,
      "@%1$s works along the axis %2$s, and the shape %3$s has none",
      "Name one of its axes: CHANNELS, then from behind WIDTH, HEIGHT and DEPTH."),
  SLICE_ORDER(
      143,
      "@Slice begins at %1$d and ends before %2$d",
      "Begin at 0 or more, and end behind the beginning."),
  SLICE_RANGE(
      144,
      "@Slice ends before %1$d, and the input %2$s has %3$d along that axis",
      "End at most at %3$d."),
  RESHAPE_SIZE(
      145,
      "@Reshape to %1$s makes %2$,d elements, and the input %3$s has %4$,d",
      "Give extents whose product is that of the input's."),
  RESHAPE_ENTRIES(146, "@Reshape has %1$s", "Give {C}, {C, W}, {C, H, W} or {C, D, H, W}."),
  RANKS_DIFFER(
      147,
      "@%1$s reads %2$s, %3$s, and %4$s, %5$s, which have different numbers of axes",
      "Give both as many with @Reshape: a figure a map is {C, 1, 1}."),
  NOT_BROADCAST(
      148,
      "@%1$s reads %2$s, %3$s, and %4$s, %5$s, which can be stretched along no axis to one shape",
      "Along each axis both extents are equal, or one of them is 1."),
  OUT_OF_RANGE(150, "@%1$s %2$s is %3$s", "Use %4$s."),
  NOT_NUMBERS(
      151,
      "@Embedding reads one number a cell, and the input %1$s has several channels",
      "Give the numbers as {T} or {1, T}."),
  NOT_DIVISIBLE(
      160,
      "@%1$s needs %2$s that %3$d divides, and the input %4$s has %5$d",
      "Change the figure, or the layer before."),
  PADDING_BEYOND_MAP(
      161,
      "@%1$s adds %2$d cells to an axis of %3$d by the mode %4$s, which has at most %5$d to give",
      "Add fewer cells, or use another mode."),
  CROPPED_AWAY(
      162,
      "@%1$s cuts all %2$d cells of an axis off",
      "Cut off fewer: a negative figure is how many."),
  WINDOW_WEIGHTS(
      163,
      "@%1$s weights has %2$s, and the window %3$s has %4$d cells",
      "Give a weight for each cell, or none for a Gaussian."),
  TOO_MANY_KEPT(
      180,
      "@%1$s keeps %2$d elements of a row, and the input %3$s has rows of %4$d",
      "Keep at most %4$d; a convolution with PadSize.FULL makes rows longer."),
  POSITIONS_DIFFER(
      181,
      "@MaxUnpool reads %1$s, and the positions %2$s are %3$s",
      "Name the @MaxPoolPositions of the pooling that made the value's shape."),
  POSITIONS_TOO_MANY(
      182,
      "the maps of %1$s have %2$,d cells, and a float tells only %3$,d positions apart",
      "Pool smaller maps."),
  GENERATED_SIZE(
      183,
      "@%1$s has %2$,d weights (%3$s), and %4$s gives %5$s, which are %6$,d",
      "Let it give as many."),
  FLAT_TRANSFORMS(
      184,
      "@InvariantConv turns filters of two axes, and the input is %1$s",
      "Use @Conv, or an input of {C, H, W}."),
  SQUARE_FILTERS(
      185,
      "@InvariantConv turns filters by 90 degrees, and the kernel %1$s is not square",
      "Use a square kernel."),
  NO_LAYERS(
      201,
      "the network has no layers, so that nothing gives the scores",
      "Declare them, such as @Dense(10) Layer output();"),
  NO_OPERATION(
      202,
      "no annotation says what the layer computes",
      "Add one, such as @Conv, @MaxPool, @Dense or @Relu."),
  NOT_A_LAYER(203, "@%1$s stands on a method that returns %2$s", "Return dev.lathe.runtime.Layer."),
  LAYER_SIGNATURE(204, "a layer method has %1$s", "Declare it as Layer %2$s();"),
  LAYER_WITH_BODY(
      205,
      "@%1$s stands on a method with a body",
      "Remove the body: Lathe writes it. Or remove the annotation."),
  TWO_OPERATIONS(
      206, "the layer carries both @%1$s and @%2$s", "Declare a second layer for @%2$s."),
  TWO_ACTIVATIONS(
      207, "the layer carries both @%1$s and @%2$s", "Declare a second layer for @%2$s."),
  DUPLICATE_LAYER(
      208, "a layer of this name exists already%1$s", "Give every layer a name of its own."),
  INHERITED_LAYERS(
      209,
      "the interface inherits layers from %1$s (%2$s), and their place in the order is not known",
      "Declare them in the interface itself, where they belong."),
  UNKNOWN_LAYER(210, "no layer is named \"%1$s\"", "%2$s"),
  LATER_LAYER(
      211,
      "from names \"%1$s\", %2$s",
      "A layer reads layers declared before it: reorder the methods, or name another."),
  UNUSED_LAYER(
      212,
      "no layer reads this one, and it is not the last, which gives the scores",
      "Remove it, or name it in the from of a later layer."),
  FROM_ON_ACTIVATION(
      213, "@%1$s has a from, and reads the value of @%2$s beside it", "Put the from into @%2$s."),
  NOTHING_NAMED(
      220,
      "@%1$s names no layer",
      "Name the layers to read; one name alone is read beside the layer before."),
  BLOCK_BODIES(
      230,
      "the block holds %1$s",
      "Nest one interface in the annotation type: its methods are the block's layers."),
  PARAMETER_TYPE(231, "the block's element %1$s is of type %2$s", "It must be %3$s."),
  PARAMETER_WITHOUT_CONSTANT(
      232,
      "no constant stands for the parameter %1$s in the block's layers",
      "Declare int %2$s = Parameter.A; with a letter of its own."),
  CONSTANT_WITHOUT_ELEMENT(233, "the constant %1$s stands for no element of the block", "%2$s"),
  SHARED_PARAMETER(
      234,
      "the constants %1$s and %2$s are declared by the same letter of Parameter",
      "Give each a letter of its own."),
  CONSTANT_NOT_A_PARAMETER(
      235,
      "the constant %1$s is a number, and does not stand for the parameter %2$s",
      "Declare int %1$s = Parameter.A; with a letter of its own. A default belongs to the"
          + " element."),
  MALFORMED_BLOCK(
      236, "something is wrong with the block @%1$s itself", "Mend its own errors first."),
  RECURSIVE_BLOCK(
      237, "the block @%1$s stands in itself: %2$s", "Use repeat, or layers, or another block."),
  TOO_MANY_LAYERS(
      238, "with @%1$s the network has more than %2$,d layers", "Use a smaller repeat."),
  UNREADABLE_FIGURE(
      239,
      "@%1$s %2$s is neither a figure nor made of the block's parameters in a way that can be read",
      "Use numbers below 1,048,576, constants of the block around it, k * P, P / k, P + n, P - n, "
          + "or k * P + m * Q."),
  BLOCK_BESIDE(
      240, "the layer carries both the block @%1$s and @%2$s", "Declare a second layer for @%2$s."),
  NO_SUCH_HEAD(250, "@Trainable %1$s names \"%2$s\", which is no layer of the interface", "%3$s"),
  HEAD_TWICE(
      251,
      "two annotations @Trainable are of the layer \"%1$s\"",
      "Give each head one loss, and name it in \"of\"."),
  NO_SUCH_TARGET(
      252,
      "@Trainable targetOf names \"%1$s\", which no annotation before it is of",
      "Name the head whose target is shared, and put its annotation before this one."),
  TARGET_SHAPE(
      253,
      "@Trainable of \"%1$s\", %2$s, shares the target of \"%3$s\", %4$s",
      "Heads that share a target have one shape."),
  HEAD_WEIGHT(254, "@Trainable weight is %1$s", "Use a finite number more than 0."),
  UNTRAINED_LAYER(
      255,
      "the layer has weights, but no loss depends on it",
      "Add a @Trainable whose \"of\" is a layer behind it, or remove it."),
  NO_SUCH_OUTPUT(
      256,
      "the entry point %1$s hands out %2$s, and the component \"%3$s\" is no layer of the"
          + " interface",
      "%4$s"),
  OUTPUT_TYPE(
      257,
      "the entry point %1$s hands out %2$s, whose component %3$s is of the type %4$s",
      "Make it a float[]: the values of the layer of its name."),
  INPUT_IN_BLOCK(
      258,
      "@Input stands in a block",
      "Declare it in the network, and name it where the block is used."),
  UNPOOLED_SIZE(
      280,
      "@MaxUnpool makes maps of %1$s, and the positions %2$s are those of cells of %3$s",
      "Use {%4$s}, the extents that were pooled."),
  NOT_FINITE(281, "@%1$s %2$s is %3$s", "Use a finite number, as a float can hold it."),
  EMPTY_BLOCK(
      282,
      "the block has no layers, so that it has no value",
      "Declare them in its interface, such as @Relu Layer output();"),

  NO_ENTRY_POINT(
      301,
      "no method takes an image",
      "Extend dev.lathe.runtime.Classifier, or declare float[] scores(float[] image);"),
  ENTRY_POINT_SIGNATURE(
      302,
      "%1$s is neither a layer nor a supported entry point",
      "Supported are float[] m(float[] image), void m(float[] image, float[] scores), int m(float[]"
          + " image) and void m(float[] images, int count, float[] scores); several inputs are an"
          + " array each, several outputs a record of float[]."),

  CROSS_ENTROPY_CLASSES(
      401,
      "cross-entropy compares classes, and the output %1$s has 1 channel",
      "Give the last layer a channel a class, at least 2, or use Loss.MEAN_SQUARED_ERROR."),
  LOSS_ELEMENT(402, "@Trainable %1$s is nothing that Loss.%2$s has", "Remove it."),
  LOSS_FIGURE(403, "@Trainable %1$s is %2$s", "Use %3$s."),
  CLASS_WEIGHTS(
      404,
      "there are %1$d classWeights, and %2$d classes, which are the output's channels",
      "Give one a class, in their order."),

  VECTOR_MODULE_NOT_VISIBLE(
      801,
      Kind.WARNING,
      "the module jdk.incubator.vector is not visible to this compilation, so that only scalar "
          + "kernels are written, which are many times slower",
      "Add the compiler option --add-modules jdk.incubator.vector."),
  UNKNOWN_OPTION_VALUE(
      802, Kind.WARNING, "the value %1$s is not known and does nothing", "Known are %2$s."),

  CRASH(
      901,
      "the processor crashed with %1$s",
      "This is Lathe's mistake, not yours: please report it, with the interface and this message.");

  private final int number;
  private final Kind kind;
  private final String problem;
  private final String remedy;

  Message(int number, String problem, String remedy) {
    this(number, Kind.ERROR, problem, remedy);
  }

  Message(int number, Kind kind, String problem, String remedy) {
    this.number = number;
    this.kind = kind;
    this.problem = problem;
    this.remedy = remedy;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public Kind kind() {
    return kind;
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
