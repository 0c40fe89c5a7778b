package dev.lathe.processor.validation;

/**
 * Everything that there is to say of files and by commands. Ids: 500 to 519 and from 540 on the
 * import by {@code @Onnx}, 520 to 539 the commands.
 */
public enum FileMessage implements Diagnosis {
  ONNX_NOT_FOUND(
      500,
      "there is no file %1$s beside the source, nor in the resources of %2$s",
      "Put it there, or let the name begin with a slash for the resources' root."),
  ONNX_DAMAGED(
      501, "%1$s cannot be read: %2$s", "Export it again, as a single file with its weights."),
  ONNX_OPSET(
      502,
      "%1$s is written for %3$s",
      "Export it for an opset that is known, or convert it with onnx.version_converter."),
  ONNX_OPERATOR(
      503,
      "the node %1$s uses the operator %2$s%3$s, which is not translated",
      "Export the model without it."),
  ONNX_NODE(
      504,
      "the node %1$s (%2$s) asks for what is not translated: %3$s",
      "Export the model without it."),
  ONNX_SHAPES(
      505,
      "the operands of the node %1$s (%2$s) do not fit together: %3$s",
      "Check the shape of the input, and that the file is whole."),
  ONNX_UNKNOWN_VALUE(
      506,
      "the node %1$s (%2$s) needs the value of %3$s while it is compiled",
      "Export the model with constant shapes."),
  ONNX_FREE_DIMENSION(
      507,
      "the file leaves the extent of the input %1$s open: %3$s",
      "Give @Onnx input, the shape of one image, or the extent in dimensions."),
  ONNX_INPUT(
      508,
      "the input %1$s needs %3$s",
      "Let @Onnx input, or --input of a command, agree with the file."),
  ONNX_GRAPH(509, "the graph is not whole: %1$s%2$s needs %3$s", "Export the file again."),
  ONNX_LAYER(
      510,
      "%1$s is a layer of an interface whose layers are those of a file",
      "Remove it, or use @Network instead of @Onnx."),
  ONNX_AND_NETWORK(
      511, "the interface has both @Network and @Onnx", "Remove one of the two annotations."),
  ONNX_EXTENT(512, "@Onnx %1$s has the extent %2$d", "Use 1 or more."),
  ONNX_FIXED(513, "%1$s stores no tensor %2$s, which is to be fixed", "%3$s"),
  ONNX_LIMIT(
      514,
      "%1$s asks for %3$s",
      "It may be damaged; else export the network in parts that are smaller."),
  ONNX_NO_OUTPUT(
      515,
      "the entry point %1$s hands out %2$s, and the component \"%3$s\" is no output of the file",
      "%4$s"),
  ONNX_NO_HEAD(516, "@Trainable %1$s names \"%2$s\", which is no output of the file", "%3$s"),
  ONNX_UNTRAINED(
      517,
      "no loss depends on what the file stores as %1$s",
      "Add a @Trainable of an output that does, or name them in @Onnx fixed."),
  ONNX_BATCH(
      518,
      "the file's first axis has the extent %1$d, and if these are images, no %2$s tells their"
          + " scores apart",
      "Give @Onnx input = {%3$s}, the shape of one image, or {%1$d, %3$s} if all are one, as the"
          + " steps of a sequence are."),
  ONNX_DIMENSION(
      519, "no input of the file leaves a dimension %1$s open%3$s", "Use one of its names."),

  COMMAND_NO_COMPILER(
      520, "there is no Java compiler to read it with", "Run the command with a whole JDK."),
  COMMAND_NO_FILE(521, "there is no such file, or it is a folder", "Check the path."),
  COMMAND_NO_NETWORK(
      522,
      "there is no interface of this name with @Network or @Onnx",
      "Give its qualified name and --class-path, or the path of its source."),
  COMMAND_SEVERAL_NETWORKS(
      523, "it holds several networks, %1$s", "Add # and the simple name of one of them."),
  COMMAND_NO_WEIGHTS(
      524,
      "the network is given without weights",
      "Name a file in the safetensors format behind it."),
  COMMAND_WEIGHT_MISSING(
      525,
      "the network has this tensor, %1$s, and %2$s has not",
      "Give the weights of this very network."),
  COMMAND_WEIGHT_SHAPE(
      526, "it is %2$s in %1$s, and %3$s in the network", "Give the weights of this very network."),
  COMMAND_WEIGHT_SUPERFLUOUS(
      527,
      "%1$s has this tensor, and the network has not",
      "Give the weights of this very network."),
  COMMAND_NOT_EXPORTED(528, "no operator of ONNX says %1$s", "Put another layer into its place."),
  COMMAND_NOT_WRITTEN(529, "it cannot be written, %1$s", "Choose another place."),

  COMMAND_NOT_SAID(
      530,
      "no annotation says %1$s",
      "Let @Onnx read the file instead, which takes nodes of every kind that is translated."),
  COMMAND_DAMAGED(
      531, "it cannot be read: %1$s", "Check it, or export it again, as a single file."),
  COMMAND_FILE_EXISTS(
      532, "there is such a file already", "Choose another name, or add --force to replace it."),
  COMMAND_NAME(533, "it is no name for %1$s in Java", "Choose another name."),
  COMMAND_SAME_FILE(
      534,
      "it would be written over a file that is read or written besides",
      "Choose another file."),
  COMMAND_IS_ONNX(
      535,
      "it is an ONNX file already, and export makes such files of interfaces",
      "Let import make an interface of it, or name one whose @Onnx reads it."),

  ONNX_ABSENT(
      540,
      "the node %1$s (%2$s) lacks %3$s, which its operator needs",
      "Export the file again, for one opset throughout."),
  ONNX_INVALID(
      541,
      "the node %1$s (%2$s) is invalid: %3$s",
      "Mend what wrote the file; onnx.checker and the operator's page in ONNX's documentation"
          + " help."),
  ONNX_STRUCTURE(
      542,
      "the graph is invalid at %1$s: %3$s",
      "Mend what wrote the file, so that every name has one value, and nodes come in order."),
  ONNX_OPEN_EXTENT(
      560,
      "how much the node %1$s (%2$s) gives depends on the value of %3$s, which is not known while"
          + " it is compiled",
      "Export the model without it, and do what it does behind the network.");

  private final int number;
  private final String problem;
  private final String remedy;

  FileMessage(int number, String problem, String remedy) {
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
