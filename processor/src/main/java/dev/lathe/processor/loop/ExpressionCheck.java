package dev.lathe.processor.loop;

import dev.lathe.processor.loop.Expression.Binary;
import dev.lathe.processor.loop.Expression.Broadcast;
import dev.lathe.processor.loop.Expression.Carried;
import dev.lathe.processor.loop.Expression.Carrier;
import dev.lathe.processor.loop.Expression.Constant;
import dev.lathe.processor.loop.Expression.Load;
import dev.lathe.processor.loop.Expression.MultiplyAdd;
import dev.lathe.processor.loop.Expression.PairSum;
import dev.lathe.processor.loop.Expression.Read;
import dev.lathe.processor.loop.Expression.Reduce;
import dev.lathe.processor.loop.Expression.Select;
import dev.lathe.processor.loop.Expression.Spread;
import dev.lathe.processor.loop.Expression.Unary;
import dev.lathe.processor.loop.Expression.Unzip;
import java.util.function.Consumer;

/** Checks expressions where they stand: names, lanes, what is possible on vectors. */
final class ExpressionCheck {

  private final Scope scope;
  private final int vectorLanes;
  private final Consumer<String> report;

  ExpressionCheck(Scope scope, int vectorLanes, Consumer<String> report) {
    this.scope = scope;
    this.vectorLanes = vectorLanes;
    this.report = report;
  }

  void check(Expression expression) {
    if (expression.lanes() != 1 && expression.lanes() != vectorLanes) {
      complain(expression, "it has " + expression.lanes() + " lanes, vectors " + vectorLanes);
    }
    switch (expression) {
      case Read(Local local) -> checkDefined(local);
      case Load(Buffer buffer, Index index, int lanes) -> checkAccess(buffer, index, lanes);
      case Broadcast(Buffer buffer, Index index, int _) -> checkAccess(buffer, index, 1);
      case Spread(Local scalar, int _) -> {
        checkDefined(scalar);
        if (scalar.lanes() != 1) {
          report.accept(scalar.name() + " is not a scalar");
        }
      }
      case Constant _ -> {}
      case MultiplyAdd(Expression a, Expression b, Expression c, boolean _) ->
          checkAll(expression, a, b, c);
      case Binary(Expression.Operator _, Expression a, Expression b) -> checkAll(expression, a, b);
      case Unary(Expression.Function _, Expression a) -> check(a);
      case Select(Expression.Comparison _, var a, var b, var then, var otherwise) ->
          checkAll(expression, a, b, then, otherwise);
      case PairSum(int distance, Read a, Read b) -> {
        checkAll(expression, a, b);
        if (Integer.bitCount(distance) != 1 || distance >= expression.lanes()) {
          report.accept("no lanes are " + distance + " apart: " + expression);
        }
      }
      case Unzip(int first, Read a, Read b) -> {
        checkAll(expression, a, b);
        if (first < 0 || first > 1 || expression.lanes() == 1) {
          report.accept("only vectors are unzipped, from lane 0 or 1: " + expression);
        }
      }
      case Carrier(Read word) -> checkVector(expression, word);
      case Carried(Read a, Read b, Read c) -> checkVector(expression, a, b, c);
      case Reduce(Expression.Operator operator, Expression vector) -> {
        check(vector);
        if (!operator.folds() || vector.lanes() == 1) {
          report.accept("only vectors are reduced, by ADD, MAXIMUM or MINIMUM: " + expression);
        }
      }
    }
  }

  private void checkVector(Expression whole, Read... words) {
    checkAll(whole, words);
    if (whole.lanes() == 1) {
      report.accept("only vectors of words are taken apart: " + whole);
    }
  }

  void check(Index index) {
    for (String name : index.terms().keySet()) {
      if (!(scope.meaning(name) instanceof Scope.IndexName)) {
        report.accept("index " + name + " is not defined here");
      }
    }
  }

  void checkAccess(Buffer buffer, Index index, int length) {
    check(index);
    if (length < 1) {
      report.accept("nothing of " + buffer.name() + " is accessed: " + length + " floats");
    }
    if (!buffer.equals(scope.meaning(buffer.name()))) {
      report.accept(buffer + " is not defined here");
    }
  }

  void checkDefined(Local local) {
    if (!local.equals(scope.meaning(local.name()))) {
      report.accept(local + " is not defined here");
    }
  }

  private void checkAll(Expression whole, Expression... operands) {
    for (Expression operand : operands) {
      check(operand);
      if (operand.lanes() != whole.lanes()) {
        complain(
            whole, "its operands have " + operand.lanes() + " and " + whole.lanes() + " lanes");
      }
    }
  }

  private void complain(Expression expression, String what) {
    report.accept(LoopPrinter.print(expression) + ": " + what);
  }
}
