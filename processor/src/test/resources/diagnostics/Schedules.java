package diagnostics;

import dev.lathe.annotations.*;
import dev.lathe.runtime.*;

/** Schedules that cannot be followed. */
class Schedules {

  @Network(input = {16, 12, 12})
  interface Followed extends Classifier {
    @Conv(filters = 16, kernel = 3) @Pinned("winograd 2") Layer c1();

    @Conv(filters = 16, kernel = 3)
    @Pinned(lanes = 16, value = "direct along o, tile x:4")
    @Pinned(lanes = 1, value = "direct along none, tile o:2 x:2")
    @Pinned("direct")
    Layer c2();

    @Dense(10) @Pinned(lanes = 16, value = "direct, unroll none") Layer output();
  }

  @Network(input = {16, 12, 12})
  interface Texts extends Classifier {
    // ERROR [LATHE-600] c1: "tiled" is no schedule: it begins with "tiled", not with "direct",
    //   "winograd" or "fft". Copy the line of the layer's name from the network's summary, with the
    //   lanes above it.
    // AT "tiled"
    @Conv(filters = 16, kernel = 3) @Pinned("tiled") Layer c1();

    // ERROR [LATHE-600] c2: "direct, tile x=2" is no schedule: "x=2" is no size of a tile, as in
    //   "x:12". Copy the line of the layer's name from the network's summary, with the lanes above
    //   it.
    // AT "direct, tile x=2"
    @Conv(filters = 16, kernel = 3) @Pinned("direct, tile x=2") Layer c2();
  }

  @Network(input = {16, 12, 12})
  interface Lanes extends Classifier {
    // ERROR [LATHE-601] c3: @Pinned lanes is 12. Use 16, 8 or 4 for vectors of so many floats, 1 for
    //   scalars, or 0 for all vectors.
    // AT 12
    @Conv(filters = 16, kernel = 3) @Pinned(lanes = 12, value = "direct") Layer c3();

    @Conv(filters = 16, kernel = 3)
    @Pinned(lanes = 8, value = "direct")
    // ERROR [LATHE-602] c4: it is pinned twice for lanes = 8. Remove one of them.
    // AT 8, value = "direct, unroll none"
    @Pinned(lanes = 8, value = "direct, unroll none")
    Layer c4();
  }

  @Network(input = {16, 12, 12})
  interface Kernels extends Classifier {
    @Conv(filters = 16, kernel = 3) Layer c1();

    // ERROR [LATHE-603] s2: it is pinned, and computes no sums of products of its own. Put @Pinned on
    //   a convolution, a transposed convolution or a dense layer.
    // AT "direct"
    @MaxPool(2) @Pinned("direct") Layer s2();

    // ERROR [LATHE-604] c3: "direct along q" names the axis q, which is none of it. Its axes are i,
    //   kx, ky, o, x, y.
    // AT "direct along q"
    @Conv(filters = 16, kernel = 3) @Pinned("direct along q") Layer c3();

    // ERROR [LATHE-605] c4: on vectors of 16 nothing is "direct along x": vectors do not run along x,
    //   whose elements are no neighbours in memory here. Use the like of "direct along o,
    //   tile none", or give the lanes that it is for.
    // AT "direct along x") Layer c4();
    @Conv(filters = 16, kernel = 3) @Pinned(lanes = 16, value = "direct along x") Layer c4();

    // ERROR [LATHE-605] c5: on vectors of 16 nothing is "direct along o, tile o:2": o has 16 elements,
    //   16 to a vector, and the tile takes 2. Use the like of "direct along o, tile none", or give the
    //   lanes that it is for.
    // AT "direct along o, tile o:2") Layer c5();
    @Conv(filters = 16, kernel = 1) @Pinned(lanes = 16, value = "direct along o, tile o:2") Layer c5();

    // ERROR [LATHE-605] output: on vectors of 16 nothing is "direct along o, tile o:40": its tile
    //   holds 40 sums, and there are 32 registers. Use the like of "direct along o, tile none", or
    //   give the lanes that it is for.
    // AT "direct along o, tile o:40") Layer output();
    @Dense(10) @Pinned(lanes = 16, value = "direct along o, tile o:40") Layer output();
  }

  @Network(input = {16, 12, 12}, precision = Precision.STRICT)
  interface Strict extends Classifier {
    // ERROR [LATHE-606] c1: Winograd's algorithm, fft and rounded weights are not for networks with precision = STRICT.
    //   Remove @Pinned, or the precision.
    // AT "winograd 4"
    @Conv(filters = 16, kernel = 3) @Pinned("winograd 4") Layer c1();

    // ERROR [LATHE-606] c2: Winograd's algorithm, fft and rounded weights are not for networks with precision = STRICT.
    //   Remove @Pinned, or the precision.
    // AT "fft 8"
    @Conv(filters = 16, kernel = 5) @Pinned("fft 8") Layer c2();

    // ERROR [LATHE-606] c3: Winograd's algorithm, fft and rounded weights are not for networks with precision = STRICT.
    //   Remove @Pinned, or the precision.
    // AT "direct, weights rounded"
    @Dense(100) @Pinned(lanes = 16, value = "direct, weights rounded") Layer c3();
  }

  @Network(input = {16, 12, 12})
  interface Winograd extends Classifier {
    // ERROR [LATHE-607] c1: on vectors of 16 "fft 12" cannot compute it: its maps do not fill whole
    //   vectors, before it and behind it, and its tiles take more than one step: with kernels along
    //   three axes, and with orders 12 and 16 along two. Pin it to "direct", to tiles that can, or
    //   give lanes that have it.
    // AT "fft 12"
    @Conv(filters = 24, kernel = 3) @Pinned("fft 12") Layer c1();

    // ERROR [LATHE-607] c2: on vectors of 16 "winograd 4" cannot compute it: it is for ungrouped
    //   convolutions of stride and dilation 1 with kernels of 2 taps or more, without padding along
    //   axes of one tap, with weights of their own, which are no integers, and one bias a map. Pin it
    //   to "direct", to tiles that can, or give lanes that have it.
    // AT "winograd 4"
    @Conv(filters = 16, kernel = 3, stride = 2) @Pinned("winograd 4") Layer c2();

    // ERROR [LATHE-607] c3: on vectors of 16 "winograd 7" cannot compute it: along an axis a tile
    //   has as many cells as outputs and the kernel's taps together, less one: at most 8, 6 with
    //   kernels along three axes, and at most 6 outputs. Pin it to "direct", to tiles that can, or
    //   give lanes that have it.
    // AT "winograd 7"
    @Conv(filters = 16, kernel = 3) @Pinned("winograd 7") Layer c3();

    // ERROR [LATHE-607] c5: on vectors of 16 "winograd 7x1" cannot compute it: along the first axis
    //   a tile has as many cells as outputs and the kernel's taps together, less one: at most 8, and
    //   at most 6 outputs; and a kernel has two axes of several taps, the second of which is the map's
    //   last. Pin it to "direct", to tiles that can, or give lanes that have it.
    // AT "winograd 7x1"
    @Conv(filters = 16, kernel = 3, padding = 1) @Pinned("winograd 7x1") Layer c5();

    // ERROR [LATHE-607] c4: on vectors of 16 "fft 7" cannot compute it: its order is 4, 6, 8, 12 or
    //   16, and a kernel has at most 2 taps more, or 64 where there is one axis. Pin it to "direct",
    //   to tiles that can, or give lanes that have it.
    // AT "fft 7"
    @Conv(filters = 16, kernel = 3, padding = 1) @Pinned("fft 7") Layer c4();
  }

  @Network(input = {16, 22, 20})
  interface Pooled extends Classifier {
    // ERROR [LATHE-607] c1: on vectors of 16 "winograd 3x1" cannot compute it: along the first axis
    //   a tile has as many cells as outputs and the kernel's taps together, less one: at most 8, and
    //   at most 6 outputs; and a kernel has two axes of several taps, the second of which is the map's
    //   last. Pin it to "direct", to tiles that can, or give lanes that have it.
    // AT "winograd 3x1"
    @Conv(filters = 32, kernel = {1, 3}) @Pinned("winograd 3x1") Layer c1();

    @MaxPool(2) Layer s1();

    // ERROR [LATHE-607] c2: on vectors of 1 "winograd 4" cannot compute it: scalars have no tiles.
    //   Pin it to "direct", to tiles that can, or give lanes that have it.
    // AT "winograd 4"
    @Conv(filters = 16, kernel = 3) @Pinned(lanes = 1, value = "winograd 4") Layer c2();
  }
}
