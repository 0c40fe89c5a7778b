// WITHOUT jdk.incubator.vector
package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

@Network(input = {1, 8, 8})
// WARNING [LATHE-801] VectorModule: the module jdk.incubator.vector is not visible to this
//   compilation, so that only scalar kernels are written, which are many times slower. Add the
//   compiler option --add-modules jdk.incubator.vector.
// AT interface VectorModule
interface VectorModule extends Classifier {
  @Dense(2) Layer output();
}
