package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.processor.onnx.Limits;
import dev.lathe.processor.onnx.OnnxException;
import dev.lathe.processor.onnx.OnnxModel;
import dev.lathe.processor.onnx.OnnxReader;
import dev.lathe.processor.testing.OnnxText;
import dev.lathe.processor.translation.Problem;
import dev.lathe.processor.translation.Translation;
import dev.lathe.processor.translation.Wishes;
import dev.lathe.processor.validation.ProblemWording;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Files that ONNX does not allow become no network: each has its message, and only that. */
final class OnnxInvalidTest {
  @TestFactory
  Stream<DynamicTest> invalid() {
    return InvalidFiles.all().stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> check(file)));
  }

  private static void check(InvalidFiles.Invalid file) throws OnnxException {
    Translation translation =
        Translation.of(OnnxReader.read(file.file(), Limits.DEFAULT), Wishes.NONE, false);
    assertThat(translation.problems().stream().map(OnnxInvalidTest::text))
        .containsExactlyElementsOf(file.messages());
  }

  /** The message's number, the place if it is not {@code y}, and what is wrong. */
  private static String text(Problem problem) {
    String where = problem.where().equals("y") ? "" : problem.where() + ": ";
    return ProblemWording.message(problem).number() + " " + where + problem.missing();
  }

  /** Fields of a tensor w of four elements, and of files, that cannot be read. */
  @TestFactory
  Stream<DynamicTest> unreadable() {
    String model = "opset_import { version: 13 } graph { node { op_type: \"Relu\" } }";
    Map<String, String> files =
        Map.of(
            tensor("data_type: 1 data_location: 1"),
            "the elements of w lie in another file; save the model as one file",
            tensor("data_type: 1 raw_data: \"1234567\""),
            "its tensor w of shape 4 has 7 bytes, which are not those of 4 elements",
            tensor("data_type: 1 float_data: [1, 2, 3]"),
            "its tensor w of shape 4 has 3 elements, which are not those of 4 elements",
            tensor("data_type: 1 dims: -4 float_data: [1, 2, 3, 4]"),
            "its tensor w has the shape [4, -4]",
            tensor("data_type: 1 dims: 4294967296"),
            "its tensor w of shape [4, 4294967296] has more elements than an array",
            tensor("data_type: 8 string_data: \"a\""),
            "its tensor w holds texts",
            tensor("data_type: 23"),
            "its tensor w is of the type number 23, which is not read",
            model.replace("opset_import { version: 13 }", ""),
            "it names no version of its operators",
            model.replaceFirst("graph .*", ""),
            "it has no graph: no ONNX file",
            model.replace("node { op_type: \"Relu\" }", "sparse_initializer { }"),
            "it has sparse initializers, which are not read");
    return files.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getValue(),
                    () ->
                        assertThatThrownBy(
                                () -> OnnxReader.read(OnnxText.file(each.getKey()), Limits.DEFAULT))
                            .isInstanceOf(OnnxException.class)
                            .hasMessage(each.getValue())));
  }

  @Test
  void aDomainHasOneVersion() throws OnnxException {
    String graph = "graph { node { op_type: \"Relu\" } }";
    String seventeen = "opset_import { domain: \"ai.onnx\" version: 17 } ";

    assertThatThrownBy(() -> read("opset_import { version: 13 } " + seventeen + graph))
        .hasMessage("it names two versions of the operators of ai.onnx, 13 and 17");
    assertThat(read("opset_import { version: 17 } " + seventeen + graph).opsets())
        .containsExactly(Map.entry("", 17L));
  }

  @Test
  void ofALongNameTheLimitIsSaid() {
    String type = "R".repeat(20_000);

    assertThatThrownBy(
            () -> read("opset_import { version: 13 } graph { node { op_type: \"" + type + "\" } }"))
        .hasMessage(
            "it has a name or text of 20,000 bytes, and 4,096 are the most that is read; shorten"
                + " it");
  }

  private static OnnxModel read(String fields) throws OnnxException {
    return OnnxReader.read(OnnxText.file(fields), Limits.DEFAULT);
  }

  private static String tensor(String fields) {
    return "opset_import { version: 13 } graph { initializer { name: \"w\" dims: 4 %s } }"
        .formatted(fields);
  }
}
