package dev.lathe.processor.lowering;

import dev.lathe.processor.loop.Budget;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.Buffers;
import dev.lathe.processor.memory.Operand;
import dev.lathe.processor.memory.PlacedContraction;
import dev.lathe.processor.memory.PlacedRegion;
import dev.lathe.processor.schedule.Axis;
import dev.lathe.processor.schedule.AxisNames;
import dev.lathe.processor.schedule.Contraction;
import dev.lathe.processor.schedule.Region;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.Span;
import dev.lathe.processor.schedule.Tiling;
import dev.lathe.processor.schedule.WeightsAhead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Sums of products on a register tile: the loops over tiles, the sums in registers, the loops over
 * summands inside, then pooling, lanes that are added up, bias, addend, function and the stores.
 */
final class ContractionLowering {
  private final ScheduledContraction scheduled;
  private final PlacedRegion placed;
  private final boolean strict;
  private final Contraction contraction;
  private final Tiling tiling;
  private final Region region;
  private final Tile tile;
  private final List<OperandReader> readers = new ArrayList<>();
  private final OperandReader out;
  private final SummedLoops summed;
  private boolean readsAhead;

  private ContractionLowering(ScheduledContraction scheduled, PlacedRegion placed, boolean strict) {
    this.scheduled = scheduled;
    this.placed = placed;
    this.strict = strict;
    this.contraction = scheduled.contraction();
    this.tiling = scheduled.tiling();
    this.region = placed.region();
    this.tile = Tile.of(contraction, region);
    if (contraction.summands() > 0) {
      readers.add(factor("x", "in", placed.left()));
      placed.right().ifPresent(right -> readers.add(right(right)));
    }
    this.out = ofResults("out", "out", placed.out());
    this.summed = new SummedLoops(scheduled, region, readers);
  }

  /** Weights, or in the gradient of weights the derivative of what they made. */
  private OperandReader right(Operand operand) {
    return operand.buffer().equals(Buffers.ARENA)
        ? factor("d", "derivative", operand)
        : factor("w", "weights", operand);
  }

  private OperandReader factor(String value, String base, Operand operand) {
    return new OperandReader(value, base, operand, tiling.lanes(), tiling.vectorAxis());
  }

  /** What has an element for each result: the lanes of dot products are joined along channels. */
  private OperandReader ofResults(String value, String base, Operand operand) {
    String axis = contraction.sumsLanes(tiling) ? AxisNames.CHANNEL : tiling.vectorAxis();
    return new OperandReader(value, base, operand, tiling.lanes(), axis);
  }

  /**
   * One kernel for each region.
   *
   * @param strict whether products must not be rounded on scalars either
   */
  static List<Kernel> lower(PlacedContraction placed, List<String> geometry, boolean strict) {
    List<Kernel> kernels = new ArrayList<>();
    for (int i = 0; i < placed.regions().size(); i++) {
      kernels.add(lower(placed, i, geometry, strict));
    }
    return kernels;
  }

  /**
   * The kernel of a region, without what it has no room for: a sum in parts gains more than weights
   * that come early.
   */
  private static Kernel lower(
      PlacedContraction placed, int which, List<String> geometry, boolean strict) {
    ScheduledContraction scheduled = placed.scheduled();
    ScheduledContraction inTime = scheduled.withoutReadingAhead();
    List<Kernel> tried = new ArrayList<>();
    for (ScheduledContraction each :
        new LinkedHashSet<>(List.of(scheduled, inTime, inTime.whole()))) {
      Kernel kernel =
          new ContractionLowering(each, placed.regions().get(which), strict)
              .lower(placed, which, geometry);
      if (Budget.fits(kernel, each.tiling().lanes())) {
        return kernel;
      }
      tried.add(kernel);
    }
    return tried.getLast();
  }

  private Kernel lower(PlacedContraction placed, int which, List<String> geometry) {
    Block block = new Block();
    loops(block, 0, starts());
    List<String> description =
        KernelDescription.of(placed, which, summed.parts(), readsAhead, geometry);
    return Kernels.of(contraction.name() + (which == 0 ? "" : "Rest" + which), description, block);
  }

  /** Where the caller's buffers begin is given, as a loop's variable is. */
  private static Map<String, Index> starts() {
    Map<String, Index> starts = new HashMap<>();
    for (Buffer end : Buffers.ENDS) {
      end.startName().ifPresent(name -> starts.put(name, end.start()));
    }
    return starts;
  }

  /** The loops over tiles, outermost first. */
  private void loops(Block block, int depth, Map<String, Index> at) {
    if (depth == region.spans().size()) {
      tile(block, at);
      return;
    }
    Span span = region.spans().get(depth);
    String axis = span.axis().name();
    block.loop(
        axis,
        span.from(),
        span.to(),
        span.step(),
        (body, variable) -> {
          Map<String, Index> inner = new HashMap<>(at);
          inner.put(axis, variable);
          loops(body, depth + 1, inner);
        });
  }

  private void tile(Block block, Map<String, Index> at) {
    for (OperandReader reader : readers) {
      reader.nameBase(block, at);
    }
    out.nameBase(block, at);
    begin(block);
    if (contraction.summands() > 0) {
      summed.write(block, at, (body, summands) -> multiplyAdd(body, at, summands));
      addParts(block);
    }
    fold(block);
    List<Tile.Cell> results = tile.cells().stream().filter(Tile.Cell::isFirstOfPool).toList();
    if (contraction.sumsLanes(tiling)) {
      results = LaneJoin.join(block, results, new Expression.Read(zeros()));
    }
    addBias(block, results, at);
    addAddend(block, results, at);
    apply(block, results);
    store(block, results);
  }

  /** Sums begin with zeros, or where earlier images have left them. */
  private void begin(Block block) {
    if (contraction.continuesSums()) {
      if (summed.parts() > 1) {
        throw new IllegalStateException("sums that are continued go in one part");
      }
      for (Tile.Cell cell : tile.cells()) {
        Buffer buffer = placed.out().buffer();
        block.set(local(cell), new Expression.Load(buffer, out.index(cell), tiling.lanes()));
      }
      return;
    }
    Expression zero = zero(block);
    for (Tile.Cell cell : tile.cells()) {
      for (int part = 0; part < summed.parts(); part++) {
        block.set(local(cell, part), zero);
      }
    }
  }

  private Local local(Tile.Cell cell) {
    return new Local(cell.name(), tiling.lanes());
  }

  /** A part of a sum; the first one is the sum itself. */
  private Local local(Tile.Cell cell, int part) {
    return part == 0 ? local(cell) : new Local(cell.name() + "Part" + part, tiling.lanes());
  }

  /** Adds up what was summed in parts. */
  private void addParts(Block block) {
    for (Tile.Cell cell : tile.cells()) {
      for (int part = 1; part < summed.parts(); part++) {
        Expression more = new Expression.Read(local(cell, part));
        Expression sum = new Expression.Read(local(cell));
        block.set(local(cell), new Expression.Binary(Expression.Operator.ADD, sum, more));
      }
    }
  }

  /** A result, and a summand of it. */
  private record Product(Tile.Cell cell, SummedLoops.Summand summand) {}

  /**
   * Some summands of every result. What is kept is read first: all weights of straight-line code
   * that shares its reads, or else the vectors of one summand. Then each element of the other
   * operand is read and used at once, so that one register serves them all.
   */
  private void multiplyAdd(Block block, Map<String, Index> at, List<SummedLoops.Summand> summands) {
    readAhead(block, summands);
    if (tiling.shared()) {
      addProducts(block, at, summands, readers.getFirst());
      return;
    }
    // Along lanes each vector of weights is used once, and that of the map by all.
    OperandReader used =
        contraction.sumsLanes(tiling)
            ? readers.getLast()
            : readers.stream()
                .filter(reader -> !reader.isVector())
                .findFirst()
                .orElse(readers.getFirst());
    summands.forEach(summand -> addProducts(block, at, List.of(summand), used));
  }

  /** Fetches the weights of a later trip while these are multiplied. */
  private void readAhead(Block block, List<SummedLoops.Summand> summands) {
    int lines = WeightsAhead.lines(scheduled, region, summands.size());
    if (scheduled.readsAhead() && lines > 0) {
      summands.getFirst().move(readers.getLast());
      block.add(readers.getLast().readAhead(WeightsAhead.FLOATS, lines));
      readsAhead = true;
    }
  }

  /**
   * Adds products.
   *
   * @param used the operand whose elements are read when they are used
   */
  private void addProducts(
      Block block, Map<String, Index> at, List<SummedLoops.Summand> summands, OperandReader used) {
    readers.forEach(OperandReader::startStep);
    List<Product> products = products(summands, at);
    for (Product product : products) {
      readers.stream()
          .filter(reader -> reader != used)
          .forEach(
              reader -> {
                product.summand().move(reader);
                reader.read(block, product.cell());
              });
    }
    for (Product product : inOrderOfUse(products, used)) {
      readers.forEach(product.summand()::move);
      Tile.Cell cell = product.cell();
      Local local = local(cell, product.summand().part());
      Expression sum = new Expression.Read(local);
      List<Expression> factors = readers.stream().map(reader -> reader.read(block, cell)).toList();
      Expression next =
          factors.size() == 1
              ? new Expression.Binary(Expression.Operator.ADD, sum, factors.get(0))
              : new Expression.MultiplyAdd(factors.get(1), factors.get(0), sum, strict);
      block.set(local, next);
    }
  }

  /** Whether the map is surely read outside, where it is zero. */
  private boolean isOfPadding(Product product, Map<String, Index> at) {
    return contraction.padded().stream()
        .anyMatch(padded -> padded.isSurelyOutside(axis -> place(axis, product, at)));
  }

  /** Where a product stands along an axis, if that is the same in every trip of all loops. */
  private OptionalInt place(String axis, Product product, Map<String, Index> at) {
    if (tiling.lanes() > 1 && axis.equals(tiling.vectorAxis())) {
      return OptionalInt.empty();
    }
    if (contraction.axis(axis).extent() == 1) {
      return OptionalInt.of(0);
    }
    Index loop = product.summand().at().getOrDefault(axis, at.get(axis));
    return loop == null || !loop.isConstant()
        ? OptionalInt.empty()
        : OptionalInt.of(loop.constant() + product.cell().offsets().getOrDefault(axis, 0));
  }

  /** What is not of padding, summand by summand. */
  private List<Product> products(List<SummedLoops.Summand> summands, Map<String, Index> at) {
    return summands.stream()
        .flatMap(summand -> tile.cells().stream().map(cell -> new Product(cell, summand)))
        .filter(product -> !isOfPadding(product, at))
        .toList();
  }

  /** Products with the same element follow each other, from the lowest place on. */
  private static List<Product> inOrderOfUse(List<Product> products, OperandReader used) {
    Map<Integer, List<Product>> groups = new TreeMap<>();
    for (Product product : products) {
      product.summand().move(used);
      groups
          .computeIfAbsent(used.index(product.cell()).constant(), _ -> new ArrayList<>())
          .add(product);
    }
    return groups.values().stream().flatMap(List::stream).toList();
  }

  /**
   * Max-pooling before bias and function: both do not fall with their operand, so the result is the
   * same with fewer operations.
   */
  private void fold(Block block) {
    if (contraction.axes(Axis.Role.POOLED).isEmpty()) {
      return;
    }
    Local first = local(tile.cells().get(0));
    for (Tile.Cell cell : tile.cells()) {
      if (cell.isFirstOfPool()) {
        first = local(cell);
      } else {
        block.set(
            first,
            new Expression.Binary(
                Expression.Operator.MAXIMUM,
                new Expression.Read(first),
                new Expression.Read(local(cell))));
      }
    }
  }

  /**
   * Added at the end: accumulators that start with the bias ran a third slower in front of a
   * maximum with 0.
   */
  private void addBias(Block block, List<Tile.Cell> results, Map<String, Index> at) {
    placed.bias().ifPresent(bias -> add(block, results, ofResults("bias", "biases", bias), at));
  }

  private void addAddend(Block block, List<Tile.Cell> results, Map<String, Index> at) {
    placed
        .addend()
        .ifPresent(value -> add(block, results, ofResults("added", "addend", value), at));
  }

  private void add(
      Block block, List<Tile.Cell> results, OperandReader operand, Map<String, Index> at) {
    operand.nameBase(block, at);
    operand.startStep();
    for (Tile.Cell cell : results) {
      Expression value = operand.read(block, cell);
      Expression sum = new Expression.Read(local(cell));
      block.set(local(cell), new Expression.Binary(Expression.Operator.ADD, sum, value));
    }
  }

  private void apply(Block block, List<Tile.Cell> results) {
    if (contraction.function().isEmpty()) {
      return;
    }
    EpilogueFunction function =
        EpilogueFunction.of(
            block, contraction.function().get(), tiling.lanes(), contraction.isShort() && !strict);
    for (Tile.Cell cell : results) {
      block.set(local(cell), function.of(block, new Expression.Read(local(cell))));
    }
  }

  /** The variable that sums begin with. */
  private Local zeros() {
    return new Local("zero", tiling.lanes());
  }

  private Expression zero(Block block) {
    return block.set(zeros(), new Expression.Constant(0, tiling.lanes()));
  }

  private void store(Block block, List<Tile.Cell> results) {
    out.startStep();
    Buffer buffer = placed.out().buffer();
    for (Tile.Cell cell : results) {
      Index index = out.index(cell);
      Expression sum = new Expression.Read(local(cell));
      if (contraction.accumulate() && !contraction.continuesSums()) {
        Expression old = new Expression.Load(buffer, index, tiling.lanes());
        sum = block.set(local(cell), new Expression.Binary(Expression.Operator.ADD, sum, old));
      }
      block.add(new Statement.Store(buffer, index, sum));
    }
  }
}
