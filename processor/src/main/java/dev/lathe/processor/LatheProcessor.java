package dev.lathe.processor;

import com.google.auto.common.MoreElements;
import com.google.auto.common.SuperficialValidation;
import com.google.auto.service.AutoService;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Onnx;
import dev.lathe.processor.declaration.Names;
import dev.lathe.processor.declaration.Unresolved;
import dev.lathe.processor.validation.BlockChecker;
import dev.lathe.processor.validation.Report;
import dev.lathe.processor.validation.StrayAnnotations;
import dev.lathe.processor.validation.UnresolvedChecker;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Lathe's entrance from javac: finds the interfaces annotated with {@code @Network} or
 * {@code @Onnx}, and sends each through the {@link Pipeline} as soon as everything that it refers
 * to can be resolved.
 */
@AutoService(Processor.class)
public final class LatheProcessor extends AbstractProcessor {

  /** Networks that wait for types which another processor may yet write. */
  private final SequencedSet<String> waiting = new LinkedHashSet<>();

  private @Nullable Pipeline pipeline;

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Stream.of(Names.ON_NETWORKS, Names.ON_LAYERS, Names.ON_BLOCKS)
        .flatMap(List::stream)
        .map(Class::getCanonicalName)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(Options.PRINT, Options.SCHEDULES);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    pipeline = new Pipeline(environment);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Report report = new Report();
    if (round.processingOver()) {
      reportWaiting(report);
    } else {
      new StrayAnnotations(report).check(round);
      new BlockChecker(report).check(round);
      for (Element element : round.getElementsAnnotatedWithAny(Set.of(Network.class, Onnx.class))) {
        // javac itself refuses the annotation on anything but a type.
        if (MoreElements.isType(element)) {
          waiting.add(MoreElements.asType(element).getQualifiedName().toString());
        }
      }
      runResolvable();
    }
    report.printTo(processingEnv);
    // Not claimed: javac would then not run processors of all annotations ("*") where there are no
    // others. The price is a warning of -Xlint:processing.
    return false;
  }

  /** Elements must be looked up anew in every round: those of the last one are out of date. */
  private void runResolvable() {
    for (String name : List.copyOf(waiting)) {
      TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
      if (pipeline != null && type != null && SuperficialValidation.validateElement(type)) {
        waiting.remove(name);
        pipeline.run(type);
      }
    }
  }

  private void reportWaiting(Report report) {
    for (String name : waiting) {
      TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
      if (type != null) {
        UnresolvedChecker.report(report, type, Unresolved.in(type));
      }
    }
  }
}
