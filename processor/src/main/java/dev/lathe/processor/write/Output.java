package dev.lathe.processor.write;

import com.palantir.javapoet.JavaFile;
import dev.lathe.processor.emit.Sources;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/**
 * What is written for one interface. Every file names the interface as its origin, so that
 * incremental builds know what to write again.
 */
public final class Output {
  private final Filer filer;
  private final TypeElement origin;
  private final Set<String> hiddenNames;

  /**
   * Where an interface's files go.
   *
   * @param hiddenNames see {@link HiddenNames}
   */
  public Output(Filer filer, TypeElement origin, Set<String> hiddenNames) {
    this.filer = filer;
    this.origin = origin;
    this.hiddenNames = Set.copyOf(hiddenNames);
  }

  /** A source file. */
  public void source(JavaFile file) {
    String name = file.typeSpec().name();
    String qualified = file.packageName().isEmpty() ? name : file.packageName() + "." + name;
    try {
      JavaFileObject target = filer.createSourceFile(qualified, origin);
      try (Writer writer = target.openWriter()) {
        Sources.qualifying(hiddenNames, file).writeTo(writer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + qualified, e);
    }
  }

  /** A text beside the class files, {@code LeNet5.summary.txt}. */
  public void resource(String packageName, String name, String text) {
    try (Writer writer = create(packageName, name).openWriter()) {
      writer.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name, e);
    }
  }

  /** Weights beside the class files, {@code Digits.safetensors}. */
  public void weights(String packageName, String name, List<WeightsFile.Entry> entries) {
    try (OutputStream out = create(packageName, name).openOutputStream()) {
      WeightsFile.write(entries, out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name, e);
    }
  }

  private FileObject create(String packageName, String name) throws IOException {
    return filer.createResource(StandardLocation.CLASS_OUTPUT, packageName, name, origin);
  }
}
