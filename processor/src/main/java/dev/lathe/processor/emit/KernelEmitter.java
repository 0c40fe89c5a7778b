package dev.lathe.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.KernelCall;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.memory.Buffers;
import dev.lathe.processor.memory.PassPlan;
import dev.lathe.processor.schedule.AxisNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Writes a loop program as a class of static methods: a method for every kernel, {@code kernels}
 * that lists them in order, and {@code plan} that says where their data lies.
 */
public final class KernelEmitter {

  /** Where the kernels' list stands. */
  private static final int LIST_INDENT = 6;

  /** The lambdas' name for the caller's arrays. */
  private static final String ENDS = "e";

  private static final Pattern RESERVED = Pattern.compile("yield_*");

  /**
   * A method has 64 KB of bytecodes: about 80 for each kernel, whose offsets take 3 each. Recurrent
   * layers over hundreds of steps have thousands of kernels.
   */
  private static final int LONGEST_LIST = 800;

  private KernelEmitter() {}

  /**
   * The file of a program's class.
   *
   * @throws IllegalArgumentException if a kernel takes other buffers than {@link Buffers#ALL}
   */
  public static JavaFile emit(String packageName, Program program, PassPlan plan) {
    program.kernels().forEach(KernelEmitter::checkBuffers);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(program.name())
            .addAnnotation(Sources.generated())
            .addModifiers(Modifier.FINAL)
            .addJavadoc("$L\n\n$L\n", description(program, plan), legend(program, plan));
    if (program.lanes() > 1) {
      type.addField(species(program.lanes()));
    }
    WalkFields walks = new WalkFields(program.kernels());
    walks.emit(type);
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    PlanEmitter.emit(plan, program, type);
    kernels(program).forEach(type::addMethod);
    for (Kernel kernel : program.kernels()) {
      type.addMethod(MethodEmitter.emit(methodName(kernel), kernel, walks));
      if (isShared(kernel)) {
        type.addMethod(call(kernel));
      }
    }
    return Sources.file(packageName, type.build());
  }

  private static String description(Program program, PassPlan plan) {
    String text =
        "The kernels of the %s pass on %s, in the order in which they run."
            .formatted(
                isTraining(plan) ? "training" : "inference",
                program.lanes() == 1 ? "scalars" : "vectors of " + program.lanes() + " floats");
    return String.join("\n", Prose.wrap(text, Layout.COLUMNS - 3));
  }

  private static boolean isTraining(PassPlan plan) {
    return plan.loss() != PassPlan.ABSENT;
  }

  /** What the parameters' names, which are short because every line has them, stand for. */
  private static String legend(Program program, PassPlan plan) {
    String text =
        ("<p>{@code %s} is the working memory of one image; {@code %s} is the packed weights that"
             + " are streamed, aligned for vectors, {@code %s} all others; {@code %s} is the packed"
             + " sums of gradients.")
            .formatted(Buffers.OWN.stream().map(Buffer::name).toArray());
    if (isTraining(plan)) {
      text +=
          (" The first %d of {@code %s} are weights where the optimizer changes them, with their"
                  + " gradients at the same places of {@code %s}.")
              .formatted(
                  plan.gradients().arrayFloats(), Buffers.WEIGHTS.name(), Buffers.GRADIENTS.name());
      text += " {@code d_x} is the derivative of the loss with respect to {@code x}.";
    } else {
      text += " {@code image} and {@code scores} are the caller's own arrays.";
    }
    if (!program.microBatches().isEmpty()) {
      text +=
          (" Kernels of several images at once have the values of all of them in {@code %s}; the"
                  + " axis {@code %s} counts them.")
              .formatted(Buffers.ARENA.name(), AxisNames.IMAGE);
    }
    text += " A part's range such as 0..8 leaves out its end.";
    return String.join("\n", Prose.wrap(text, Layout.COLUMNS - 3));
  }

  private static FieldSpec species(int lanes) {
    TypeName type = ParameterizedTypeName.get(Names.VECTOR_SPECIES, ClassName.get(Float.class));
    return FieldSpec.builder(type, VectorExpressions.SPECIES)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer("$T.SPECIES_$L", Names.FLOAT_VECTOR, lanes * Float.SIZE)
        .build();
  }

  /** The list, and its parts where it is long. */
  private static List<MethodSpec> kernels(Program program) {
    List<CodeBlock> entries = program.allCalls().stream().map(KernelEmitter::entry).toList();
    MethodSpec.Builder whole =
        MethodSpec.methodBuilder("kernels")
            .addJavadoc(
                program.microBatches().isEmpty()
                    ? "The kernels in the order in which they run.\n"
                    : "The kernels in the order in which they run, then those of micro-batches.\n")
            .addModifiers(Modifier.STATIC)
            .returns(ArrayTypeName.of(Names.PASS_KERNEL));
    if (entries.size() <= LONGEST_LIST) {
      return List.of(whole.addCode(array(entries)).build());
    }
    List<MethodSpec> methods = new ArrayList<>();
    List<CodeBlock> parts = new ArrayList<>();
    for (int from = 0; from < entries.size(); from += LONGEST_LIST) {
      String name = "kernels_from_" + from;
      int to = Math.min(from + LONGEST_LIST, entries.size());
      methods.add(
          MethodSpec.methodBuilder(name)
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
              .returns(ArrayTypeName.of(Names.PASS_KERNEL))
              .addCode(array(entries.subList(from, to)))
              .build());
      parts.add(CodeBlock.of("$L()", name));
    }
    whole.addCode(
        "return $T.of(\n$>$>$L)\n.flatMap($T::stream)\n.toArray($T[]::new);$<$<\n",
        Stream.class,
        parts.stream().collect(CodeBlock.joining(",\n")),
        Arrays.class,
        Names.PASS_KERNEL);
    methods.addFirst(whole.build());
    return methods;
  }

  private static CodeBlock array(List<CodeBlock> entries) {
    CodeBlock list = entries.stream().collect(CodeBlock.joining(",\n", "", "\n"));
    return CodeBlock.of("return new $T[] {\n$>$L$<};\n", Names.PASS_KERNEL, list);
  }

  /**
   * {@code (a, w, _, _) -> c1(a, w)}, or {@code c1(12)} where several calls differ in their offsets
   * alone. Where a kernel computes something else than it is called by, a comment says what.
   */
  private static CodeBlock entry(KernelCall each) {
    Kernel kernel = each.kernel();
    String comment = each.name().equals(kernel.name()) ? "" : "// " + each.name() + "\n";
    if (isShared(kernel)) {
      String offsets =
          each.offsets().stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
      return CodeBlock.of("$L$L", comment, methodName(kernel) + offsets);
    }
    return CodeBlock.of("$L$L", comment, lambda(kernel, LIST_INDENT, 0));
  }

  private static boolean isShared(Kernel kernel) {
    return !kernel.offsets().isEmpty();
  }

  /**
   * The kernel with its offsets given. So all its calls are of one class, by which the warm-up
   * knows that they share a method, and which a JVM that starts has to make once.
   */
  private static MethodSpec call(Kernel kernel) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(methodName(kernel))
            .addJavadoc("{@code $L} as a kernel of the pass.\n", methodName(kernel))
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(Names.PASS_KERNEL);
    kernel.offsets().forEach(offset -> method.addParameter(TypeName.INT, offset));
    return method
        .addCode("return $L;\n", lambda(kernel, Layout.BODY + "return ".length(), 1))
        .build();
  }

  /**
   * {@code (a, w, _, _) -> c1(a, w)}: a kernel has the parameters that it needs.
   *
   * @param before how far in the line it stands
   * @param behind how many characters follow it
   */
  private static CodeBlock lambda(Kernel kernel, int before, int behind) {
    boolean atEnd = Buffers.ENDS.stream().anyMatch(kernel.buffers()::contains);
    String parameters =
        Stream.concat(
                Buffers.OWN.stream()
                    .map(buffer -> kernel.buffers().contains(buffer) ? buffer.name() : "_"),
                Stream.of(atEnd ? ENDS : "_"))
            .collect(Collectors.joining(", ", "(", ") ->"));
    String call =
        Stream.concat(
                kernel.buffers().stream().flatMap(KernelEmitter::argument),
                kernel.offsets().stream())
            .collect(Collectors.joining(", ", methodName(kernel) + "(", ")"));
    boolean fits = before + parameters.length() + 1 + call.length() + behind < Layout.COLUMNS;
    return CodeBlock.of(fits ? "$L $L" : "$L\n    $L", parameters, call);
  }

  /** Where the caller's floats begin is told with their array. */
  private static Stream<String> argument(Buffer buffer) {
    return buffer
        .startName()
        .map(start -> Stream.of(ENDS + "." + buffer.name() + "()", ENDS + "." + start + "()"))
        .orElse(Stream.of(buffer.name()));
  }

  /**
   * A layer may be called {@code yield}, which Java takes for a statement: its kernel makes way by
   * an underscore, as one does that has the underscore already.
   */
  private static String methodName(Kernel kernel) {
    return RESERVED.matcher(kernel.name()).matches() ? kernel.name() + "_" : kernel.name();
  }

  private static void checkBuffers(Kernel kernel) {
    for (Buffer buffer : kernel.buffers()) {
      if (!Buffers.ALL.contains(buffer)) {
        throw new IllegalArgumentException(
            "kernel %s takes %s, but a pass has only %s"
                .formatted(kernel.name(), buffer, Buffers.ALL));
      }
    }
  }
}
