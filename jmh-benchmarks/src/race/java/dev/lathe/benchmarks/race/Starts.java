package dev.lathe.benchmarks.race;

import com.google.gson.Gson;
import dev.lathe.benchmarks.Model;
import dev.lathe.benchmarks.SampleNetwork;
import dev.lathe.benchmarks.SingleLayer;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Lathe;
import dev.lathe.runtime.Weights;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts networks in fresh JVMs in every way. */
final class Starts {

  /** A small network, one with larger kernels, and two large layers. */
  private static final List<Model> MODELS =
      List.of(
          SampleNetwork.LENET_5,
          SampleNetwork.TORCH_EXAMPLE,
          SingleLayer.CONV_3X3_64_AT_56,
          SingleLayer.CONV_3X3_64_AT_224);

  private final Path folder;
  private final Path jar;
  private final List<FileModel> files;
  private final List<String> folders;

  /**
   * For the networks of the list and of files.
   *
   * @param folder for what lies between
   * @param jar all classes of ours: only of jars can Java's AOT cache keep any
   * @param folders of the files, as {@link FileModel#all} takes them; may be empty
   */
  Starts(Path folder, Path jar, List<FileModel> files, List<String> folders) {
    this.folder = folder;
    this.jar = jar;
    this.files = List.copyOf(files);
    this.folders = List.copyOf(folders);
  }

  /** What can be started, by the names of rows. */
  List<String> titles() {
    return Stream.concat(MODELS.stream().map(Model::title), files.stream().map(FileModel::title))
        .toList();
  }

  /** The network, with its file's weights or random ones. */
  static CompiledNetwork load(String title, List<String> folders) throws IOException {
    for (Model model : MODELS) {
      if (model.title().equals(title)) {
        return CompiledNetwork.of(Lathe.load(model.type(), Weights.random(1)));
      }
    }
    return FileModel.all(Path.of(folders.get(0)), Path.of(folders.get(1))).stream()
        .filter(file -> file.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no network " + title))
        .load();
  }

  /**
   * All ways, each so often; a way that failed, which has been printed, is left out. Classes that
   * come from a folder, as those of files do, are in no AOT cache.
   */
  List<Start> of(String title, int times) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path onnx = onnx(title);
    Path cache = folder.resolve("start.aot");
    boolean isFile = files.stream().anyMatch(file -> file.title().equals(title));
    if (!isFile) {
      Files.deleteIfExists(cache);
      run(Start.Way.WARM_UP, title, onnx, List.of("-XX:AOTCacheOutput=" + cache));
    }
    List<Start> medians = new ArrayList<>();
    for (Start.Way way : Start.Way.values()) {
      List<Start> starts = new ArrayList<>();
      for (int i = 0; i < times && !(isFile && way.isCached()); i++) {
        starts.addAll(
            run(way, title, onnx, way.isCached() ? List.of("-XX:AOTCache=" + cache) : List.of()));
      }
      if (!starts.isEmpty()) {
        medians.add(Start.median(starts));
      }
    }
    return medians;
  }

  private Path onnx(String title) throws IOException {
    for (FileModel file : files) {
      if (file.title().equals(title)) {
        return file.file();
      }
    }
    Model model =
        MODELS.stream().filter(each -> each.title().equals(title)).findFirst().orElseThrow();
    Path onnx = folder.resolve("start.onnx");
    return Files.write(onnx, OnnxModel.of(model, load(title, folders)));
  }

  /** The jar, and those of the peer, which are not in it. */
  private String classPath() {
    return Stream.concat(
            Stream.of(jar.toString()),
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar")))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** None or one. */
  private List<Start> run(Start.Way way, String title, Path onnx, List<String> options)
      throws IOException, InterruptedException {
    Path figures = Files.createTempFile("start", ".json");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(way.name(), title, onnx.toString(), figures.toString()));
    arguments.addAll(folders);
    try {
      boolean started = Jvm.run(title, options, classPath(), Starting.class.getName(), arguments);
      return started
          ? List.of(new Gson().fromJson(Files.readString(figures), Start.class))
          : List.of();
    } finally {
      Files.delete(figures);
    }
  }
}
