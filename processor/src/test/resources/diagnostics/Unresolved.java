package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Annotations whose names nothing has, which javac reports first. */
class Unresolved {

  @Network(input = {1, 28, 28})
  // ERROR [LATHE-007] Misspelt: the interface refers to what cannot be resolved (@ReLU6s, @Dens), so
  //   nothing is written for it. Mend the compiler's other errors first. Did you mean @Relu6, @Dense?
  // AT interface
  interface Misspelt extends Classifier {
    // ERROR cannot find symbol symbol: class ReLU6s location: interface diagnostics.Unresolved.Misspelt
    // AT ReLU6s
    @Conv(filters = 6, kernel = 5) @ReLU6s Layer c1();

    // ERROR cannot find symbol symbol: class Dens location: interface diagnostics.Unresolved.Misspelt
    // AT Dens
    @Dens(10) Layer output();
  }
}
