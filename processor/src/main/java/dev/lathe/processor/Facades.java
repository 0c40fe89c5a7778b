package dev.lathe.processor;

import dev.lathe.processor.emit.FacadeModel;
import dev.lathe.processor.network.EntryPoint;
import dev.lathe.processor.network.LayerMethod;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.ParameterModel;
import java.util.List;

/** The facade's model from the network's. */
final class Facades {
  private Facades() {}

  static FacadeModel of(
      NetworkModel network, List<CompiledPass> forward, List<CompiledPass> training) {
    return new FacadeModel(
        network.packageName(),
        network.simpleNames(),
        network.memberTypes(),
        network.generated().facade(),
        network.input().extents(),
        network.output().output().extents(),
        network.layers().stream().map(Facades::layer).toList(),
        network.methods().stream().map(Facades::method).toList(),
        network.parameters().stream().map(Facades::parameter).toList(),
        network.entryPoints().stream().map(Facades::entryPoint).toList(),
        network.training().map(wanted -> wanted.loss().name()).orElse(""),
        forward.stream().map(Facades::variant).toList(),
        training.stream().map(Facades::variant).toList());
  }

  private static FacadeModel.Layer layer(LayerModel layer) {
    return new FacadeModel.Layer(
        layer.name(),
        layer.title(),
        layer.output().extents(),
        layer.parameters().stream()
            .filter(parameter -> parameter.start().isLearned())
            .map(ParameterModel::name)
            .toList());
  }

  private static FacadeModel.LayerMethod method(LayerMethod method) {
    return new FacadeModel.LayerMethod(method.method(), method.layer());
  }

  private static FacadeModel.Parameter parameter(ParameterModel parameter) {
    return new FacadeModel.Parameter(
        parameter.name(),
        parameter.stored().extents(),
        parameter.fanIn(),
        FacadeModel.Beginning.valueOf(parameter.start().kind().name()),
        (float) parameter.start().value());
  }

  private static FacadeModel.EntryPoint entryPoint(EntryPoint entryPoint) {
    FacadeModel.Kind kind =
        switch (entryPoint.kind()) {
          case SCORES -> FacadeModel.Kind.SCORES_NEW;
          case SCORES_INTO -> FacadeModel.Kind.SCORES_INTO;
          case CLASSIFY -> FacadeModel.Kind.ARG_MAX;
          case BATCH -> FacadeModel.Kind.BATCH;
        };
    return new FacadeModel.EntryPoint(
        entryPoint.method(), entryPoint.kind().parameterNames(), kind, entryPoint.varargs());
  }

  private static FacadeModel.Variant variant(CompiledPass pass) {
    int lanes = pass.machine().lanes();
    String path = lanes == 1 ? FacadeModel.Variant.SCALAR : "VECTOR_" + lanes * Float.SIZE;
    return new FacadeModel.Variant(path, pass.program().name());
  }
}
