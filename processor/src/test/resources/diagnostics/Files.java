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
}
