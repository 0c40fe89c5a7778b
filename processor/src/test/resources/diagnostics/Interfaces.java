package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** What a network cannot be declared as. */
class Interfaces {

  // ERROR [LATHE-001] Interfaces.AClass: @Network stands on a class. Declare an interface: Lathe
  //   writes the class that implements it.
  // AT @Network
  @Network(input = {})
  abstract static class AClass {
    @Conv(filters = 0, kernel = 0)
    abstract Layer c1();
  }

  // ERROR [LATHE-001] Interfaces.AnEnum: @Network stands on an enum. Declare an interface: Lathe
  //   writes the class that implements it.
  // AT @Network
  @Network(input = 1)
  enum AnEnum {}

  // ERROR [LATHE-001] Interfaces.ARecord: @Network stands on a record. Declare an interface: Lathe
  //   writes the class that implements it.
  // AT @Network
  @Network(input = 1)
  record ARecord() {}

  // ERROR [LATHE-001] Interfaces.AnAnnotation: @Network stands on an annotation type. Declare an
  //   interface: Lathe writes the class that implements it.
  // AT @Network
  @Network(input = 1)
  @interface AnAnnotation {}

  @Network(input = 1)
  // ERROR [LATHE-002] Interfaces.Private: Private is private, so the generated class cannot see it.
  //   Remove "private" from Private.
  // AT interface Private
  private interface Private extends Classifier {
    // ERROR [LATHE-106] output: @Dense value is 0. Use 1 or more.
    // AT 0)
    @Dense(0) Layer output();
  }

  private static class Hidden {
    @Network(input = 1)
    // ERROR [LATHE-002] Interfaces.Hidden.Inside: Hidden is private, so the generated class cannot
    //   see it. Remove "private" from Hidden.
    // AT interface
    public interface Inside extends Classifier {
      @Dense(2) Layer output();
    }
  }

  @Network(input = 1)
  // ERROR [LATHE-003] Interfaces.Generic: the interface has type parameters, <T, U>. Remove them: a
  //   network's types are fixed.
  // AT interface Generic
  interface Generic<T, U extends Number> extends Classifier {
    @Dense(2) Layer output();
  }

  @Network(input = 1)
  // ERROR [LATHE-004] Interfaces.Sealed: the interface is sealed, so the generated class may not
  //   implement it. Remove "sealed" and "permits".
  // AT interface
  sealed interface Sealed extends Classifier permits Open {
    @Dense(2) Layer output();
  }

  abstract static non-sealed class Open implements Sealed {}

  @Network(input = 1)
  // ERROR [LATHE-201] Interfaces.Empty: the network has no layers, so that nothing gives the scores.
  //   Declare them, such as @Dense(10) Layer output();
  // AT interface Empty
  // ERROR [LATHE-301] Interfaces.Empty: no method takes an image. Extend dev.lathe.runtime.Classifier,
  //   or declare float[] scores(float[] image);
  // AT interface Empty
  interface Empty {}

  // ERROR [LATHE-010] Untrained: @Trainable stands on a type that is not a @Network. Add @Network, or
  //   remove it.
  // AT @Trainable
  @Trainable
  interface Untrained {
    // ERROR [LATHE-009] c1: @Conv stands on a method of Untrained, which is not a @Network. Put
    //   @Network on the interface, or remove @Conv.
    // AT @Conv
    @Conv(filters = 0, kernel = 3) @Relu Layer c1();

    // ERROR [LATHE-009] r2: @LogSoftmax stands on a method of Untrained, which is not a @Network. Put
    //   @Network on the interface, or remove @LogSoftmax.
    // AT @LogSoftmax
    @LogSoftmax Layer r2();
  }
}

@Network(input = 1)
@Trainable
// ERROR [LATHE-005] Taken: the class diagnostics.TakenNetwork, which is to be written for the
//   interface, exists already. Rename that class or the interface.
// AT interface Taken
// ERROR [LATHE-005] Taken: the class diagnostics.TakenTrainingScalar, which is to be written for the
//   interface, exists already. Rename that class or the interface.
// AT interface Taken
interface Taken extends Classifier {
  @Dense(2) Layer output();
}

class TakenNetwork {}

class TakenTrainingScalar {}

class A {
  @Network(input = 1)
  interface B extends Classifier {
    @Dense(2) Layer output();
  }
}

@Network(input = 1)
// ERROR [LATHE-006] A_B: the class A_BNetwork is to be written for the interface, and for
//   diagnostics.A.B as well. Rename one of the two interfaces.
// AT interface A_B
interface A_B extends Classifier {
  @Dense(2) Layer output();
}
