package dev.lathe.processor;

import dev.lathe.processor.emit.FacadeModel;
import dev.lathe.processor.lowering.CompiledPass;
import dev.lathe.processor.network.Census;
import dev.lathe.processor.network.EntryPoint;
import dev.lathe.processor.network.HeadLoss;
import dev.lathe.processor.network.LayerMethod;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.NetworkInput;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.ParameterModel;
import dev.lathe.processor.network.ReceptiveField;
import dev.lathe.processor.network.ReceptiveFields;
import dev.lathe.processor.network.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
        inputs(network),
        outputs(network),
        targetSize(network),
        layers(network),
        network.methods().stream().map(Facades::method).toList(),
        network.parameters().stream().map(Facades::parameter).toList(),
        network.entryPoints().stream().map(each -> entryPoint(network, each)).toList(),
        network.training().map(wanted -> wanted.loss().name()).orElse(""),
        forward.stream().map(Facades::variant).toList(),
        training.stream().map(Facades::variant).toList());
  }

  private static List<FacadeModel.Layer> layers(NetworkModel network) {
    List<ReceptiveField> fields = ReceptiveFields.of(network);
    return IntStream.range(0, fields.size())
        .mapToObj(index -> layer(network.layers().get(index), fields.get(index)))
        .toList();
  }

  private static FacadeModel.Layer layer(LayerModel layer, ReceptiveField field) {
    Census counts = Census.of(layer);
    return new FacadeModel.Layer(
        layer.name(),
        layer.title(),
        layer.output().extents(),
        layer.parameters().stream()
            .filter(parameter -> parameter.start().isLearned())
            .map(ParameterModel::name)
            .toList(),
        new FacadeModel.Figures(
            counts.links(),
            counts.multiplyAdds(),
            field.axes().stream().map(ReceptiveField.Axis::size).toList(),
            field.axes().stream().map(ReceptiveField.Axis::jump).toList()));
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

  /** The inputs, if the facade has to tell them apart. */
  private static List<FacadeModel.Part> inputs(NetworkModel network) {
    List<FacadeModel.Part> parts = new ArrayList<>();
    int offset = 0;
    for (NetworkInput input : network.inputs()) {
      parts.add(new FacadeModel.Part(input.name(), offset, input.shape().extents()));
      offset += input.shape().size();
    }
    return isSingle(network) ? List.of() : parts;
  }

  /** The outputs, if the facade has to tell them apart. */
  private static List<FacadeModel.Part> outputs(NetworkModel network) {
    List<FacadeModel.Part> parts = new ArrayList<>();
    List<Integer> offsets = network.outputOffsets();
    for (int k = 0; k < offsets.size(); k++) {
      LayerModel layer = network.layers().get(network.outputs().get(k));
      parts.add(new FacadeModel.Part(layer.name(), offsets.get(k), layer.output().extents()));
    }
    return isSingle(network) ? List.of() : parts;
  }

  private static boolean isSingle(NetworkModel network) {
    return network.inputs().size() == 1
        && network.entryPoints().stream().allMatch(each -> each.heads().isEmpty())
        && (network.training().isEmpty() || network.training().get().heads().size() == 1);
  }

  private static int targetSize(NetworkModel network) {
    List<HeadLoss> heads = network.training().map(Training::heads).orElse(List.of());
    int size = 0;
    for (int h = 0; h < heads.size(); h++) {
      HeadLoss head = heads.get(h);
      LayerModel layer =
          head.layer() == HeadLoss.SCORES ? network.output() : network.layers().get(head.layer());
      size += head.target() == h ? layer.output().size() : 0;
    }
    return heads.isEmpty() ? network.output().output().size() : size;
  }

  private static FacadeModel.EntryPoint entryPoint(NetworkModel network, EntryPoint entryPoint) {
    FacadeModel.Kind kind =
        switch (entryPoint.kind()) {
          case SCORES -> FacadeModel.Kind.SCORES_NEW;
          case SCORES_INTO -> FacadeModel.Kind.SCORES_INTO;
          case CLASSIFY -> FacadeModel.Kind.ARG_MAX;
          case BATCH -> FacadeModel.Kind.BATCH;
          case HEADS -> FacadeModel.Kind.HEADS_NEW;
          case HEADS_INTO -> FacadeModel.Kind.HEADS_INTO;
        };
    return new FacadeModel.EntryPoint(
        entryPoint.method(),
        parameters(network, entryPoint),
        kind,
        entryPoint.varargs(),
        entryPoint.heads().map(heads -> heads(network, heads)),
        entryPoint.joined());
  }

  /**
   * Names of parameters, always the same: those of an inherited method depend on how its interface
   * was compiled, and generated code must not.
   */
  private static List<String> parameters(NetworkModel network, EntryPoint entryPoint) {
    if (entryPoint.kind() == EntryPoint.Kind.BATCH) {
      return List.of("images", "count", "scores");
    }
    List<String> names = new ArrayList<>();
    int inputs = entryPoint.joined() ? 1 : network.inputs().size();
    for (int i = 0; i < inputs; i++) {
      names.add(inputs == 1 ? "image" : "image" + i);
    }
    switch (entryPoint.kind()) {
      case SCORES_INTO -> names.add("scores");
      case HEADS_INTO -> names.add("heads");
      default -> {}
    }
    return names;
  }

  private static FacadeModel.Heads heads(NetworkModel network, EntryPoint.Heads heads) {
    return new FacadeModel.Heads(
        heads.packageName(),
        heads.simpleNames(),
        heads.components().stream()
            .map(
                each ->
                    new FacadeModel.Component(each.name(), network.outputs().indexOf(each.layer())))
            .toList());
  }

  private static FacadeModel.Variant variant(CompiledPass pass) {
    int lanes = pass.machine().lanes();
    String path = lanes == 1 ? FacadeModel.Variant.SCALAR : "VECTOR_" + lanes * Float.SIZE;
    return new FacadeModel.Variant(path, pass.program().name());
  }
}
