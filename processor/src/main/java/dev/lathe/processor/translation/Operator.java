package dev.lathe.processor.translation;

import java.util.List;

/** How an operator is composed of the graph's operations. */
interface Operator {

  /** The outputs' values, from the first on; those that nobody wants may be missing. */
  List<Term> translate(Use use);

  /** An operator of one output. */
  interface Single {
    Term translate(Use use);
  }

  static Operator single(Single single) {
    return use -> List.of(single.translate(use));
  }
}
