package dev.lathe.processor.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.loop.Buffer.Storage;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.memory.PackedCopy;
import dev.lathe.processor.memory.PackingPlan;
import dev.lathe.processor.memory.PassPlan;
import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Plan;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanEmitterTest {

  /** Two thousand copies of seven axes are far more than fits into one method. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 101, 2000})
  void thePlanSurvives(int count) throws ReflectiveOperationException {
    PackingPlan weights = new PackingPlan(100_000, 70_000, copies(count));
    PackingPlan gradients = new PackingPlan(0, 80_000, copies(count / 2));
    PassPlan plan = new PassPlan(123_456, 0, -1, 32_768, 5, 65_537, weights, gradients);
    var file = KernelEmitter.emit("generated", new Program("Net", 1, List.of()), plan);
    MemoryCompiler classes = MemoryCompiler.compile(List.of(file));
    Method method = classes.loadClass("generated.Net").getDeclaredMethod("plan");
    method.setAccessible(true);
    Plan actual = (Plan) method.invoke(null);

    assertThat(file.toString().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Layout.COLUMNS));
    assertThat(
            List.of(
                actual.arena(),
                actual.input(),
                actual.target(),
                actual.output(),
                actual.loss(),
                actual.inputGradient()))
        .containsExactly(123_456, 0, -1, 32_768, 5, 65_537);
    check(actual.weights(), weights);
    check(actual.gradients(), gradients);
  }

  private static void check(Packing actual, PackingPlan expected) {
    assertThat(actual.segmentFloats()).isEqualTo(expected.segmentFloats());
    assertThat(actual.arrayFloats()).isEqualTo(expected.arrayFloats());
    assertThat(actual.copies()).hasSameSizeAs(expected.copies());
    for (int i = 0; i < expected.copies().size(); i++) {
      Packing.Copy copy = actual.copies().get(i);
      PackedCopy wanted = expected.copies().get(i);
      assertThat(copy.parameter()).isEqualTo(wanted.parameter());
      assertThat(copy.storage()).hasToString(wanted.storage().name());
      assertThat(copy.source()).isEqualTo(wanted.source());
      assertThat(copy.destination()).isEqualTo(wanted.destination());
      assertThat(copy.extents()).containsExactly(ints(wanted.extents()));
      assertThat(copy.sourceStrides()).containsExactly(ints(wanted.sourceStrides()));
      assertThat(copy.destinationStrides()).containsExactly(ints(wanted.destinationStrides()));
    }
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<PackedCopy> copies(int count) {
    List<PackedCopy> copies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Storage storage = i % 2 == 0 ? Storage.SEGMENT : Storage.ARRAY;
      List<Integer> extents = i == 0 ? List.of() : List.of(4, 1, 16, 2, 5, 5, i);
      List<Integer> source = i == 0 ? List.of() : List.of(400, 400, 25, 12345, 5, 1, -i);
      List<Integer> packed = i == 0 ? List.of() : List.of(6400, 1, 1, 32, 1000000, 16, i);
      String name = "a.layer.with.a.long.name" + i + ".weight";
      copies.add(new PackedCopy(name, storage, 100 * i, 70_000 + i, extents, source, packed));
    }
    return copies;
  }
}
