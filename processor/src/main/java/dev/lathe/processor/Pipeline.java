package dev.lathe.processor;

import dev.lathe.processor.declaration.Place;
import dev.lathe.processor.emit.FacadeEmitter;
import dev.lathe.processor.emit.KernelEmitter;
import dev.lathe.processor.front.FrontEnd;
import dev.lathe.processor.front.Source;
import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKinds;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.loop.LoopPrinter;
import dev.lathe.processor.lowering.CompiledPass;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.schedule.Decided;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.translation.Imported;
import dev.lathe.processor.validation.CrashReport;
import dev.lathe.processor.validation.Message;
import dev.lathe.processor.validation.Report;
import dev.lathe.processor.write.HiddenNames;
import dev.lathe.processor.write.Output;
import dev.lathe.processor.write.Summary;
import dev.lathe.processor.write.WeightsFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;

/** The one list of what happens to a network, from the user's interface to what is written. */
final class Pipeline {
  private final Elements elements;
  private final FrontEnd frontEnd;
  private final ProcessingEnvironment environment;
  private final Messager messager;
  private final Filer filer;
  private final Options options;
  private final GeneratedNameClaims claims = new GeneratedNameClaims();

  Pipeline(ProcessingEnvironment environment) {
    this.environment = environment;
    this.elements = environment.getElementUtils();
    this.frontEnd = new FrontEnd(environment);
    this.messager = environment.getMessager();
    this.filer = environment.getFiler();
    this.options = Options.of(environment.getOptions(), messager);
  }

  /**
   * Compiles one network. Whatever happens, the user's other networks are compiled too: a crash
   * becomes an error on the interface.
   */
  void run(TypeElement type) {
    Report report = new Report();
    try {
      Optional<Source> source = frontEnd.read(type, report);
      if (source.isPresent()) {
        compileNetwork(type, source.get(), report);
      }
    } catch (Sizes.TooLargeException e) {
      report.add(Message.NETWORK_TOO_LARGE, Place.of(type), type.getSimpleName().toString());
    } catch (RuntimeException | Error crash) {
      CrashReport.add(report, type, crash);
    }
    report.printTo(environment);
  }

  private void compileNetwork(TypeElement type, Source source, Report report) {
    NetworkModel network = source.network();
    claims.claim(network, type, report);
    if (!network.vectorModule()) {
      report.add(Message.VECTOR_MODULE_NOT_VISIBLE, Place.of(type), network.name());
    }
    Pins pins = new Pins(source.pins(), network.precision(), report);
    if (report.hasErrors()) {
      return;
    }
    Graph forward = source.forward().get();
    print(Options.Print.GRAPH, forward::print);
    List<CompiledPass> forwardPasses =
        compileForMachines(
            network,
            forward,
            network.generated()::forward,
            machine -> machine,
            machine -> new Decided(pins.on(machine), options.schedules()));
    forwardPasses.forEach(pass -> pins.check(pass.schedule(), pass.transforms()));
    if (report.hasErrors()) {
      return;
    }
    List<CompiledPass> trainingPasses =
        network
            .training()
            .map(
                wanted ->
                    Gradient.of(
                        Rewrites.beforeGradient(source.training().get()),
                        LossKinds.of(wanted),
                        wanted.inputGradient()))
            .map(
                training ->
                    compileForMachines(
                        network,
                        training,
                        network.generated()::training,
                        Machine::forTraining,
                        _ -> new Decided(Map.of(), options.schedules())))
            .orElse(List.of());
    Set<String> hidden = HiddenNames.in(elements.getPackageOf(type), elements);
    Output output = new Output(filer, type, hidden);
    output.source(FacadeEmitter.emit(Facades.of(network, forwardPasses, trainingPasses)));
    for (CompiledPass pass : concat(forwardPasses, trainingPasses)) {
      output.source(KernelEmitter.emit(network.packageName(), pass.program(), pass.plan()));
    }
    String summary =
        Summary.of(
            network,
            concat(summaries("Forward", forwardPasses), summaries("Training", trainingPasses)));
    output.resource(network.packageName(), network.generated().prefix() + ".summary.txt", summary);
    print(Options.Print.SUMMARY, () -> summary);
    List<WeightsFile.Entry> weights =
        source.file().map(Imported::weights).orElse(List.of()).stream()
            .map(
                weight ->
                    new WeightsFile.Entry(
                        weight.name(), weight.stored().extents(), weight.tensor()::floats))
            .toList();
    if (!weights.isEmpty()) {
      output.weights(network.packageName(), network.generated().prefix() + ".safetensors", weights);
    }
  }

  private static List<Summary.Pass> summaries(String kind, List<CompiledPass> passes) {
    return passes.stream()
        .map(
            each ->
                new Summary.Pass(
                    kind, each.schedule(), each.transforms(), each.plan(), each.violations()))
        .toList();
  }

  /**
   * One pass for every machine that the user's compilation can write code for.
   *
   * @param narrowed what the pass may use of what the network's precision allows
   */
  private List<CompiledPass> compileForMachines(
      NetworkModel network,
      Graph graph,
      UnaryOperator<String> className,
      UnaryOperator<Machine> narrowed,
      Function<Machine, Decided> decisions) {
    List<CompiledPass> passes = new ArrayList<>();
    for (Machine each : Machine.ALL) {
      Machine machine = narrowed.apply(each.under(network.precision()));
      if (machine.isScalar() || network.vectorModule()) {
        Decided decided = decisions.apply(machine);
        String name = className.apply(pathName(machine));
        CompiledPass pass = CompiledPass.of(graph, machine, decided, name);
        print(pass, name);
        passes.add(pass);
      }
    }
    return passes;
  }

  private void print(CompiledPass pass, String name) {
    print(Options.Print.REWRITTEN, () -> name + ": " + pass.schedule().graph().print());
    print(Options.Print.LOOPS, () -> LoopPrinter.print(pass.program()));
    if (!pass.violations().isEmpty()) {
      print(Options.Print.BUDGET, () -> name + ": " + String.join("; ", pass.violations()));
    }
  }

  private static String pathName(Machine machine) {
    return machine.isScalar() ? "Scalar" : "Vector" + machine.lanes() * Float.SIZE;
  }

  private static <T> List<T> concat(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private void print(Options.Print what, Supplier<String> text) {
    if (options.prints(what)) {
      messager.printMessage(Diagnostic.Kind.NOTE, text.get());
    }
  }
}
