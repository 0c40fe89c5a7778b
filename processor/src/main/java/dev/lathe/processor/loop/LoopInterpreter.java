package dev.lathe.processor.loop;

import dev.lathe.processor.loop.Statement.Assign;
import dev.lathe.processor.loop.Statement.Comment;
import dev.lathe.processor.loop.Statement.Copy;
import dev.lathe.processor.loop.Statement.Define;
import dev.lathe.processor.loop.Statement.Fill;
import dev.lathe.processor.loop.Statement.Loop;
import dev.lathe.processor.loop.Statement.NameIndex;
import dev.lathe.processor.loop.Statement.NameSlice;
import dev.lathe.processor.loop.Statement.Store;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Runs loop programs without compiling anything: the tests' way to find a wrong schedule. It
 * computes in {@code float}, multiplies and adds with one rounding, and checks every access against
 * its buffer.
 */
public final class LoopInterpreter {

  private LoopInterpreter() {}

  /**
   * Runs every kernel once, in order.
   *
   * @param buffers the floats of every buffer by its name, written in place
   * @throws IndexOutOfBoundsException naming kernel, statement, buffer and index of an access
   *     outside its buffer
   * @throws IllegalArgumentException if a buffer is missing, or a kernel is not well formed
   */
  public static void run(Program program, Map<String, float[]> buffers) {
    for (Kernel kernel : program.kernels()) {
      run(kernel, buffers);
    }
  }

  /** Runs one kernel; as {@link #run(Program, Map)}. */
  public static void run(Kernel kernel, Map<String, float[]> buffers) {
    Frame frame = new Frame(kernel.name());
    for (Buffer buffer : kernel.buffers()) {
      float[] floats = buffers.get(buffer.name());
      if (floats == null) {
        throw new IllegalArgumentException(
            "kernel %s: no floats for buffer %s, only for %s"
                .formatted(kernel.name(), buffer.name(), buffers.keySet()));
      }
      frame.memory(buffer.name(), floats);
    }
    run(kernel.body(), frame);
  }

  private static void run(List<Statement> statements, Frame frame) {
    for (Statement statement : statements) {
      frame.enter(statement);
      run(statement, frame);
    }
  }

  private static void run(Statement statement, Frame frame) {
    switch (statement) {
      case Loop(String variable, int from, int to, int step, List<Statement> body) -> {
        for (int i = from; i < to; i += step) {
          frame.name(variable, i);
          run(body, frame);
        }
      }
      case NameIndex(String name, Index index) -> frame.name(name, frame.at(index));
      case NameSlice(Buffer slice, Buffer of, Index start, int length) ->
          frame.slice(slice, of, start, length);
      case Define(Local local, Expression value) ->
          frame.set(local, Evaluation.evaluate(value, frame));
      case Assign(Local local, Expression value) ->
          frame.set(local, Evaluation.evaluate(value, frame));
      case Store(Buffer buffer, Index index, Expression value) ->
          frame.write(buffer, index, Evaluation.evaluate(value, frame));
      case Fill(Buffer buffer, Index start, int length, float value) -> {
        float[] floats = new float[length];
        Arrays.fill(floats, value);
        frame.write(buffer, start, floats);
      }
      case Copy(Buffer from, Index source, Buffer to, Index destination, int length) ->
          frame.write(to, destination, frame.read(from, source, length));
      case Comment _ -> {}
    }
  }
}
