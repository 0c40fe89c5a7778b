package dev.lathe.processor.loop;

import dev.lathe.processor.loop.Statement.Assign;
import dev.lathe.processor.loop.Statement.Comment;
import dev.lathe.processor.loop.Statement.Copy;
import dev.lathe.processor.loop.Statement.Define;
import dev.lathe.processor.loop.Statement.Fill;
import dev.lathe.processor.loop.Statement.LimitedLoop;
import dev.lathe.processor.loop.Statement.Loop;
import dev.lathe.processor.loop.Statement.NameIndex;
import dev.lathe.processor.loop.Statement.ReadAhead;
import dev.lathe.processor.loop.Statement.ReadIndex;
import dev.lathe.processor.loop.Statement.Store;
import dev.lathe.processor.loop.Statement.Transpose;
import dev.lathe.processor.loop.Statement.WalkIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates the size of a kernel's method in bytes, from above: it counts what javac writes, with
 * the longer form of an instruction where the class's constants decide.
 */
final class Bytecodes {

  /**
   * {@code getstatic}, {@code invokestatic}, {@code invokevirtual}, a jump: with two bytes of
   * operand.
   */
  static final int LONG_INSTRUCTION = 3;

  static final int INVOKE_INTERFACE = 5;

  private static final int RETURN = 1;
  private static final int WIDE_INCREMENT = 6;

  /** Variable name to its slot: variables of ended blocks give theirs back, as javac does. */
  private final Map<String, Integer> slots = new HashMap<>();

  private int nextSlot;

  private Bytecodes() {}

  static int estimate(Kernel kernel) {
    Bytecodes bytecodes = new Bytecodes();
    for (Buffer buffer : kernel.buffers()) {
      bytecodes.declare(buffer.name());
      buffer.startName().ifPresent(bytecodes::declare);
    }
    kernel.offsets().forEach(bytecodes::declare);
    int ahead = 0;
    if (kernel.linesAhead() > 0) {
      // A zero at the beginning, the call that keeps the sum at the end.
      ahead = 1 + 2 * bytecodes.declare(ReadAhead.SUM) + LONG_INSTRUCTION;
    }
    return ahead + bytecodes.size(kernel.body()) + RETURN;
  }

  private int size(List<Statement> statements) {
    int size = 0;
    for (Statement statement : statements) {
      size += size(statement);
    }
    return size;
  }

  private int size(Statement statement) {
    ExpressionBytecodes values = new ExpressionBytecodes(this::variable);
    return switch (statement) {
      case Loop loop -> loop(loop);
      case LimitedLoop loop -> loop(loop);
      case NameIndex(String name, Index index) -> values.size(index) + declare(name);
      // The buffer, the index, faload, f2i, the limit, and the call of the check.
      case ReadIndex(String name, Buffer buffer, Index at, int _) ->
          variable(buffer.name()) + values.size(at) + 2 + 2 * LONG_INSTRUCTION + declare(name);
      // The table, the trip, and iaload.
      case WalkIndex(String name, Walk _, Index trip) ->
          LONG_INSTRUCTION + values.size(trip) + 1 + declare(name);
      case Define(Local local, Expression value) -> values.size(value) + declare(local.name());
      case Assign(Local local, Expression value) -> values.size(value) + variable(local.name());
      case Store(Buffer buffer, Index index, Expression value) ->
          variable(buffer.name())
              + values.size(index)
              + values.size(value)
              + (value.lanes() == 1 ? 1 : LONG_INSTRUCTION);
      case Fill(Buffer buffer, Index start, int length, float value) ->
          variable(buffer.name())
              + values.size(start)
              + values.size(start.plus(length))
              + ExpressionBytecodes.constant(value)
              + LONG_INSTRUCTION;
      case Copy(Buffer from, Index source, Buffer to, Index destination, int length) ->
          variable(from.name())
              + values.size(source)
              + variable(to.name())
              + values.size(destination)
              + ExpressionBytecodes.constant(length)
              + LONG_INSTRUCTION;
      // Two strides, two more numbers, and the call.
      case Transpose each ->
          variable(each.from().buffer().name())
              + values.size(each.from().start())
              + variable(each.to().buffer().name())
              + values.size(each.to().start())
              + 5 * LONG_INSTRUCTION;
      // For each line the sum, the segment, the layout, the place, the call, and the sum again.
      case ReadAhead(Buffer buffer, Index index, int lines) ->
          lines
              * (2 * variable(ReadAhead.SUM)
                  + variable(buffer.name())
                  + values.bytes(index)
                  + LONG_INSTRUCTION
                  + INVOKE_INTERFACE
                  + 1);
      case Comment _ -> 0;
    };
  }

  private int loop(Loop loop) {
    int bounds =
        ExpressionBytecodes.constant(loop.from()) + ExpressionBytecodes.constant(loop.to());
    return bounds + loop(loop.variable(), loop.step(), loop.body());
  }

  /** Besides the bounds a zero, an extent and two calls. */
  private int loop(LimitedLoop loop) {
    ExpressionBytecodes values = new ExpressionBytecodes(this::variable);
    int bounds =
        values.size(loop.from())
            + values.size(loop.to())
            + 1
            + ExpressionBytecodes.constant(loop.extent())
            + 2 * LONG_INSTRUCTION;
    return bounds + loop(loop.variable(), 1, loop.body());
  }

  private int loop(String name, int step, List<Statement> body) {
    int start = nextSlot;
    int size = declare(name) + variable(name) + size(body);
    boolean wide = variable(name) > 2 || step > Byte.MAX_VALUE;
    size += (wide ? WIDE_INCREMENT : LONG_INSTRUCTION) + 2 * LONG_INSTRUCTION;
    slots.values().removeIf(slot -> slot >= start);
    nextSlot = start;
    return size;
  }

  /** Declares a variable and returns the size of the instruction that stores into it. */
  private int declare(String name) {
    slots.put(name, nextSlot++);
    return variable(name);
  }

  /** The size of the instruction that loads or stores a variable. */
  private int variable(String name) {
    Integer slot = slots.get(name);
    if (slot == null) {
      throw new IllegalArgumentException("variable " + name + " is not defined");
    }
    return slot < 4 ? 1 : slot < 256 ? 2 : 4;
  }
}
