package dev.lathe.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.loop.Statement;
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
import dev.lathe.processor.loop.Walk;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes a kernel as a static method. */
final class MethodEmitter {

  /** Of the blocks of {@code dev.lathe.runtime.vector.VectorTransposition}. */
  private static final int LANES = 8;

  private final Layout layout = new Layout();

  private final WalkFields walks;

  private MethodEmitter(WalkFields walks) {
    this.walks = walks;
  }

  static MethodSpec emit(String name, Kernel kernel, WalkFields walks) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name).addModifiers(Modifier.STATIC);
    for (String line : kernel.description()) {
      for (String part : Prose.wrap(Prose.javadoc(line), Layout.COLUMNS - 5)) {
        method.addJavadoc("$L\n", part);
      }
    }
    for (Buffer buffer : kernel.buffers()) {
      method.addParameter(parameter(buffer));
      buffer.startName().ifPresent(start -> method.addParameter(TypeName.INT, start));
    }
    kernel.offsets().forEach(offset -> method.addParameter(TypeName.INT, offset));
    return method.addCode(body(kernel, walks)).build();
  }

  static ParameterSpec parameter(Buffer buffer) {
    TypeName type =
        switch (buffer.storage()) {
          case ARRAY, CALLER -> ArrayTypeName.of(TypeName.FLOAT);
          case SEGMENT -> Names.MEMORY_SEGMENT;
        };
    return ParameterSpec.builder(type, buffer.name()).build();
  }

  private static CodeBlock body(Kernel kernel, WalkFields walks) {
    MethodEmitter emitter = new MethodEmitter(walks);
    if (kernel.linesAhead() > 0) {
      emitter.layout.assignment(Doc.text("int " + ReadAhead.SUM), Doc.text("0"));
    }
    emitter.emit(kernel.body());
    if (kernel.linesAhead() > 0) {
      emitter.layout.statement(Doc.call(Names.READ_AHEAD, "keep", Doc.text(ReadAhead.SUM)));
    }
    return emitter.layout.code();
  }

  private void emit(List<Statement> statements) {
    statements.forEach(this::emit);
  }

  private void emit(Statement statement) {
    switch (statement) {
      case Loop(String variable, int from, int to, int step, List<Statement> body) -> {
        String next = step == 1 ? variable + "++" : variable + " += " + step;
        layout.open("for (int %s = %d; %s < %d; %s)".formatted(variable, from, variable, to, next));
        emit(body);
        layout.close();
      }
      case LimitedLoop(String variable, Index from, Index to, int extent, List<Statement> body) -> {
        String first =
            from.isConstant()
                ? Literals.of(Math.max(from.constant(), 0))
                : "Math.max(" + from + ", 0)";
        String end =
            to.isConstant()
                ? Literals.of(Math.min(to.constant(), extent))
                : "Math.min(" + to + ", " + extent + ")";
        layout.open("for (int %1$s = %2$s; %1$s < %3$s; %1$s++)".formatted(variable, first, end));
        emit(body);
        layout.close();
      }
      case NameIndex(String name, Index index) ->
          layout.assignment(Doc.text("int " + name), Indices.floats(index));
      case ReadIndex(String name, Buffer buffer, Index at, int limit) -> {
        Doc number = Doc.of(Doc.text("(int) "), ScalarExpressions.element(buffer, at));
        layout.assignment(
            Doc.text("int " + name),
            Doc.call(Names.OBJECTS, "checkIndex", number, Doc.text(Literals.of(limit))));
      }
      case WalkIndex(String name, Walk walk, Index trip) -> {
        Doc place = Doc.of(Doc.text(walks.name(walk) + "["), Indices.floats(trip), Doc.text("]"));
        layout.assignment(Doc.text("int " + name), place);
      }
      case Define(Local local, Expression value) -> {
        Doc type = local.lanes() == 1 ? Doc.text("float") : Doc.type(Names.FLOAT_VECTOR);
        layout.assignment(Doc.of(type, Doc.text(" " + local.name())), value(value));
      }
      case Assign(Local local, Expression value) ->
          layout.assignment(Doc.text(local.name()), value(value));
      case Store(Buffer buffer, Index index, Expression value) -> store(buffer, index, value);
      case Fill(Buffer buffer, Index start, int length, float value) -> {
        Doc from = Indices.floats(start);
        Doc to = Indices.floats(start.plus(length));
        Doc literal = Literals.of(value);
        layout.statement(
            Doc.call(Names.ARRAYS, "fill", Doc.text(buffer.name()), from, to, literal));
      }
      case Copy(Buffer from, Index source, Buffer to, Index destination, int length) ->
          layout.statement(
              Doc.call(
                  Names.SYSTEM,
                  "arraycopy",
                  Doc.text(from.name()),
                  Indices.floats(source),
                  Doc.text(to.name()),
                  Indices.floats(destination),
                  Doc.text(Literals.of(length))));
      case Transpose transpose -> transpose(transpose);
      case ReadAhead ahead -> readAhead(ahead);
      case Comment(String text) -> layout.comment(text);
    }
  }

  private void transpose(Transpose each) {
    layout.statement(
        Doc.call(
            each.lanes() < LANES ? Names.TRANSPOSITION : Names.VECTOR_TRANSPOSITION,
            "copy",
            Doc.text(each.from().buffer().name()),
            Indices.floats(each.from().start()),
            number(each.from().stride()),
            Doc.text(each.to().buffer().name()),
            Indices.floats(each.to().start()),
            number(each.to().stride()),
            number(each.rows()),
            number(each.columns())));
  }

  private void readAhead(ReadAhead each) {
    for (int i = 0; i < each.lines(); i++) {
      // Not by a method of the runtime: C2 does not inline one in a kernel of this size, and spills
      // all vectors around the call.
      Doc segment = Doc.text(each.buffer().name());
      Doc type = Doc.member(Names.VALUE_LAYOUT, "JAVA_INT_UNALIGNED");
      Doc number = Doc.call(segment, "get", type, Indices.bytes(each.line(i)));
      layout.statement(Doc.of(Doc.text(ReadAhead.SUM + " += "), number));
    }
  }

  private static Doc number(int value) {
    return Doc.text(Literals.of((long) value));
  }

  private void store(Buffer buffer, Index index, Expression value) {
    if (!buffer.isArray()) {
      throw new IllegalArgumentException(
          "segments are read only, but " + buffer.name() + " is written to");
    }
    if (value.lanes() == 1) {
      layout.assignment(ScalarExpressions.element(buffer, index), value(value));
    } else {
      Doc array = Doc.text(buffer.name());
      layout.statement(Doc.call(value(value), "intoArray", array, Indices.floats(index)));
    }
  }

  private static Doc value(Expression expression) {
    return expression.lanes() == 1
        ? ScalarExpressions.of(expression)
        : VectorExpressions.of(expression);
  }
}
