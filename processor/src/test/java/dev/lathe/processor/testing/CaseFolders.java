package dev.lathe.processor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Folders of cases, which a system property names. */
final class CaseFolders {
  private CaseFolders() {}

  /**
   * The safetensors files of the folders that the property names, separated by commas or the
   * platform's path separator; of the resource's folder without it.
   */
  static List<Path> files(String property, String resource) throws IOException {
    String value = System.getProperty(property, "");
    List<Path> files = new ArrayList<>();
    for (Path folder : value.isBlank() ? List.of(folderOf(resource)) : folders(value)) {
      try (Stream<Path> entries = Files.list(folder)) {
        entries
            .filter(path -> path.toString().endsWith(".safetensors"))
            .sorted()
            .forEach(files::add);
      }
    }
    assertThat(files).as("files in the folders of -D%s=%s", property, value).isNotEmpty();
    return files;
  }

  private static List<Path> folders(String property) {
    return Stream.of(property.split("[," + File.pathSeparator + "]"))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .toList();
  }

  private static Path folderOf(String resource) {
    URL url = CaseFolders.class.getResource(resource);
    try {
      return Path.of(Objects.requireNonNull(url, resource).toURI()).resolveSibling("");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
