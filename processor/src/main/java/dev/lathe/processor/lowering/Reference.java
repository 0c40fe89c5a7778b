package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Broadcasting;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.Located;
import dev.lathe.processor.memory.Placement;
import dev.lathe.processor.schedule.Order;

/**
 * How loops over some axes walk through a value: element {@code (i, j, ...)} lies at {@code origin
 * + i steps[0] + j steps[1] + ...}.
 *
 * @param filled whether the channels, the first axis, are filled up to whole vectors, so that
 *     vectors may read and write beyond the last one
 */
record Reference(Buffer buffer, int origin, int[] steps, boolean filled) {

  /** A value as it is, for loops over its own axes. */
  static Reference to(Located value) {
    Placement placement = value.placement();
    boolean filled = placement.order() == Order.CHANNELS_LAST;
    return new Reference(value.buffer(), placement.origin(), placement.strides(), filled);
  }

  /** A value that is stretched to {@code shape}, for loops over the shape's axes. */
  static Reference stretched(Located value, Shape shape) {
    Placement placement = value.placement();
    int[] steps = Broadcasting.strides(shape, placement.shape(), placement.strides());
    boolean ownChannels =
        placement.shape().rank() == shape.rank()
            && placement.shape().channels() == shape.channels();
    boolean filled = placement.order() == Order.CHANNELS_LAST && ownChannels;
    return new Reference(value.buffer(), placement.origin(), steps, filled);
  }

  /** The same value, for loops over other axes. */
  Reference with(int newOrigin, int[] newSteps) {
    return new Reference(buffer, newOrigin, newSteps, false);
  }

  /** {@code width} elements at {@code at}; one in every lane if the loop does not move. */
  Expression load(Index at, int step, int width) {
    return step == 0 && width > 1
        ? new Expression.Broadcast(buffer, at, width)
        : new Expression.Load(buffer, at, width);
  }

  Statement store(Index at, Expression value) {
    return new Statement.Store(buffer, at, value);
  }
}
