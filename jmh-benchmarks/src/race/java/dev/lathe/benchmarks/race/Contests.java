package dev.lathe.benchmarks.race;

import dev.lathe.benchmarks.ExportedNetwork;
import dev.lathe.benchmarks.SampleNetwork;
import dev.lathe.benchmarks.SingleLayer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All contests, by the names of their rows, in the order of the report. */
final class Contests {

  private Contests() {}

  /**
   * All rows.
   *
   * @param exports where the peer's files of samples are
   * @param files networks of files, which are rows as well
   */
  static Map<String, Supplier<Contest>> all(Exports exports, List<FileModel> files) {
    Map<String, Supplier<Contest>> all = new LinkedHashMap<>();
    for (SampleNetwork network : SampleNetwork.values()) {
      all.put(network.title(), () -> InferenceContest.of(network));
    }
    for (ExportedNetwork network : ExportedNetwork.values()) {
      all.put(network.title(), () -> InferenceContest.of(network, exports.file(network)));
    }
    for (SingleLayer layer : SingleLayer.values()) {
      all.put(layer.title(), () -> InferenceContest.of(layer));
    }
    for (FileModel file : files) {
      for (FileContest.Way way : FileContest.Way.values()) {
        all.put(way.title(file), () -> new FileContest(file, way));
      }
    }
    for (int batch : new int[] {1, 64}) {
      all.put("training batch " + batch, () -> new TrainingContest(SampleNetwork.LENET_5, batch));
    }
    all.put("training two threads", () -> new ThreadsContest(SampleNetwork.LENET_5));
    return all;
  }
}
