package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Maps that cannot be connected as written. */
class Connections {

  @Network(input = {4, 9, 9})
  interface Groups extends Classifier {
    // ERROR [LATHE-120] c1: @Conv groups is 3, which does not divide the 4 input maps. Use a common
    //   divisor of the number of input maps and that of filters.
    // AT 3)
    @Conv(filters = 6, kernel = 3, groups = 3) Layer c1();

    // ERROR [LATHE-120] c2: @Conv groups is 6, which does not divide the 9 filters. Use a common
    //   divisor of the number of input maps and that of filters.
    // AT 6)
    @Conv(filters = 9, kernel = 3, groups = 6) Layer c2();

    // ERROR [LATHE-106] c3: @Conv groups is 0. Use 1 or more.
    // AT 0)
    @Conv(filters = 9, kernel = 1, groups = 0) Layer c3();

    // ERROR [LATHE-120] u4: @TransposedConv groups is 2, which does not divide the 9 input maps. Use
    //   a common divisor of the number of input maps and that of filters.
    // AT 2)
    @TransposedConv(filters = 4, kernel = 3, groups = 2) Layer u4();
  }

  @Network(input = {2, 9, 9})
  interface Table extends Classifier {
    // ERROR [LATHE-121] c1: @Conv has a table and 2 groups, which both say what maps are connected.
    //   Remove one of the two.
    // AT 2, table
    @Conv(filters = 2, kernel = 3, groups = 2, table = {@Maps(0), @Maps(1)}) Layer c1();

    // ERROR [LATHE-122] c2: @Conv table has 1 rows, and there are 3 filters. Give one @Maps for each
    //   filter.
    // AT @Maps({0, 1})) Layer c2
    @Conv(filters = 3, kernel = 3, table = @Maps({0, 1})) Layer c2();

    // ERROR [LATHE-123] c3: row 1 of @Conv table is empty. Name the input maps that output map 1 sees.
    // AT {})
    // ERROR [LATHE-124] c3: @Conv table names the input map 3, which the input 3x5x5 has not. Maps are
    //   numbered from 0 on.
    // AT 3})
    // ERROR [LATHE-124] c3: @Conv table names the input map -1, which the input 3x5x5 has not. Maps
    //   are numbered from 0 on.
    // AT -1
    // ERROR [LATHE-125] c3: row 3 of @Conv table names the input map 2 twice. Name each map once.
    // AT 2})
    @Conv(filters = 4, kernel = 1, table = {@Maps({0, 1}), @Maps({}), @Maps({-1, 3}), @Maps({2, 2})})
    Layer c3();
  }

  @Network(input = {2, 9, 9})
  interface Bias extends Classifier {
    // ERROR [LATHE-126] c1: @Conv has a biasPerUnit and no bias. Remove biasPerUnit, or bias = false.
    // AT true)
    @Conv(filters = 2, kernel = 3, bias = false, biasPerUnit = true) Layer c1();
  }

  @Network(input = {1, 16, 16})
  interface Local extends Classifier {
    // ERROR [LATHE-106] h1: @LocallyConnected filters is 0. Use 1 or more.
    // AT 0, kernel
    @LocallyConnected(filters = 0, kernel = 3) Layer h1();

    // ERROR [LATHE-104] h2: the kernel 15x15 is larger than the padded input ?x14x14. Use a kernel of
    //   at most 14x14, or add padding.
    // AT 15)
    @LocallyConnected(filters = 2, kernel = 15) Layer h2();
  }
}
