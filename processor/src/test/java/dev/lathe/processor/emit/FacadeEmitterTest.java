package dev.lathe.processor.emit;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.JavaFile;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Expression.Binary;
import dev.lathe.processor.loop.Expression.Constant;
import dev.lathe.processor.loop.Expression.Load;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.loop.Statement.Store;
import dev.lathe.processor.memory.Buffers;
import dev.lathe.processor.memory.PackingPlan;
import dev.lathe.processor.memory.PassPlan;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FacadeEmitterTest {

  private static final String VECTOR_PROPERTY = "lathe.vector";

  /** Four numbers, doubled. */
  private static final PassPlan PLAN =
      new PassPlan(8, -1, -1, -1, -1, -1, PackingPlan.NONE, PackingPlan.NONE);

  private static final FacadeModel.Figures FIGURES =
      new FacadeModel.Figures(0, 0, List.of(), List.of());

  /** Members that would hide what generated code means, and a vararg that has to stay one. */
  private static final String INTERFACE =
      """
      package generated;

      import dev.lathe.runtime.Classifier;
      import dev.lathe.runtime.Layer;

      interface Outer {
        interface Net extends Classifier {
          Layer run();

          Layer blueprint0();

          int best(float... image);

          record Pass() {}

          record Weights() {}

          String PATH = "not the vector path";
        }
      }
      """;

  @AfterEach
  void letTheMachineChoose() {
    System.clearProperty(VECTOR_PROPERTY);
  }

  @ParameterizedTest
  @CsvSource({"scalar, SCALAR, NetScalar", "128, VECTOR_128, NetVector128"})
  void runsThePassThatWasChosenAndLoadsNoOther(String property, VectorPath path, String kernels)
      throws ReflectiveOperationException {
    System.setProperty(VECTOR_PROPERTY, property);
    MemoryCompiler classes =
        compile(model(List.of(), variants("Net", "SCALAR", "VECTOR_128"), List.of()));
    Classifier net = load(classes);

    assertThat(net.scores(new float[] {1, 2, 3, 4})).containsExactly(2, 4, 6, 8);
    float[] scores = new float[4];
    net.scores(new float[] {4, 3, 2, 1}, scores);
    assertThat(scores).containsExactly(8, 6, 4, 2);
    assertThat(net.classify(new float[] {0, 0, 7, 0})).isEqualTo(2);
    float[] batch = new float[8];
    net.scores(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, batch);
    assertThat(batch).containsExactly(2, 4, 6, 8, 10, 12, 14, 16);

    CompiledNetwork compiled = CompiledNetwork.of(net);
    assertThat(compiled.path()).isEqualTo(path);
    assertThat(compiled.layers()).extracting(Object::toString).hasSize(2);
    assertThat(compiled.layer(0).outputShape()).containsExactly(4);
    assertThat(compiled.blueprint().network()).isEqualTo("Outer.Net");
    assertThat(classes.loaded().filter(name -> name.matches(".*Net(Scalar|Vector).*")))
        .containsExactly("generated." + kernels);
  }

  @Test
  void aNetworkWithoutVectorsNeedsNoSwitch() throws ReflectiveOperationException {
    MemoryCompiler classes = compile(model(List.of(), variants("Net", "SCALAR"), List.of()));
    assertThat(load(classes).scores(new float[] {1, 2, 3, 4})).containsExactly(2, 4, 6, 8);
    assertThat(classes.sources()).doesNotContain("switch");
  }

  @Test
  void trainingClassesAreLoadedWhenTrainingStarts() throws ReflectiveOperationException {
    MemoryCompiler classes =
        compile(
            model(
                List.of(),
                variants("Net", "SCALAR", "VECTOR_128", "VECTOR_256", "VECTOR_512"),
                variants("NetTraining", "SCALAR", "VECTOR_128", "VECTOR_256", "VECTOR_512")));
    CompiledNetwork net = CompiledNetwork.of(load(classes));
    assertThat(classes.loaded()).noneMatch(name -> name.contains("Training"));
    assertThat(net.training().plan().arena()).isEqualTo(8);
    assertThat(classes.loaded()).filteredOn(name -> name.contains("NetTraining")).hasSize(1);
  }

  @Test
  void linesStayShortAndManyParametersFit() {
    List<FacadeModel.Parameter> many = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      String name = "block" + i + ".a.layer.with.a.really.long.name.for.a.parameter.weight";
      many.add(new FacadeModel.Parameter(name, List.of(64, 64, 3, 3, 3), 1728));
    }
    MemoryCompiler classes = compile(model(many, variants("Net", "SCALAR"), List.of()));
    assertThat(classes.sources().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Layout.COLUMNS));
  }

  private static Classifier load(MemoryCompiler classes) throws ReflectiveOperationException {
    return (Classifier)
        classes
            .loadClass("generated.Outer_NetNetwork")
            .getConstructor(Weights.class)
            .newInstance(Weights.random(1));
  }

  private static FacadeModel model(
      List<FacadeModel.Parameter> parameters,
      List<FacadeModel.Variant> forward,
      List<FacadeModel.Variant> training) {
    return new FacadeModel(
        "generated",
        List.of("Outer", "Net"),
        List.of("Pass", "Weights"),
        "Outer_NetNetwork",
        List.of(4),
        List.of(4),
        List.of(
            new FacadeModel.Layer("run", "doubled & \"done\"", List.of(4), List.of(), FIGURES),
            new FacadeModel.Layer("blueprint0", "again", List.of(4), List.of(), FIGURES)),
        List.of(
            new FacadeModel.LayerMethod("run", 0), new FacadeModel.LayerMethod("blueprint0", 1)),
        parameters,
        List.of(
            entryPoint("scores", FacadeModel.Kind.SCORES_NEW, "image"),
            entryPoint("scores", FacadeModel.Kind.SCORES_INTO, "image", "scores"),
            entryPoint("classify", FacadeModel.Kind.ARG_MAX, "image"),
            entryPoint("scores", FacadeModel.Kind.BATCH, "images", "count", "scores"),
            new FacadeModel.EntryPoint("best", List.of("image"), FacadeModel.Kind.ARG_MAX, true)),
        training.isEmpty() ? "" : "CROSS_ENTROPY",
        forward,
        training);
  }

  private static FacadeModel.EntryPoint entryPoint(
      String method, FacadeModel.Kind kind, String... parameters) {
    return new FacadeModel.EntryPoint(method, List.of(parameters), kind, false);
  }

  private static List<FacadeModel.Variant> variants(String prefix, String... paths) {
    return Stream.of(paths)
        .map(path -> new FacadeModel.Variant(path, prefix + className(path)))
        .toList();
  }

  private static String className(String path) {
    return path.equals("SCALAR") ? "Scalar" : path.replace("VECTOR_", "Vector");
  }

  private static MemoryCompiler compile(FacadeModel model) {
    List<JavaFileObject> files = new ArrayList<>();
    files.add(MemoryCompiler.source("generated.Outer", INTERFACE));
    files.add(FacadeEmitter.emit(model).toJavaFileObject());
    Stream.concat(model.forward().stream(), model.training().stream())
        .map(FacadeEmitterTest::kernels)
        .forEach(file -> files.add(file.toJavaFileObject()));
    return MemoryCompiler.compileObjects(files);
  }

  private static JavaFile kernels(FacadeModel.Variant variant) {
    int lanes =
        variant.path().equals("SCALAR")
            ? 1
            : Integer.parseInt(variant.path().substring("VECTOR_".length())) / 32;
    Expression two = new Constant(2, 1);
    List<Store> steps = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Expression doubled =
          new Binary(
              Operator.MULTIPLY, new Load(Buffers.IMAGE, Buffers.IMAGE.start().plus(i), 1), two);
      steps.add(new Store(Buffers.SCORES, Buffers.SCORES.start().plus(i), doubled));
    }
    Kernel kernel = new Kernel("run", List.of("Doubles."), Buffers.ENDS, List.copyOf(steps));
    Program program = new Program(variant.className(), lanes, List.of(kernel));
    return KernelEmitter.emit("generated", program, PLAN);
  }
}
