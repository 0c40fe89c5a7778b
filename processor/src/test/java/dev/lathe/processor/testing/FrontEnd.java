package dev.lathe.processor.testing;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.lathe.annotations.Network;
import dev.lathe.processor.declaration.NetworkReader;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.validation.NetworkValidator;
import dev.lathe.processor.validation.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The processor's stages up to the checked network, on an interface that a test writes. */
public final class FrontEnd {
  private FrontEnd() {}

  /**
   * The model of an interface.
   *
   * @param source a whole file
   * @throws AssertionError if it is not valid
   */
  public static NetworkModel model(String name, String source) {
    Capture capture = new Capture();
    Compilation compilation =
        Compiler.javac()
            .withProcessors(capture)
            .withOptions("--add-modules", "jdk.incubator.vector")
            .compile(
                JavaFileObjects.forSourceString(CompiledInterface.PACKAGE + "." + name, source));
    if (capture.models.size() != 1) {
      throw new AssertionError(compilation.diagnostics() + "\n" + source);
    }
    return capture.models.getFirst();
  }

  private static final class Capture extends AbstractProcessor {
    private final List<NetworkModel> models = new ArrayList<>();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of(Network.class.getCanonicalName());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      Elements elements = processingEnv.getElementUtils();
      Types types = processingEnv.getTypeUtils();
      for (Element type : round.getElementsAnnotatedWith(Network.class)) {
        Report report = new Report();
        new NetworkValidator(elements, types, report)
            .validate(new NetworkReader(elements, types).read((TypeElement) type))
            .ifPresent(models::add);
        report.printTo(processingEnv);
      }
      return false;
    }
  }
}
