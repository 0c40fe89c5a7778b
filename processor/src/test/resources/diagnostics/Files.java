package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Interfaces of files, which cannot be found or are not needed to see what is wrong. */
class Files {

  // ERROR [LATHE-500] Files.Nowhere: there is no file nowhere.onnx beside the source, nor in the
  //   resources of diagnostics. Put it there, or let the name begin with a slash for the resources'
  //   root.
  // AT "nowhere.onnx"
  @Onnx("nowhere.onnx")
  interface Nowhere extends Classifier {}

  @Onnx("layers.onnx")
  interface Layered extends Classifier {
    // ERROR [LATHE-510] Files.Layered: output is a layer of an interface whose layers are those of
    // a
    //   file. Remove it, or use @Network instead of @Onnx.
    // AT output
    @Dense(10) Layer output();
  }

  @Network(input = {1, 8, 8})
  // ERROR [LATHE-511] Files.Both: the interface has both @Network and @Onnx. Remove one of the two
  //   annotations.
  // AT @Onnx
  @Onnx("both.onnx")
  interface Both extends Classifier {}

  // ERROR [LATHE-512] Files.Extents: @Onnx input has the extent 0. Use 1 or more.
  // AT 0,
  @Onnx(value = "extents.onnx", input = {1, 0, 8})
  interface Extents extends Classifier {}

  // ERROR [LATHE-501] Files.Damaged: damaged.onnx cannot be read: it has no graph: no ONNX file.
  //   Export it again, as a single file with its weights.
  // AT "damaged.onnx"
  @Onnx("damaged.onnx")
  interface Damaged extends Classifier {}

  // ERROR [LATHE-502] Files.Newer: the file is written for opset 99; known are 1 to 27. Export it for
  //   an opset that is known, or convert it with onnx.version_converter.
  // AT "newer.onnx")
  @Onnx("newer.onnx")
  interface Newer extends Classifier {}

  // ERROR [LATHE-503] Files.Unknown: the node words uses the operator StringNormalizer, which is not
  //   translated. Export the model without it.
  // AT "operators.onnx")
  // ERROR [LATHE-503] Files.Unknown: the node spell uses the operator Magic of com.example, which is not
  //   translated. Export the model without it.
  // AT "operators.onnx")
  @Onnx("operators.onnx")
  interface Unknown extends Classifier {}

  // ERROR [LATHE-541] Files.Mirrored: the node frame (Pad) is invalid: mode mirror. Mend what wrote the file; onnx.checker and the
  //   operator's page in ONNX's documentation help.
  // AT "attributes.onnx")
  @Onnx("attributes.onnx")
  interface Mirrored extends Classifier {}

  // ERROR [LATHE-541] Files.Turned: the node turned (LSTM) is invalid: the direction "sideways". Mend what wrote the file; onnx.checker and the
  //   operator's page in ONNX's documentation help.
  // AT "turned.onnx")
  // ERROR [LATHE-541] Files.Turned: the node short (LSTM) is invalid: biases 1x7, not 1x8. Mend what wrote the file; onnx.checker and the
  //   operator's page in ONNX's documentation help.
  // AT "turned.onnx")
  // ERROR [LATHE-541] Files.Turned: the node moved (BitShift) is invalid: the direction "UP", and it is
  //   LEFT or RIGHT. Mend what wrote the file; onnx.checker and the
  //   operator's page in ONNX's documentation help.
  // AT "turned.onnx")
  @Onnx("turned.onnx")
  interface Turned extends Classifier {}

  // ERROR [LATHE-504] Files.Bits: the node masked (BitwiseAnd) asks for what is not translated: a number
  //   beyond 2^24 in mask. Export the model without it.
  // AT "bits.onnx")
  // ERROR [LATHE-504] Files.Bits: the node inverted (BitwiseNot) asks for what is not translated: uint32,
  //   whose complements are beyond 2^24. Export the model without it.
  // AT "bits.onnx")
  @Onnx("bits.onnx")
  interface Bits extends Classifier {}

  // ERROR [LATHE-540] Files.Lacking: the node pooled (MaxPool) lacks the attribute kernel_shape, which its
  //   operator needs. Export the file again, for one opset throughout.
  // AT "absent.onnx")
  // ERROR [LATHE-540] Files.Lacking: the node sum (Add) lacks input number 2, which its operator needs.
  //   Export the file again, for one opset throughout.
  // AT "absent.onnx")
  // ERROR [LATHE-540] Files.Lacking: the node bare (Unsqueeze) lacks the attribute axes, which its
  //   operator needs. Export the file again, for one opset throughout.
  // AT "absent.onnx")
  // ERROR [LATHE-540] Files.Lacking: the node cast (Cast) lacks the attribute to, which its operator needs.
  //   Export the file again, for one opset throughout.
  // AT "absent.onnx")
  @Onnx("absent.onnx")
  interface Lacking extends Classifier {}

  // ERROR [LATHE-505] Files.Unfit: the operands of the node biased (Add) do not fit together: the shapes
  //   [1x4, 3] do not broadcast, of x float 1x4, b float 3. Check the shape of the input, and that the file is whole.
  // AT "shapes.onnx")
  @Onnx("shapes.onnx")
  interface Unfit extends Classifier {}

  // ERROR [LATHE-542] Files.Cyclic: the graph is invalid at y: the nodes third (Tanh) and fourth (Gloo) both
  //   give it. Mend what wrote the file, so that every name has one value, and nodes come in order.
  // AT "cycle.onnx")
  // ERROR [LATHE-542] Files.Cyclic: the graph is invalid at second: the nodes second (Relu), first (Add)
  //   need each other's values, a cycle. Mend what wrote the file, so that every name has one value, and
  //   nodes come in order.
  // AT "cycle.onnx")
  // ERROR [LATHE-503] Files.Cyclic: the node fourth uses the operator Gloo, which is not translated. Export
  //   the model without it.
  // AT "cycle.onnx")
  @Onnx("cycle.onnx")
  interface Cyclic extends Classifier {}

  // ERROR [LATHE-506] Files.Late: the node square (Reshape) needs the value of size while it is compiled.
  //   Export the model with constant shapes.
  // AT "values.onnx")
  @Onnx("values.onnx")
  interface Late extends Classifier {}

  // ERROR [LATHE-506] Files.Endless: the node rows (Loop) needs the value of more while it is compiled.
  //   Export the model with constant shapes.
  // AT "loops.onnx")
  // ERROR [LATHE-504] Files.Endless: the node beyond (SequenceAt) asks for what is not translated: the place
  //   2 of a sequence of 2. Export the model without it.
  // AT "loops.onnx")
  // ERROR [LATHE-504] Files.Endless: the node bent (Relu) asks for what is not translated: a sequence of 2
  //   where one value is needed. Export the model without it.
  // AT "loops.onnx")
  // ERROR [LATHE-504] Files.Endless: the node short (Scan) asks for what is not translated: a body of 2
  //   inputs and 1 outputs, got one of 1 and 1. Export the model without it.
  // AT "loops.onnx")
  @Onnx("loops.onnx")
  interface Endless extends Classifier {}

  // ERROR [LATHE-560] Files.Counted: how much the node kept (NonMaxSuppression) gives depends on the value of
  //   boxes, which is not known while it is compiled. Export the model without it, and do what it does behind
  //   the network.
  // AT "found.onnx")
  // ERROR [LATHE-560] Files.Counted: how much the node kinds (Unique) gives depends on the value of x, which
  //   is not known while it is compiled. Export the model without it, and do what it does behind the network.
  // AT "found.onnx")
  @Onnx("found.onnx")
  interface Counted extends Classifier {}

  // ERROR [LATHE-507] Files.Open: the file leaves the extent of the input x open: axis 2, named width. Give
  //   @Onnx input, the shape of one image, or the extent in dimensions.
  // AT "free.onnx")
  @Onnx("free.onnx")
  interface Open extends Classifier {}

  // ERROR [LATHE-519] Files.Misnamed: no input of the file leaves a dimension wide open, only n, width.
  //   Use one of its names.
  // AT "free.onnx"
  @Onnx(value = "free.onnx", dimensions = {@Onnx.Dimension(name = "width", extent = 8),
      @Onnx.Dimension(name = "wide", extent = 8)})
  interface Misnamed extends Classifier {}

  // ERROR [LATHE-518] Files.Batched: the file's first axis has the extent 4, and if these are images, no
  //   classify tells their scores apart. Give @Onnx input = {3, 8}, the shape of one image, or {4, 3, 8} if
  //   all are one, as the steps of a sequence are.
  // AT "batch.onnx")
  @Onnx("batch.onnx")
  interface Batched extends Classifier {}

  // ERROR [LATHE-518] Files.Trained: the file's first axis has the extent 4, and if these are images, no
  //   loss tells their scores apart. Give @Onnx input = {3, 8}, the shape of one image, or {4, 3, 8} if
  //   all are one, as the steps of a sequence are.
  // AT "batch.onnx")
  @Onnx("batch.onnx")
  @Trainable(loss = Loss.MEAN_SQUARED_ERROR)
  interface Trained {
    float[] run(float[] images);
  }

  // ERROR [LATHE-508] Files.Other: the input x needs the extent 4 along axis 1. Let @Onnx input,
  //   or --input of a command, agree with the file.
  // AT "table.onnx", input = 5)
  @Onnx(value = "table.onnx", input = 5)
  interface Other extends Classifier {}

  // ERROR [LATHE-508] Files.Ranked: the input x needs an input of 1 extent, without the batch axis. Let
  //   @Onnx input, or --input of a command, agree with the file.
  // AT "table.onnx", input = {1, 4})
  @Onnx(value = "table.onnx", input = {1, 4})
  interface Ranked extends Classifier {}

  // ERROR [LATHE-509] Files.Torn: the graph is not whole: late (Relu) needs its input lost, which nothing
  //   gives. Export the file again.
  // AT "graph.onnx")
  // ERROR [LATHE-509] Files.Torn: the graph is not whole: nothing needs a node that computes it. Export
  //   the file again.
  // AT "graph.onnx")
  @Onnx("graph.onnx")
  interface Torn extends Classifier {}

  // ERROR [LATHE-513] Files.Misspelt: table.onnx stores no tensor tables, which is to be fixed. Do you mean
  //   table?
  // AT "tables")
  @Onnx(value = "table.onnx", fixed = "tables")
  @Trainable
  interface Misspelt extends Classifier {}

  // ERROR [LATHE-514] Files.Laughing: the file asks for more than 50,000 operations. It may be
  //   damaged; else export the network in parts that are smaller.
  // AT "laughs.onnx")
  @Onnx("laughs.onnx")
  interface Laughing extends Classifier {}

  record Found(float[] sum, float[] raw) {}

  record Missed(float[] summ, float[] raw) {}

  @Onnx("ends.onnx")
  interface Ended {
    Found find(float[] left, float[] right);

    // ERROR [LATHE-515] Files.Ended: the entry point miss hands out Missed, and the component "summ" is
    //   no output of the file. Did you mean "sum"?
    // AT miss
    Missed miss(float[] left, float[] right);
  }

  @Onnx("ends.onnx")
  // ERROR [LATHE-516] Files.Marked: @Trainable of names "marks", which is no output of the file. The
  //   outputs are sum, raw.
  // AT "marks"
  @Trainable(of = "marks", loss = Loss.MEAN_SQUARED_ERROR)
  interface Marked extends Classifier {}

  @Onnx("ends.onnx")
  // ERROR [LATHE-517] Files.Left: no loss depends on what the file stores as half. Add a @Trainable of an
  //   output that does, or name them in @Onnx fixed.
  // AT "raw"
  @Trainable(of = "raw", loss = Loss.MEAN_SQUARED_ERROR)
  interface Left extends Classifier {}
}
