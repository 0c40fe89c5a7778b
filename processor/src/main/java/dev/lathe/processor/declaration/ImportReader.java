package dev.lathe.processor.declaration;

import dev.lathe.annotations.Onnx;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.StandardLocation;

/** Reads {@code @Onnx} and finds its file. */
public final class ImportReader {
  private static final List<JavaFileManager.Location> LOCATIONS =
      List.of(
          StandardLocation.SOURCE_PATH, StandardLocation.CLASS_OUTPUT, StandardLocation.CLASS_PATH);

  private final Elements elements;
  private final Filer filer;
  private final Consumer<URI> opened;

  /**
   * @param opened is told of the file that is read
   */
  public ImportReader(Elements elements, Filer filer, Consumer<URI> opened) {
    this.opened = opened;
    this.elements = elements;
    this.filer = filer;
  }

  /** Reads the annotation of {@code type}, which must be there. */
  public ImportDeclaration read(TypeElement type) {
    AnnotationMirror mirror =
        Names.find(type, Onnx.class)
            .orElseThrow(() -> new IllegalArgumentException(type + " is not an @Onnx"));
    AnnotationReader reader = new AnnotationReader(elements, type, mirror);
    return new ImportDeclaration(
        reader.place(),
        reader.text("value"),
        reader.numbers("input"),
        reader.annotations("dimensions", elements).stream()
            .map(
                dimension ->
                    new ImportDeclaration.Dimension(
                        dimension.text("name"), dimension.numberOrDefault("extent")))
            .toList(),
        reader.texts("fixed"));
  }

  /**
   * The file's bytes: from beside the source, or from the first of javac's paths that has it.
   *
   * @param limit more bytes than these are not read
   */
  public Optional<byte[]> file(TypeElement type, String name, int limit) {
    boolean absolute = name.startsWith("/");
    String relative = absolute ? name.substring(1) : name;
    Optional<byte[]> beside = absolute ? Optional.empty() : beside(type, relative, limit);
    if (beside.isPresent()) {
      return beside;
    }
    String packageName = absolute ? "" : elements.getPackageOf(type).getQualifiedName().toString();
    for (JavaFileManager.Location location : LOCATIONS) {
      try {
        FileObject resource = filer.getResource(location, packageName, relative);
        try (InputStream in = resource.openInputStream()) {
          opened.accept(resource.toUri());
          return Optional.of(in.readNBytes(limit));
        }
      } catch (FilerException e) {
        // Written in this very compilation: not the user's.
      } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
        // Not there; a location that this compilation has not is no reason to stop either.
      }
    }
    return Optional.empty();
  }

  private Optional<byte[]> beside(TypeElement type, String name, int limit) {
    try {
      URI source = elements.getFileObjectOf(type).toUri();
      if (!"file".equals(source.getScheme())) {
        return Optional.empty();
      }
      Path file = Path.of(source).resolveSibling(name);
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      opened.accept(file.toUri());
      try (InputStream in = Files.newInputStream(file)) {
        return Optional.of(in.readNBytes(limit));
      }
    } catch (IOException
        | IllegalArgumentException
        | UnsupportedOperationException
        | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }
}
