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
import dev.lathe.processor.loop.Statement.Rows;
import dev.lathe.processor.loop.Statement.Store;
import dev.lathe.processor.loop.Statement.Transpose;
import dev.lathe.processor.loop.Statement.WalkIndex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs loop programs without compiling any Java: the tests' way to find a wrong schedule. It
 * computes in {@code float}, multiplies and adds with one rounding, and checks every access against
 * its buffer.
 *
 * <p>A kernel is turned into a tree of steps first, in which every name is resolved: looking names
 * up at each access took nine tenths of the time.
 */
public final class LoopInterpreter {

  /** A statement that is ready to run. */
  private interface Step {
    void run();
  }

  private final Frame frame;
  private final Evaluation evaluation;

  private LoopInterpreter(Frame frame) {
    this.frame = frame;
    this.evaluation = new Evaluation(frame);
  }

  /**
   * Runs every call, in order.
   *
   * @param buffers the floats of every buffer by its name, written in place
   * @throws IndexOutOfBoundsException naming kernel, statement, buffer and index of an access
   *     outside its buffer
   * @throws IllegalArgumentException if a buffer is missing, or a kernel is not well formed
   */
  public static void run(Program program, Map<String, float[]> buffers) {
    prepare(program, buffers).run();
  }

  /** Runs one kernel; as {@link #run(Program, Map)}. */
  public static void run(Kernel kernel, Map<String, float[]> buffers) {
    steps(kernel, List.of(), buffers).run();
  }

  /**
   * Makes a program ready to run many times on the same buffers, in one thread.
   *
   * @throws IllegalArgumentException if a buffer is missing, or a kernel is not well formed
   */
  public static Runnable prepare(Program program, Map<String, float[]> buffers) {
    Step[] kernels =
        program.calls().stream()
            .map(call -> steps(call.kernel(), call.offsets(), buffers))
            .toArray(Step[]::new);
    return () -> run(kernels);
  }

  private static Step steps(Kernel kernel, List<Integer> offsets, Map<String, float[]> buffers) {
    Frame frame = new Frame(kernel.name());
    for (int i = 0; i < offsets.size(); i++) {
      frame.cell(kernel.offsets().get(i)).value = offsets.get(i);
    }
    for (Buffer buffer : kernel.buffers()) {
      float[] floats = buffers.get(buffer.name());
      if (floats == null) {
        throw new IllegalArgumentException(
            "kernel %s: no floats for buffer %s, only for %s"
                .formatted(kernel.name(), buffer.name(), buffers.keySet()));
      }
      frame.memory(buffer.name(), floats);
      buffer.startName().ifPresent(start -> frame.cell(start).value = 0);
    }
    return new LoopInterpreter(frame).steps(kernel.body());
  }

  private Step steps(List<Statement> statements) {
    Step[] steps =
        statements.stream()
            .filter(statement -> !(statement instanceof Comment))
            .map(this::step)
            .toArray(Step[]::new);
    return () -> run(steps);
  }

  private static void run(Step[] steps) {
    for (Step step : steps) {
      step.run();
    }
  }

  private Step step(Statement statement) {
    frame.enter(statement);
    return switch (statement) {
      case Loop loop -> loop(loop);
      case LimitedLoop loop -> loop(loop);
      case NameIndex(String name, Index index) -> {
        Frame.Affine value = frame.affine(index);
        Frame.Cell cell = frame.cell(name);
        yield () -> cell.value = value.get();
      }
      case ReadIndex(String name, Buffer buffer, Index at, int limit) -> {
        Frame.Access from = frame.access(buffer, at, 1);
        Frame.Cell cell = frame.cell(name);
        yield () -> cell.value = Objects.checkIndex((int) from.floats()[from.start()], limit);
      }
      case WalkIndex(String name, Walk walk, Index trip) -> {
        Frame.Affine at = frame.affine(trip);
        Frame.Cell cell = frame.cell(name);
        yield () -> cell.value = walk.at(Objects.checkIndex(at.get(), walk.trips()));
      }
      case Define(Local local, Expression value) -> set(local, value, frame::define);
      case Assign(Local local, Expression value) -> set(local, value, frame::local);
      case Store(Buffer buffer, Index index, Expression value) -> {
        Evaluation.Value values = evaluation.of(value);
        Frame.Access to = frame.access(buffer, index, value.lanes());
        yield () -> {
          float[] lanes = values.get();
          System.arraycopy(lanes, 0, to.floats(), to.start(), lanes.length);
        };
      }
      case Fill(Buffer buffer, Index start, int length, float value) -> {
        Frame.Access to = frame.access(buffer, start, length);
        yield () -> {
          int from = to.start();
          Arrays.fill(to.floats(), from, from + length, value);
        };
      }
      case Copy(Buffer from, Index source, Buffer to, Index destination, int length) -> {
        Frame.Access read = frame.access(from, source, length);
        Frame.Access write = frame.access(to, destination, length);
        yield () ->
            System.arraycopy(read.floats(), read.start(), write.floats(), write.start(), length);
      }
      case Transpose transpose -> transpose(transpose);
      case ReadAhead(Buffer buffer, Index index, int lines) -> {
        Frame.Access fetched = frame.access(buffer, index, (lines - 1) * ReadAhead.LINE_FLOATS + 1);
        yield fetched::start;
      }
      case Comment _ -> throw new IllegalArgumentException("comments do nothing");
    };
  }

  private Step transpose(Transpose each) {
    Rows source = each.from();
    Rows destination = each.to();
    int read = (each.columns() - 1) * source.stride() + each.rows();
    int written = (each.rows() - 1) * destination.stride() + each.columns();
    Frame.Access from = frame.access(source.buffer(), source.start(), read);
    Frame.Access to = frame.access(destination.buffer(), destination.start(), written);
    return () -> {
      for (int i = 0; i < each.rows(); i++) {
        for (int j = 0; j < each.columns(); j++) {
          to.floats()[to.start() + i * destination.stride() + j] =
              from.floats()[from.start() + j * source.stride() + i];
        }
      }
    };
  }

  private Step loop(Loop loop) {
    Frame.Cell variable = frame.cell(loop.variable());
    Step body = steps(loop.body());
    return () -> {
      for (int i = loop.from(); i < loop.to(); i += loop.step()) {
        variable.value = i;
        body.run();
      }
    };
  }

  private Step loop(LimitedLoop loop) {
    Frame.Affine from = frame.affine(loop.from());
    Frame.Affine to = frame.affine(loop.to());
    Frame.Cell variable = frame.cell(loop.variable());
    Step body = steps(loop.body());
    return () -> {
      int end = Math.min(to.get(), loop.extent());
      for (int i = Math.max(from.get(), 0); i < end; i++) {
        variable.value = i;
        body.run();
      }
    };
  }

  /** Where a variable's lanes are kept. */
  private interface Place {
    float[] of(Local local);
  }

  private Step set(Local local, Expression value, Place place) {
    Evaluation.Value values = evaluation.of(value);
    if (value.lanes() != local.lanes()) {
      throw frame.malformed(
          "variable %s of %d lanes is given %d"
              .formatted(local.name(), local.lanes(), value.lanes()));
    }
    float[] lanes = place.of(local);
    return () -> System.arraycopy(values.get(), 0, lanes, 0, lanes.length);
  }
}
