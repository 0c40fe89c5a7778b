package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.text;
import static dev.lathe.processor.testing.OnnxText.value;

/** Operands of arithmetic and of products that do not fit each other. */
final class InvalidSums {
  private static final String MAP = value("input", "x", 1, 2, 8, 8);
  private static final String X = value("input", "x", 1, 4);

  private InvalidSums() {}

  static void add(InvalidFiles files) {
    sums(files);
  }

  private static void sums(InvalidFiles files) {
    files.add(
        "broadcast",
        13,
        "505 the shapes [1x4, 3] do not broadcast, of x float 1x4, w float 3",
        X,
        floats("w", 3),
        node("Add", "y", "x", "w"));
    files.add(
        "broadcast_many",
        13,
        "505 the shapes [1x4, 3] do not broadcast, of x float 1x4, x float 1x4, w float 3",
        X,
        floats("w", 3),
        node("Max", "y", "x", "x", "w"));
    files.add(
        "matrices",
        13,
        "541 the product of 1x4 and 5x3",
        X,
        floats("w", 5, 3),
        node("MatMul", "y", "x", "w"));
    files.add(
        "matrix_of_scalar",
        13,
        "541 the product of 1x4 and scalar",
        X,
        floats("w", new int[0], 3),
        node("MatMul", "y", "x", "w"));
    files.add(
        "gemm", 13, "541 a weight 3x5 for 1x4", X, floats("w", 5, 3), node("Gemm", "y", "x", "w"));
    files.add(
        "gemm_turned",
        13,
        "541 a weight 3x5 for 1x4",
        X,
        floats("w", 3, 5),
        nodeWith(integer("transB", 1), "Gemm", "y", "x", "w"));
    files.add(
        "gemm_bias",
        13,
        "505 the shapes [5, 1x3] do not broadcast, of x float 1x4, w float 4x3, b float 5",
        X,
        floats("w", 4, 3),
        floats("b", 5),
        node("Gemm", "y", "x", "w", "b"));
    files.add(
        "gemm_bias_that_grows",
        13,
        "541 a value 2x3 does not stretch to 1x3",
        X,
        floats("w", 4, 3),
        floats("b", 2, 3),
        node("Gemm", "y", "x", "w", "b"));
    files.add(
        "einsum_letters",
        13,
        "541 3 axes for 1x4",
        X,
        nodeWith(text("equation", "abc->a"), "Einsum", "y", "x"));
    files.add(
        "einsum_extents",
        13,
        "541 the letter b for axes of 3 and of 4 elements",
        X,
        floats("w", 3, 5),
        nodeWith(text("equation", "ab,bc->ac"), "Einsum", "y", "x", "w"));
    files.add(
        "einsum_result",
        13,
        "541 the axes az of a",
        X,
        nodeWith(text("equation", "ab->az"), "Einsum", "y", "x"));
    files.add(
        "einsum_digits",
        13,
        "541 the equation \"a1->a\"",
        X,
        nodeWith(text("equation", "a1->a"), "Einsum", "y", "x"));
    files.add(
        "reduce_axes_twice",
        18,
        "541 the axes [1, 1], of which one is twice",
        X,
        integers("a", 1, 1),
        node("ReduceSum", "y", "x", "a"));
    files.add(
        "reduce_axis",
        13,
        "541 the axis 4 of a value of shape 1x4",
        X,
        nodeWith(ints("axes", 4), "ReduceMax", "y", "x"));
    files.add(
        "softmax_axis",
        13,
        "541 the axis -3 of a value of shape 1x4",
        X,
        nodeWith(integer("axis", -3), "Softmax", "y", "x"));
    files.add(
        "sum_axis",
        13,
        "541 the axis 2 of a value of shape 1x4",
        X,
        integers("a", 6, new int[0], 2),
        node("CumSum", "y", "x", "a"));
    files.add(
        "loss_of_other_labels",
        13,
        "505 a value of shape 3 cannot have the shape 2x1, of x float 2x4, l int64 3",
        value("input", "x", 2, 4),
        integers("l", 0, 1, 2),
        node("NegativeLogLikelihoodLoss", "y", "x", "l"));
    files.add(
        "loss_of_label_beyond",
        13,
        "541 the label 9 of 4 classes",
        value("input", "x", 2, 4),
        integers("l", 0, 9),
        node("NegativeLogLikelihoodLoss", "y", "x", "l"));
    files.add(
        "regions",
        16,
        "541 regions 1x3 of images 1 of a map 1x2x8x8",
        MAP,
        floats("r", 1, 3),
        integers("n", 0),
        node("RoiAlign", "y", "x", "r", "n"));
    files.add(
        "regions_without_images",
        16,
        "541 regions 2x4 of images 1 of a map 1x2x8x8",
        MAP,
        floats("r", 2, 4),
        integers("n", 0),
        node("RoiAlign", "y", "x", "r", "n"));
    files.add(
        "grid",
        16,
        "541 a map 1x2x8x8 at places 2x3x3x2",
        MAP,
        floats("g", 2, 3, 3, 2),
        node("GridSample", "y", "x", "g"));
    files.add(
        "columns",
        18,
        "541 columns 1x5x9 of blocks [2, 2] in an image [4, 4]",
        value("input", "x", 1, 5, 9),
        integers("i", 4, 4),
        integers("b", 2, 2),
        node("Col2Im", "y", "x", "i", "b"));
  }
}
