package dev.lathe.processor.emit;

import com.palantir.javapoet.ClassName;

/** The classes that generated code names. */
final class Names {

  static final ClassName FLOAT_VECTOR = ClassName.get("jdk.incubator.vector", "FloatVector");
  static final ClassName VECTOR_OPERATORS =
      ClassName.get("jdk.incubator.vector", "VectorOperators");
  static final ClassName VECTOR_SPECIES = ClassName.get("jdk.incubator.vector", "VectorSpecies");

  static final ClassName MEMORY_SEGMENT = ClassName.get("java.lang.foreign", "MemorySegment");
  static final ClassName VALUE_LAYOUT = ClassName.get("java.lang.foreign", "ValueLayout");
  static final ClassName BYTE_ORDER = ClassName.get("java.nio", "ByteOrder");
  static final ClassName OBJECTS = ClassName.get("java.util", "Objects");
  static final ClassName ARRAYS = ClassName.get("java.util", "Arrays");
  static final ClassName MATH = ClassName.get("java.lang", "Math");
  static final ClassName SYSTEM = ClassName.get("java.lang", "System");
  static final ClassName FLOAT = ClassName.get("java.lang", "Float");

  static final ClassName UNZIP = ClassName.get("dev.lathe.runtime.vector", "Unzip");
  static final ClassName LANE_PAIRS = ClassName.get("dev.lathe.runtime.vector", "LanePairs");
  static final ClassName LANE_SUM = ClassName.get("dev.lathe.runtime.vector", "LaneSum");
  static final ClassName VECTOR_MATH = ClassName.get("dev.lathe.runtime.vector", "VectorMath");
  static final ClassName SCALAR_MATH = ClassName.get("dev.lathe.runtime.math", "ScalarMath");

  static final ClassName LIST = ClassName.get("java.util", "List");
  static final ClassName ARRAY_LIST = ClassName.get("java.util", "ArrayList");

  static final ClassName COMPILED_NETWORK = ClassName.get("dev.lathe.runtime", "CompiledNetwork");
  static final ClassName LAYER = ClassName.get("dev.lathe.runtime", "Layer");
  static final ClassName VECTOR_PATH = ClassName.get("dev.lathe.runtime", "VectorPath");
  static final ClassName RUNTIME_WEIGHTS = ClassName.get("dev.lathe.runtime", "Weights");

  static final ClassName BLUEPRINT = ClassName.get("dev.lathe.runtime.spi", "Blueprint");
  static final ClassName LAYER_SPEC = ClassName.get("dev.lathe.runtime.spi", "LayerSpec");
  static final ClassName LAYER_FIGURES = ClassName.get("dev.lathe.runtime.spi", "LayerFigures");
  static final ClassName PART = ClassName.get("dev.lathe.runtime.spi", "Part");
  static final ClassName PARAMETER_SPEC = ClassName.get("dev.lathe.runtime.spi", "ParameterSpec");
  static final ClassName PASS = ClassName.get("dev.lathe.runtime.spi", "Pass");
  static final ClassName TRANSPOSITION = ClassName.get("dev.lathe.runtime.spi", "Transposition");
  static final ClassName VECTOR_TRANSPOSITION =
      ClassName.get("dev.lathe.runtime.vector", "VectorTransposition");
  static final ClassName WORKSPACE = ClassName.get("dev.lathe.runtime.spi", "Workspace");
  static final ClassName READ_AHEAD = ClassName.get("dev.lathe.runtime.spi", "ReadAhead");
  static final ClassName WALK = ClassName.get("dev.lathe.runtime.spi", "Walk");
  static final ClassName PASS_KERNEL = PASS.nestedClass("Kernel");
  static final ClassName PLAN = ClassName.get("dev.lathe.runtime.spi", "Plan");
  static final ClassName PACKING = ClassName.get("dev.lathe.runtime.spi", "Packing");
  static final ClassName COPY = PACKING.nestedClass("Copy");
  static final ClassName FOLD = PACKING.nestedClass("Fold");
  static final ClassName FIGURES = PACKING.nestedClass("Figures");
  static final ClassName TRANSFORM = PACKING.nestedClass("Transform");
  static final ClassName STEP = PACKING.nestedClass("Step");
  static final ClassName RUN = PACKING.nestedClass("Run");
  static final ClassName ROUNDED = PACKING.nestedClass("Rounded");
  static final ClassName STORAGE = PACKING.nestedClass("Storage");

  static final ClassName MICRO_BATCH = ClassName.get("dev.lathe.runtime.spi", "MicroBatchPlan");
  static final ClassName STRETCH = MICRO_BATCH.nestedClass("Stretch");
  static final ClassName MOVE = MICRO_BATCH.nestedClass("Move");
  static final ClassName EXCHANGE = ClassName.get("dev.lathe.runtime.spi", "Exchange");
  static final ClassName MASK = ClassName.get("dev.lathe.runtime.spi", "Mask");

  private Names() {}
}
