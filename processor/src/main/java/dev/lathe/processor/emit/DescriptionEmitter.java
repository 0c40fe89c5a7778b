package dev.lathe.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/**
 * Writes what a network is, as a class of its own inside the facade: there its methods cannot meet
 * the names of the user's layers.
 */
final class DescriptionEmitter {

  static final String NAME = "Description";

  private DescriptionEmitter() {}

  static TypeSpec emit(FacadeModel model) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(NAME)
            .addJavadoc("Shapes, layers and parameters.\n")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addField(
                FieldSpec.builder(Names.BLUEPRINT, "BLUEPRINT")
                    .addModifiers(Modifier.STATIC, Modifier.FINAL)
                    .initializer("blueprint()")
                    .build())
            .addMethod(blueprint(model));
    ListEmitter lists = new ListEmitter(type, Layout.NESTED_BODY);
    lists.emit(
        "layers",
        Names.LAYER_SPEC,
        model.layers().stream().map(DescriptionEmitter::layer).toList());
    lists.emit(
        "parameters",
        Names.PARAMETER_SPEC,
        model.parameters().stream().map(DescriptionEmitter::parameter).toList());
    if (model.hasParts()) {
      lists.emit(
          "inputs", Names.PART, model.inputs().stream().map(DescriptionEmitter::part).toList());
      lists.emit(
          "outputs", Names.PART, model.outputs().stream().map(DescriptionEmitter::part).toList());
    }
    return type.build();
  }

  private static MethodSpec blueprint(FacadeModel model) {
    Layout layout = new Layout(Layout.NESTED_BODY);
    layout.assignment(Doc.text("int[] input"), Doc.ints(model.inputShape()));
    layout.assignment(Doc.text("int[] output"), Doc.ints(model.outputShape()));
    Doc arguments =
        Doc.arguments(
            Doc.string(model.network()),
            Doc.text("input"),
            Doc.text("output"),
            Doc.text("layers()"),
            Doc.text("parameters()"),
            Doc.string(model.loss()));
    if (model.hasParts()) {
      arguments =
          Doc.arguments(
              Doc.string(model.network()),
              Doc.text("input"),
              Doc.text("output"),
              Doc.text("layers()"),
              Doc.text("parameters()"),
              Doc.string(model.loss()),
              Doc.text("inputs()"),
              Doc.text("outputs()"),
              Doc.text(Literals.of(model.targetSize())));
    }
    layout.statement(Doc.of(Doc.text("return new "), Doc.type(Names.BLUEPRINT), arguments));
    return MethodSpec.methodBuilder("blueprint")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(Names.BLUEPRINT)
        .addCode(layout.code())
        .build();
  }

  private static Doc layer(FacadeModel.Layer layer) {
    Doc[] parameters = layer.parameters().stream().map(Doc::string).toArray(Doc[]::new);
    return record(
        Names.LAYER_SPEC,
        Doc.string(layer.name()),
        Doc.string(layer.title()),
        Doc.ints(layer.outputShape()),
        Doc.call(Names.LIST, "of", parameters),
        figures(layer.figures()));
  }

  private static Doc figures(FacadeModel.Figures figures) {
    return record(
        Names.LAYER_FIGURES,
        Doc.text(Literals.of(figures.links())),
        Doc.text(Literals.of(figures.multiplyAdds())),
        Doc.ints(figures.field()),
        Doc.doubles(figures.jump()));
  }

  private static Doc parameter(FacadeModel.Parameter parameter) {
    Doc name = Doc.string(parameter.name());
    Doc shape = Doc.ints(parameter.shape());
    Doc value = Literals.of(parameter.value());
    return switch (parameter.beginning()) {
      case UNIFORM ->
          record(Names.PARAMETER_SPEC, name, shape, Doc.text(Literals.of(parameter.fanIn())));
      case NORMAL -> Doc.call(Names.PARAMETER_SPEC, "normal", name, shape);
      case CONSTANT -> Doc.call(Names.PARAMETER_SPEC, "constant", name, shape, value);
      case STATISTIC -> Doc.call(Names.PARAMETER_SPEC, "statistic", name, shape, value);
    };
  }

  private static Doc part(FacadeModel.Part part) {
    return record(
        Names.PART,
        Doc.string(part.name()),
        Doc.text(Literals.of(part.offset())),
        Doc.ints(part.shape()));
  }

  private static Doc record(ClassName type, Doc... arguments) {
    return Doc.of(Doc.text("new "), Doc.type(type), Doc.arguments(arguments));
  }
}
