package dev.lathe.processor.emit;

import com.palantir.javapoet.JavaFile;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.memory.PackingPlan;
import dev.lathe.processor.memory.PassPlan;
import dev.lathe.runtime.spi.Ends;
import dev.lathe.runtime.spi.Pass;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Loop programs as compiled and loaded Java. */
final class EmittedPrograms {

  static final PassPlan PLAN =
      new PassPlan(64, 0, -1, 32, -1, -1, PackingPlan.NONE, PackingPlan.NONE);

  private static final float[] NONE = {};

  /** A caller's data may begin anywhere. */
  private static final int IMAGE_AT = 3;

  private static final int SCORES_AT = 21;

  private static final String PACKAGE = "generated";

  private final MemoryCompiler classes;

  private EmittedPrograms(MemoryCompiler classes) {
    this.classes = classes;
  }

  static EmittedPrograms compile(Program... programs) {
    List<JavaFile> files = Arrays.stream(programs).map(EmittedPrograms::file).toList();
    return new EmittedPrograms(MemoryCompiler.compile(files));
  }

  static JavaFile file(Program program) {
    return KernelEmitter.emit(PACKAGE, program, PLAN);
  }

  String sources() {
    return classes.sources();
  }

  /** Runs the class's kernels; the array {@code w} is copied into a segment. */
  void run(String name, Map<String, float[]> buffers) {
    float[] w = buffers.get("w");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(4L * w.length, 64);
      MemorySegment.copy(w, 0, segment, ValueLayout.JAVA_FLOAT, 0, w.length);
      Ends ends = new Ends();
      float[] image = shifted(buffers.getOrDefault("image", NONE), IMAGE_AT);
      float[] scores = shifted(buffers.getOrDefault("scores", NONE), SCORES_AT);
      ends.open(image, IMAGE_AT, scores, SCORES_AT);
      for (Pass.Kernel kernel : kernels(name)) {
        kernel.run(buffers.get("a"), segment, buffers.get("k"), buffers.get("g"), ends);
      }
      unshift(image, IMAGE_AT, buffers.getOrDefault("image", NONE));
      unshift(scores, SCORES_AT, buffers.getOrDefault("scores", NONE));
    }
  }

  /** The class's kernels in the order in which they run. */
  List<Pass.Kernel> kernels(String name) {
    try {
      Method kernels = loadClass(name).getDeclaredMethod("kernels");
      kernels.setAccessible(true);
      return List.of((Pass.Kernel[]) kernels.invoke(null));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(name + " does not run:\n" + sources(), e);
    }
  }

  private static float[] shifted(float[] values, int by) {
    float[] shifted = new float[values.length + by];
    System.arraycopy(values, 0, shifted, by, values.length);
    return shifted;
  }

  private static void unshift(float[] shifted, int by, float[] values) {
    System.arraycopy(shifted, by, values, 0, values.length);
  }

  Class<?> loadClass(String name) throws ClassNotFoundException {
    return classes.loadClass(PACKAGE + "." + name);
  }

  /** The size of a method's code in bytes. */
  int bytecodes(String name, String method) {
    return ((CodeAttribute) method(name, method).code().orElseThrow()).codeLength();
  }

  /** How many calls of the Vector API a method has. */
  int vectorCalls(String name, String method) {
    return (int)
        method(name, method)
            .code()
            .orElseThrow()
            .elementStream()
            .filter(element -> element instanceof InvokeInstruction invoke && isVector(invoke))
            .count();
  }

  private static boolean isVector(InvokeInstruction invoke) {
    String owner = invoke.owner().asInternalName();
    return owner.startsWith("jdk/incubator/vector/") || owner.endsWith("/LaneSum");
  }

  private MethodModel method(String name, String method) {
    ClassModel model = ClassFile.of().parse(classes.classFile(PACKAGE + "." + name));
    return model.methods().stream()
        .filter(candidate -> candidate.methodName().equalsString(method))
        .findFirst()
        .orElseThrow();
  }
}
