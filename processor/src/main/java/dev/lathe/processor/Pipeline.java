package dev.lathe.processor;

import dev.lathe.processor.declaration.NetworkDeclaration;
import dev.lathe.processor.declaration.NetworkReader;
import dev.lathe.processor.declaration.Place;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.validation.CrashReport;
import dev.lathe.processor.validation.Message;
import dev.lathe.processor.validation.NetworkValidator;
import dev.lathe.processor.validation.Report;
import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;

/** The one list of what happens to a network, from the user's interface to what is written. */
final class Pipeline {
  private final Elements elements;
  private final Types types;
  private final Messager messager;
  private final Options options;
  private final GeneratedNameClaims claims = new GeneratedNameClaims();

  Pipeline(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
    this.messager = environment.getMessager();
    this.options = Options.of(environment.getOptions(), messager);
  }

  /**
   * Compiles one network. Whatever happens, the user's other networks are compiled too: a crash
   * becomes an error on the interface.
   */
  void run(TypeElement type) {
    Report report = new Report();
    try {
      compile(type, report);
    } catch (RuntimeException | Error crash) {
      CrashReport.add(report, type, crash);
    }
    report.printTo(messager);
  }

  private void compile(TypeElement type, Report report) {
    NetworkDeclaration declaration = new NetworkReader(elements, types).read(type);
    Optional<NetworkModel> valid =
        new NetworkValidator(elements, types, report).validate(declaration);
    if (valid.isEmpty()) {
      return;
    }
    NetworkModel network = valid.get();
    claims.claim(network, type, report);
    if (!network.vectorModule()) {
      report.add(Message.VECTOR_MODULE_NOT_VISIBLE, Place.of(type), network.name());
    }
    if (report.hasErrors()) {
      return;
    }
    Graph forward = ForwardGraph.of(network);
    print(Options.Print.GRAPH, forward.print());
  }

  private void print(Options.Print what, String text) {
    if (options.prints(what)) {
      messager.printMessage(Diagnostic.Kind.NOTE, text);
    }
  }
}
