package dev.lathe.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes a method that takes data. */
final class EntryPointEmitter {
  private static final TypeName FLOATS = ArrayTypeName.of(TypeName.FLOAT);

  private final FacadeModel model;
  private final FacadeModel.EntryPoint entryPoint;
  private final List<String> names;
  private final MethodSpec.Builder method;

  private EntryPointEmitter(FacadeModel model, FacadeModel.EntryPoint entryPoint) {
    this.model = model;
    this.entryPoint = entryPoint;
    this.names = entryPoint.parameters();
    this.method =
        FacadeEmitter.override(entryPoint.method(), Modifier.PUBLIC).varargs(entryPoint.varargs());
  }

  static MethodSpec emit(FacadeModel model, FacadeModel.EntryPoint entryPoint) {
    return new EntryPointEmitter(model, entryPoint).method();
  }

  private MethodSpec method() {
    for (int i = 0; i < names.size(); i++) {
      method.addParameter(type(i), names.get(i));
    }
    switch (entryPoint.kind()) {
      case SCORES_NEW -> method.returns(FLOATS);
      case ARG_MAX -> method.returns(TypeName.INT);
      case HEADS_NEW -> method.returns(heads());
      case SCORES_INTO, BATCH, HEADS_INTO -> {}
    }
    if (model.hasParts() && !entryPoint.joined()) {
      steps();
    } else {
      method.addStatement(call());
    }
    return method.build();
  }

  private TypeName type(int parameter) {
    boolean last = parameter == names.size() - 1;
    return switch (entryPoint.kind()) {
      case BATCH -> parameter == 1 ? TypeName.INT : FLOATS;
      case HEADS_INTO -> last ? heads() : FLOATS;
      default -> FLOATS;
    };
  }

  private TypeName heads() {
    FacadeModel.Heads heads = entryPoint.heads().orElseThrow();
    List<String> types = heads.simpleNames();
    String[] inner = types.subList(1, types.size()).toArray(String[]::new);
    return ClassName.get(heads.packageName(), types.getFirst(), inner);
  }

  /** Of one input and one output, or of all as one. */
  private CodeBlock call() {
    String arguments = String.join(", ", names);
    return switch (entryPoint.kind()) {
      case SCORES_NEW -> CodeBlock.of("return compute($L)", arguments);
      case SCORES_INTO -> CodeBlock.of("compute($L)", arguments);
      case ARG_MAX -> CodeBlock.of("return argMax($L)", arguments);
      case BATCH -> CodeBlock.of("computeBatch($L)", arguments);
      case HEADS_NEW, HEADS_INTO -> throw new IllegalStateException("a record of one output");
    };
  }

  /** Of several: each is put where the pass wants it, or taken from there. */
  private void steps() {
    if (entryPoint.kind() == FacadeModel.Kind.BATCH) {
      method.addStatement("computeBatch($L)", String.join(", ", names));
      return;
    }
    int inputs = Math.max(1, model.inputs().size());
    method.addStatement("$T memory = put(0, $L)", Names.WORKSPACE, names.getFirst());
    for (int i = 1; i < inputs; i++) {
      method.addStatement("put($L, $L, memory)", i, names.get(i));
    }
    method.addStatement("run(0, memory)");
    String last = names.getLast();
    switch (entryPoint.kind()) {
      case SCORES_NEW -> method.addStatement("return take(0, memory)");
      case SCORES_INTO -> method.addStatement("take(0, memory, $L)", last);
      case ARG_MAX -> method.addStatement("return highest(0, memory)");
      case HEADS_NEW -> method.addStatement("return new $T($L)", heads(), taken());
      case HEADS_INTO -> {
        for (FacadeModel.Component each : entryPoint.heads().orElseThrow().components()) {
          method.addStatement("take($L, memory, $L.$L())", each.output(), last, each.name());
        }
      }
      case BATCH -> throw new IllegalStateException("a batch is computed at once");
    }
  }

  private String taken() {
    return entryPoint.heads().orElseThrow().components().stream()
        .map(each -> "take(" + each.output() + ", memory)")
        .collect(Collectors.joining(", "));
  }
}
