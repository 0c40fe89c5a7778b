package dev.lathe.processor.front;

import dev.lathe.annotations.Onnx;
import dev.lathe.processor.declaration.ImportDeclaration;
import dev.lathe.processor.declaration.ImportReader;
import dev.lathe.processor.declaration.Names;
import dev.lathe.processor.declaration.NetworkDeclaration;
import dev.lathe.processor.declaration.NetworkReader;
import dev.lathe.processor.onnx.Limits;
import dev.lathe.processor.onnx.OnnxException;
import dev.lathe.processor.onnx.OnnxReader;
import dev.lathe.processor.translation.Wishes;
import dev.lathe.processor.validation.ImportValidator;
import dev.lathe.processor.validation.NetworkValidator;
import dev.lathe.processor.validation.Report;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** From an interface to its network: the stages that know javac. */
public final class FrontEnd {
  private final Elements elements;
  private final Types types;
  private final Filer filer;
  private final Consumer<URI> opened;

  public FrontEnd(ProcessingEnvironment environment) {
    this(environment, _ -> {});
  }

  /**
   * @param opened is told of files that networks are imported from
   */
  public FrontEnd(ProcessingEnvironment environment, Consumer<URI> opened) {
    this.opened = opened;
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
    this.filer = environment.getFiler();
  }

  /**
   * The network of an interface with {@code @Network} or {@code @Onnx}.
   *
   * @return empty if anything is wrong, which the report then says
   */
  public Optional<Source> read(TypeElement type, Report report) {
    NetworkDeclaration declaration = new NetworkReader(elements, types).read(type);
    if (Names.find(type, Onnx.class).isPresent()) {
      return imported(type, declaration, report);
    }
    NetworkValidator validator = new NetworkValidator(elements, types, report);
    return validator.validate(declaration).map(network -> Source.of(network, validator.pins()));
  }

  private Optional<Source> imported(
      TypeElement type, NetworkDeclaration declaration, Report report) {
    ImportReader reader = new ImportReader(elements, filer, opened);
    ImportDeclaration wanted = reader.read(type);
    ImportValidator validator = new ImportValidator(elements, types, report, declaration, wanted);
    Optional<Wishes> wishes = validator.checkInterface();
    if (wishes.isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> file = reader.file(type, wanted.file().value(), Limits.DEFAULT.bytes());
    if (file.isEmpty()) {
      validator.reportMissing();
      return Optional.empty();
    }
    try {
      return validator
          .validate(OnnxReader.read(file.get(), Limits.DEFAULT), wishes.get(), Limits.DEFAULT)
          .map(Source::of);
    } catch (OnnxException e) {
      validator.reportDamaged(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
