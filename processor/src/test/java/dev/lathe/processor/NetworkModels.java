package dev.lathe.processor;

import com.google.testing.compile.JavaFileObjects;
import dev.lathe.annotations.Network;
import dev.lathe.processor.declaration.NetworkReader;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.testing.SampleSources;
import dev.lathe.processor.validation.Finding;
import dev.lathe.processor.validation.NetworkValidator;
import dev.lathe.processor.validation.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.JavaFileObject;

/** Takes users' sources through javac to {@link NetworkModel}s, for the tests of later stages. */
public final class NetworkModels {
  private NetworkModels() {}

  /**
   * The model of the one network of a source.
   *
   * @param body of a source file of the package {@code nets}; all of Lathe is imported
   * @throws IllegalArgumentException if it is refused: with every message
   */
  public static NetworkModel of(String body) {
    return of(Compilations.VECTOR_MODULE, Compilations.source("Source", body));
  }

  /**
   * The model of the one network of a whole file.
   *
   * @param name of its type, qualified
   * @throws IllegalArgumentException if it is refused: with every message
   */
  public static NetworkModel ofSource(String name, String source) {
    return of(Compilations.VECTOR_MODULE, JavaFileObjects.forSourceString(name, source));
  }

  /**
   * The model of a network of the samples.
   *
   * @param name qualified
   * @throws IllegalArgumentException if it is refused: with every message
   */
  public static NetworkModel ofSample(String name) {
    return of(SampleSources.options(), SampleSources.file(name));
  }

  /**
   * The models of all networks of a file of the samples.
   *
   * @param name the file's type, qualified
   * @throws IllegalArgumentException if one is refused: with every message
   */
  public static List<NetworkModel> allOfSample(String name) {
    return all(SampleSources.options(), SampleSources.file(name));
  }

  private static NetworkModel of(List<String> options, JavaFileObject source) {
    return all(options, source).getFirst();
  }

  private static List<NetworkModel> all(List<String> options, JavaFileObject source) {
    Reads processor = new Reads();
    var compilation = Compilations.compile(options, processor, source);
    if (!processor.findings.isEmpty() || processor.models.isEmpty()) {
      throw new IllegalArgumentException(
          processor.findings.stream().map(Finding::text).toList()
              + " "
              + compilation.diagnostics());
    }
    return List.copyOf(processor.models.values());
  }

  private static final class Reads extends AbstractProcessor {
    private final Map<String, NetworkModel> models = new LinkedHashMap<>();
    private List<Finding> findings = List.of();

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
      var elements = processingEnv.getElementUtils();
      var types = processingEnv.getTypeUtils();
      Report report = new Report();
      for (TypeElement type :
          ElementFilter.typesIn(round.getElementsAnnotatedWith(Network.class))) {
        new NetworkValidator(elements, types, report)
            .validate(new NetworkReader(elements, types).read(type))
            .ifPresent(model -> models.put(model.name(), model));
        findings = report.findings();
      }
      return false;
    }
  }
}
