package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.scalar;
import static dev.lathe.processor.testing.OnnxText.text;

/** Operands of arithmetic and of products that do not fit each other. */
final class InvalidSums {
  private static final int INT32 = 6;

  private InvalidSums() {}

  static void add(InvalidFiles files) {
    sums(files.at(13).of(1, 4));
    axes(files.at(13).of(1, 4));
    losses(files.at(13).of(2, 4));
    places(files.at(16).of(1, 2, 8, 8));
  }

  private static void sums(InvalidTable x) {
    x.node("broadcast", "Add", floats("w", 3))
        .gets("505 the shapes [1x4, 3] do not broadcast, of x float 1x4, w float 3");
    x.node("broadcast_many", "Max", "x", floats("w", 3))
        .gets("505 the shapes [1x4, 3] do not broadcast, of x float 1x4, x float 1x4, w float 3");
    x.node("matrices", "MatMul", floats("w", 5, 3)).gets("541 the product of 1x4 and 5x3");
    x.node("matrix_of_scalar", "MatMul", scalar("w", 3)).gets("541 the product of 1x4 and scalar");
    x.node("gemm", "Gemm", floats("w", 5, 3)).gets("541 a weight 3x5 for 1x4");
    x.node("gemm_turned", "Gemm", integer("transB", 1), floats("w", 3, 5))
        .gets("541 a weight 3x5 for 1x4");
    x.node("gemm_bias", "Gemm", floats("w", 4, 3), floats("b", 5))
        .gets("505 the shapes [5, 1x3] do not broadcast, of x float 1x4, w float 4x3, b float 5");
    x.node("gemm_bias_that_grows", "Gemm", floats("w", 4, 3), floats("b", 2, 3))
        .gets("541 a value 2x3 does not stretch to 1x3");
    x.node("einsum_letters", "Einsum", text("equation", "abc->a")).gets("541 3 axes for 1x4");
    x.node("einsum_extents", "Einsum", text("equation", "ab,bc->ac"), floats("w", 3, 5))
        .gets("541 the letter b for axes of 3 and of 4 elements");
    x.node("einsum_result", "Einsum", text("equation", "ab->az")).gets("541 the axes az of a");
    x.node("einsum_digits", "Einsum", text("equation", "a1->a")).gets("541 the equation \"a1->a\"");
  }

  private static void axes(InvalidTable x) {
    x.at(18)
        .node("reduce_axes_twice", "ReduceSum", integers("a", 1, 1))
        .gets("541 the axes [1, 1], of which one is twice");
    x.node("reduce_axis", "ReduceMax", ints("axes", 4))
        .gets("541 the axis 4 of a value of shape 1x4");
    x.node("softmax_axis", "Softmax", integer("axis", -3))
        .gets("541 the axis -3 of a value of shape 1x4");
    x.node("sum_axis", "CumSum", integers("a", INT32, new int[0], 2))
        .gets("541 the axis 2 of a value of shape 1x4");
  }

  private static void losses(InvalidTable x) {
    x.node("loss_of_other_labels", "NegativeLogLikelihoodLoss", integers("l", 0, 1, 2))
        .gets("505 a value of shape 3 cannot have the shape 2x1, of x float 2x4, l int64 3");
    x.node("loss_of_label_beyond", "NegativeLogLikelihoodLoss", integers("l", 0, 9))
        .gets("541 the label 9 of 4 classes");
  }

  private static void places(InvalidTable map) {
    map.node("regions", "RoiAlign", floats("r", 1, 3), integers("n", 0))
        .gets("541 regions 1x3 of images 1 of a map 1x2x8x8");
    map.node("regions_without_images", "RoiAlign", floats("r", 2, 4), integers("n", 0))
        .gets("541 regions 2x4 of images 1 of a map 1x2x8x8");
    map.node("grid", "GridSample", floats("g", 2, 3, 3, 2))
        .gets("541 a map 1x2x8x8 at places 2x3x3x2");
    map.at(18)
        .of(1, 5, 9)
        .node("columns", "Col2Im", integers("i", 4, 4), integers("b", 2, 2))
        .gets("541 columns 1x5x9 of blocks [2, 2] in an image [4, 4]");
  }
}
