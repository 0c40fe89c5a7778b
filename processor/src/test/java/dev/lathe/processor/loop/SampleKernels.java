package dev.lathe.processor.loop;

import dev.lathe.processor.loop.Expression.Binary;
import dev.lathe.processor.loop.Expression.Broadcast;
import dev.lathe.processor.loop.Expression.Constant;
import dev.lathe.processor.loop.Expression.Load;
import dev.lathe.processor.loop.Expression.MultiplyAdd;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Expression.Read;
import dev.lathe.processor.loop.Statement.Assign;
import dev.lathe.processor.loop.Statement.Comment;
import dev.lathe.processor.loop.Statement.Define;
import dev.lathe.processor.loop.Statement.Loop;
import dev.lathe.processor.loop.Statement.NameIndex;
import dev.lathe.processor.loop.Statement.Store;
import java.util.ArrayList;
import java.util.List;

/** Kernels that several tests look at. */
public final class SampleKernels {

  public static final Buffer A = Buffer.array("a");
  public static final Buffer W = Buffer.segment("w");
  public static final Buffer K = Buffer.array("k");
  public static final Buffer G = Buffer.array("g");

  /**
   * Offsets of {@link #convolution} in the arena: an 8x8 map, and channels-last results behind it.
   */
  public static final int OUTPUT = 64;

  private SampleKernels() {}

  /**
   * A 3x3 convolution of one 8x8 map to {@code lanes} channels with a bias and ReLU: 6x6 pixels,
   * channels last, the taps of a row unrolled. Weights {@code [row][column][lanes]}, then the bias.
   */
  public static Kernel convolution(int lanes) {
    Buffer weights = lanes == 1 ? K : W;
    List<Statement> taps = new ArrayList<>();
    taps.add(new NameIndex("row", Index.variable("y").plus("i", 1).times(8).plus("x", 1)));
    Local sum = new Local("sum", lanes);
    for (int column = 0; column < 3; column++) {
      Index at = Index.of(column * lanes).plus("i", 3 * lanes);
      Local tap = new Local("w" + column, lanes);
      taps.add(new Define(tap, new Load(weights, at, lanes)));
      Expression pixel = new Broadcast(A, Index.variable("row").plus(column), lanes);
      taps.add(new Assign(sum, new MultiplyAdd(new Read(tap), pixel, new Read(sum), false)));
    }
    Expression bias = new Load(weights, Index.of(9 * lanes), lanes);
    Expression biased = new Binary(Operator.ADD, new Read(sum), bias);
    Expression rectified = new Binary(Operator.MAXIMUM, biased, new Constant(0, lanes));
    Index pixel = Index.variable("y").times(6).plus("x", 1).times(lanes).plus(OUTPUT);
    List<Statement> column =
        List.of(
            new Define(sum, new Constant(0, lanes)),
            new Loop("i", 0, 3, 1, taps),
            new Comment("Adding the bias last keeps the accumulators independent of it."),
            new Store(A, pixel, rectified));
    List<Statement> body = List.of(new Loop("y", 0, 6, 1, List.of(new Loop("x", 0, 6, 1, column))));
    List<String> description =
        List.of(
            "c1: convolution 3x3 with ReLU, 1x8x8 to %dx6x6.".formatted(lanes),
            "One pixel at a time, the taps of a row unrolled.");
    return new Kernel("c1", description, List.of(A, weights), body);
  }

  /** A program of one kernel. */
  public static Program program(String name, int lanes, Kernel... kernels) {
    return new Program(name, lanes, List.of(kernels));
  }

  /** A kernel of these statements on all buffers. */
  public static Kernel kernel(Statement... statements) {
    return new Kernel("kernel", List.of("A test."), List.of(A, W, K, G), List.of(statements));
  }
}
