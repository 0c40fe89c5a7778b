package dev.lathe.processor.lowering;

import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.Operand;
import dev.lathe.processor.schedule.RoundedWeights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Addresses one operand of a contraction, and reads each of its elements once a step. */
final class OperandReader {
  private final String value;
  private final String baseName;
  private final Operand operand;
  private final int lanes;
  private final String vectorAxis;
  private final Map<Expression, Expression> read = new HashMap<>();
  private final Map<Expression, Expression.Read> words = new HashMap<>();
  private Index base = Index.of(0);
  private Index step = Index.of(0);
  private Index rowStart = Index.of(0);
  private Index rowStep = Index.of(0);

  /**
   * @param vectorAxis along which its vectors lie, if it has any
   */
  OperandReader(String value, String baseName, Operand operand, int lanes, String vectorAxis) {
    this.value = value;
    this.baseName = baseName;
    this.operand = operand;
    this.lanes = lanes;
    this.vectorAxis = vectorAxis;
  }

  /**
   * Whether its elements lie along the vector axis; a lone float is spread to all lanes instead.
   */
  boolean isVector() {
    return operand.dependsOn(vectorAxis);
  }

  /** Names the part of the index that the loops over tiles decide, so that the rest is short. */
  void nameBase(Block block, Map<String, Index> at) {
    Index start = Coordinates.substitute(operand.index(), at);
    operand.row().ifPresent(row -> rowStart = Coordinates.substitute(row.coordinate(), at));
    if (start.isConstant() || operand.buffer().storage() == Buffer.Storage.SEGMENT) {
      // Offsets in segments are sums of longs, which HotSpot checks best; a name would be an int.
      base = start;
    } else {
      block.add(new Statement.NameIndex(baseName, start));
      base = Index.variable(baseName);
    }
  }

  /** How far a step along a summed axis leads. */
  int stride(String axis) {
    return operand.index().terms().getOrDefault(axis, 0);
  }

  /** Whether a step along an axis moves in a row whose cells are sorted. */
  boolean isSplitAlong(String axis) {
    return operand.row().map(row -> row.coordinate().terms().containsKey(axis)).orElse(false);
  }

  /** What the place of a summand is called where a table gives it. */
  String stepName() {
    return baseName + "Step";
  }

  /** Forgets what was read. */
  void startStep() {
    read.clear();
    words.clear();
  }

  /**
   * Moves on to the given summand.
   *
   * @param walked how far joined loops have led besides
   */
  void moveTo(Map<String, Index> summand, Index walked) {
    step = moved(operand.index(), summand).plus(walked);
    operand.row().ifPresent(row -> rowStep = moved(row.coordinate(), summand));
  }

  private static Index moved(Index index, Map<String, Index> summand) {
    Index moved = Index.of(0);
    for (Map.Entry<String, Integer> term : index.terms().entrySet()) {
      Index at = summand.get(term.getKey());
      if (at != null) {
        moved = moved.plus(at.times(term.getValue()));
      }
    }
    return moved;
  }

  /** Where a cell's element lies. */
  Index index(Tile.Cell cell) {
    Index index = base.plus(step).plus(Coordinates.offset(operand.within(), cell.offsets()));
    return operand.row().isEmpty() ? index : index.plus(inRow(cell));
  }

  private Index inRow(Tile.Cell cell) {
    Operand.SplitRow row = operand.row().orElseThrow();
    return inRow(Index.of(Coordinates.offset(row.coordinate(), cell.offsets())));
  }

  private Index inRow(Index offset) {
    return operand.row().orElseThrow().split().index(rowStart.plus(rowStep).plus(offset));
  }

  /** Fetches cache lines of a stream, so many floats behind the summand's first. */
  Statement.ReadAhead readAhead(int floats, int lines) {
    return new Statement.ReadAhead(operand.buffer(), base.plus(step).plus(floats), lines);
  }

  /** The element that a cell needs; read into a variable the first time in a step. */
  Expression read(Block block, Tile.Cell cell) {
    Expression element = element(block, cell);
    Expression known = read.get(element);
    if (known != null) {
      return known;
    }
    Expression variable = block.set(new Local(value + read.size(), lanes), element);
    read.put(element, variable);
    return variable;
  }

  private Expression element(Block block, Tile.Cell cell) {
    if (!isVector()) {
      return new Expression.Broadcast(operand.buffer(), index(cell), lanes);
    }
    return operand.groups() > 0
        ? unpacked(block, Coordinates.offset(operand.within(), cell.offsets()) / lanes)
        : new Expression.Load(operand.buffer(), index(cell), lanes);
  }

  /** A vector of a tile whose weights share words. */
  private Expression unpacked(Block block, int vector) {
    int group = vector / RoundedWeights.GROUP;
    if (group >= operand.groups()) {
      return word(vector - operand.groups());
    }
    List<Expression.Read> shared = words(block, group);
    int member = vector % RoundedWeights.GROUP;
    return member < RoundedWeights.WORDS
        ? new Expression.Carrier(shared.get(member))
        : new Expression.Carried(shared.get(0), shared.get(1), shared.get(2));
  }

  /** The words of a group, read into variables the first time in a step. */
  private List<Expression.Read> words(Block block, int group) {
    int first = group * RoundedWeights.WORDS;
    return IntStream.range(first, first + RoundedWeights.WORDS)
        .mapToObj(
            which -> {
              Expression word = word(which);
              return words.computeIfAbsent(word, _ -> define(block, word));
            })
        .toList();
  }

  private Expression.Read define(Block block, Expression word) {
    Local local = new Local("words" + words.size(), lanes);
    block.set(local, word);
    return new Expression.Read(local);
  }

  private Expression word(int which) {
    return new Expression.Load(operand.buffer(), base.plus(step).plus(which * lanes), lanes);
  }
}
