package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;

/**
 * What there is to do if a convolution is computed directly, in multiply-adds of vectors: along its
 * channels, the last of which may fill no whole vector, or along its rows, where what it reads lies
 * so. Which of them it will be is known only once all orders are, and this is asked before.
 */
final class DirectWork {
  private final Graph graph;
  private final Machine machine;

  DirectWork(Graph graph, Machine machine) {
    this.graph = graph;
    this.machine = machine;
  }

  /** Of a convolution. */
  double multiplyAdds(Node convolution) {
    double channels = alongChannels(convolution);
    return liesInRows(graph.operand(convolution, 0))
        ? Math.min(channels, alongRows(convolution))
        : channels;
  }

  /**
   * How much more there is to do for the layer before if it has to write channels side by side, as
   * transforms read them, where it would write rows.
   */
  double moreBefore(Node convolution) {
    Node before = graph.operand(convolution, 0);
    Node writer =
        before.operation() instanceof Operation.MaxPool ? graph.operand(before, 0) : before;
    return writesRows(writer) ? alongChannels(writer) - alongRows(writer) : 0;
  }

  /** Whether what a convolution reads lies in rows if it can read them. */
  boolean readsRows(Node convolution) {
    Node before = graph.operand(convolution, 0);
    return liesInRows(
        before.operation() instanceof Operation.MaxPool ? graph.operand(before, 0) : before);
  }

  /** Whether a value is not turned so that its channels lie side by side. */
  boolean liesChannelsFirst(Node node) {
    boolean isFewMaps = node.shape().channels() < machine.lanes();
    return (node.operation() instanceof Operation.Input && isFewMaps)
        || node.operation() instanceof Operation.Reshape;
  }

  private boolean liesInRows(Node node) {
    return liesChannelsFirst(node) || writesRows(node);
  }

  /** Whether all layers from a convolution back to what is given in rows are best along these. */
  private boolean writesRows(Node node) {
    Node each = node;
    while (isBestAlongRows(each)) {
      each = graph.operand(each, 0);
      if (liesChannelsFirst(each)) {
        return true;
      }
    }
    return false;
  }

  private boolean isBestAlongRows(Node node) {
    return node.operation() instanceof Operation.Convolution convolution
        && convolution.connections().equals(Connections.full())
        && !convolution.epilogue().addend()
        && graph.users(node.id()).size() == 1
        && alongRows(node) < alongChannels(node);
  }

  private double alongChannels(Node convolution) {
    return (double) convolution.shape().positions()
        * Math.ceilDiv(convolution.shape().channels(), machine.lanes())
        * summands(convolution);
  }

  private double alongRows(Node convolution) {
    Shape sums = convolution.shape();
    int width = sums.spatialRank() == 0 ? 1 : sums.extents().getLast();
    return (double) sums.size()
        / width
        * Math.ceilDiv(width, machine.lanes())
        * summands(convolution);
  }

  private double summands(Node convolution) {
    Window window = ((Operation.Convolution) convolution.operation()).window();
    return (double) graph.operand(convolution, 0).shape().channels() * window.taps();
  }
}
