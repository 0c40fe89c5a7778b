package dev.lathe.processor.network;

import java.util.ArrayList;
import java.util.List;

/** Follows the receptive field from the input through all layers. */
public final class ReceptiveFields {
  private final NetworkModel network;
  private final int[] image;
  private final List<ReceptiveField> fields = new ArrayList<>();

  private ReceptiveFields(NetworkModel network) {
    this.network = network;
    this.image = network.inputs().getFirst().shape().spatial();
  }

  /** One field a layer, of the first input. Where axes change, a unit is taken to see all of it. */
  public static List<ReceptiveField> of(NetworkModel network) {
    ReceptiveFields walk = new ReceptiveFields(network);
    network.layers().forEach(layer -> walk.fields.add(walk.field(layer)));
    return walk.fields;
  }

  private ReceptiveField field(LayerModel layer) {
    ReceptiveField whole = ReceptiveField.whole(image);
    if (layer.operation().orElse(null) instanceof LayerOperation.Imported imported) {
      return imported.field().orElse(whole);
    }
    ReceptiveField below = source(layer.sources().getFirst());
    for (int source : layer.sources()) {
      ReceptiveField other = source(source);
      below = other.axes().size() == below.axes().size() ? below.joined(other) : whole;
    }
    List<Reach> reaches =
        layer
            .operation()
            .map(operation -> Reach.of(operation, layer.input(), layer.output()))
            .orElse(Reach.cells(layer.input()));
    if (below.fits(reaches)) {
      return below.behind(reaches);
    }
    boolean isOfWords = image.length == 0 && layer.output().spatialRank() == 1;
    return isOfWords ? ReceptiveField.cell(1) : whole;
  }

  private ReceptiveField source(int source) {
    if (source >= 0) {
      return fields.get(source);
    }
    int[] spatial = network.inputs().get(LayerModel.IMAGE - source).shape().spatial();
    return ReceptiveField.cell(spatial.length);
  }
}
