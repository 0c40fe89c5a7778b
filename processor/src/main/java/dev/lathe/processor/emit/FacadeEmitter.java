package dev.lathe.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes the class that implements a user's interface. */
public final class FacadeEmitter {

  private static final String PATH = "PATH";
  private static final String FORWARD = "FORWARD";
  private static final String TRAINING = "Training";

  private final FacadeModel model;

  private FacadeEmitter(FacadeModel model) {
    this.model = model;
  }

  /** The class's file. */
  public static JavaFile emit(FacadeModel model) {
    return Sources.file(model.packageName(), new FacadeEmitter(model).type());
  }

  private TypeSpec type() {
    ClassName self = ClassName.get(model.packageName(), model.className());
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addAnnotation(Sources.generated())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .alwaysQualify(model.memberTypes().toArray(String[]::new))
            .addJavadoc("$L\n", Prose.javadoc(description()))
            .superclass(Names.COMPILED_NETWORK)
            .addSuperinterface(interfaceName())
            .addField(path())
            .addField(passField(FORWARD, model.forward(), Modifier.PRIVATE));
    type.addMethod(constructor());
    model.methods().forEach(method -> type.addMethod(layer(method)));
    model
        .entryPoints()
        .forEach(entryPoint -> type.addMethod(EntryPointEmitter.emit(model, entryPoint)));
    if (!model.training().isEmpty()) {
      type.addMethod(trainingPass()).addType(training());
    }
    return type.addType(DescriptionEmitter.emit(model)).build();
  }

  private ClassName interfaceName() {
    List<String> names = model.interfaceNames();
    String[] inner = names.subList(1, names.size()).toArray(String[]::new);
    return ClassName.get(model.packageName(), names.getFirst(), inner);
  }

  private String description() {
    return "%s compiled: %s to %s."
        .formatted(model.network(), shape(model.inputShape()), shape(model.outputShape()));
  }

  private FieldSpec path() {
    CodeBlock.Builder choice =
        CodeBlock.builder().add("$T.choose($S", Names.VECTOR_PATH, model.network());
    for (FacadeModel.Variant variant : vectors(model.forward())) {
      choice.add(",\n    $T.$L", Names.VECTOR_PATH, variant.path());
    }
    return FieldSpec.builder(Names.VECTOR_PATH, PATH)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(choice.add(")").build())
        .build();
  }

  /**
   * The pass for the path that was chosen. Only the chosen class is loaded: classes with vectors
   * cannot be where the module of the Vector API is missing.
   */
  private FieldSpec passField(
      String name, List<FacadeModel.Variant> variants, Modifier... visibility) {
    CodeBlock.Builder passes = CodeBlock.builder();
    if (vectors(variants).isEmpty()) {
      passes.add(pass("  private static final Pass " + name + " = ", variants.getFirst()));
    } else {
      passes.add("switch ($L) {\n", PATH);
      for (FacadeModel.Variant variant : variants) {
        String arm = "  case " + variant.path() + " -> ";
        passes.add("$L$L;\n", arm, pass("    " + arm, variant));
      }
      if (variants.size() < 4) {
        passes.add("  default -> throw new $T($L);\n", IllegalStateException.class, absent());
      }
      passes.add("}");
    }
    return FieldSpec.builder(Names.PASS, name)
        .addModifiers(visibility)
        .addModifiers(Modifier.STATIC, Modifier.FINAL)
        .initializer(passes.build())
        .build();
  }

  private static CodeBlock absent() {
    return CodeBlock.of("$S + $L", "no code was generated for ", PATH);
  }

  /** The pass of a class, on lines of its own if it does not fit behind what stands before it. */
  private CodeBlock pass(String before, FacadeModel.Variant variant) {
    ClassName kernels = ClassName.get(model.packageName(), variant.className());
    boolean qualified = model.memberTypes().contains(Names.PASS.simpleName());
    String pass = qualified ? Names.PASS.canonicalName() : Names.PASS.simpleName();
    String arguments = variant.className() + ".plan(), " + variant.className() + ".kernels()";
    int width = before.length() + ("new " + pass + "(" + arguments + ");").length();
    String format =
        width <= Layout.COLUMNS
            ? "new $T($T.plan(), $T.kernels())"
            : "new $T(\n        $T.plan(),\n        $T.kernels())";
    return CodeBlock.of(format, Names.PASS, kernels, kernels);
  }

  private static List<FacadeModel.Variant> vectors(List<FacadeModel.Variant> variants) {
    return variants.stream()
        .filter(variant -> !variant.path().equals(FacadeModel.Variant.SCALAR))
        .toList();
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addJavadoc("Called by {@code Lathe.load}.\n\n@param weights are checked and packed\n")
        .addModifiers(Modifier.PUBLIC)
        .addParameter(Names.RUNTIME_WEIGHTS, "weights")
        .addStatement(
            "super($L.BLUEPRINT, $L, $L, weights)", DescriptionEmitter.NAME, PATH, FORWARD)
        .build();
  }

  private MethodSpec layer(FacadeModel.LayerMethod method) {
    FacadeModel.Layer layer = model.layers().get(method.layer());
    Layout layout = new Layout();
    layout.comment(layer.title() + ": " + shape(layer.outputShape()));
    layout.statement(Doc.text("return layer(" + method.layer() + ")"));
    return override(method.method(), Modifier.PUBLIC)
        .returns(Names.LAYER)
        .addCode(layout.code())
        .build();
  }

  private static MethodSpec trainingPass() {
    return override("trainingPass", Modifier.PROTECTED)
        .returns(Names.PASS)
        .addStatement("return $L.PASS", TRAINING)
        .build();
  }

  private TypeSpec training() {
    return TypeSpec.classBuilder(TRAINING)
        .addJavadoc("Loaded when a training starts: inference does without its classes.\n")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addField(passField("PASS", model.training()))
        .build();
  }

  static MethodSpec.Builder override(String name, Modifier visibility) {
    return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(visibility);
  }

  private static String shape(List<Integer> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
