package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who decides on a schedule: a pin, then the user's table, then the cost model. */
final class SchedulesTest {
  private static final String HEAD =
      "@Network(input = {16, 12, 12}) interface N extends Classifier {";
  private static final String CONVOLUTION = "@Conv(filters = 16, kernel = 3) %s Layer c1(); }";
  private static final String GEOMETRY =
      "[o, y, x] = [i, ky + y, kx + x] * [o, i, ky, kx] for o=16 y=10 x=10 sum i=16 ky=3 kx=3";

  @TempDir private Path folder;

  @Test
  void theModelDecidesFirst() throws IOException {
    assertThat(schedule("", List.of())).contains("c1 model");
  }

  @Test
  void aTablePrecedesTheModel() throws IOException {
    List<String> table = table("16 | " + GEOMETRY + " | direct along o, tile x:7");

    assertThat(schedule("", table)).contains("c1 table direct along o, tile x:7, sum");
  }

  @Test
  void aTableMayHaveTheAlgorithm() throws IOException {
    List<String> table = table("16 | " + GEOMETRY + " | winograd 2, rows 3");

    assertThat(schedule("", table)).contains("c1 table winograd 2, rows 3");
  }

  @Test
  void anEntryThatDoesNotFitIsPassedOver() throws IOException {
    List<String> table = table("16 | " + GEOMETRY + " | direct along o, tile x:70");

    assertThat(schedule("", table)).contains("c1 model");
  }

  @Test
  void aPinPrecedesTheTable() throws IOException {
    List<String> table = table("16 | " + GEOMETRY + " | direct along o, tile x:7");

    assertThat(schedule("@Pinned(\"direct along o, tile x:5\")", table))
        .contains("c1 pinned direct along o, tile x:5, sum");
    assertThat(schedule("@Pinned(lanes = 8, value = \"direct\")", table)).contains("c1 table");
    assertThat(schedule("@Pinned(\"winograd 2\")", table)).contains("c1 pinned winograd 2, rows 5");
  }

  @Test
  void aPinIsFollowedWithThePoolingThatTilesTakeAlong() throws IOException {
    String source =
        HEAD
            + """
            @Conv(filters = 16, kernel = 3) @Relu @Pinned("winograd 4x1") Layer c1();
            @MaxPool(2) Layer s2(); }
            """;

    assertThat(schedule(Compilations.source("N", source), List.of()))
        .contains("c1 pinned winograd 4x1, rows 3");
  }

  @Test
  void weightsAreRoundedUnlessAPinKeepsThemWhole() throws IOException {
    assertThat(schedule(dense("", "FAST"), List.of()))
        .contains("c1 model")
        .contains("weights rounded");
    assertThat(schedule(dense("@Pinned(\"direct, weights whole\")", "FAST"), List.of()))
        .contains("c1 pinned")
        .contains("weights whole");
    assertThat(schedule(dense("@Pinned(\"direct, weights whole\")", "DIRECT"), List.of()))
        .contains("c1 pinned")
        .doesNotContain("weights whole", "weights rounded");
  }

  @Test
  void aLineForRoundedWeightsPrecedesTheOther() throws IOException {
    String geometry =
        "16 | [o, y, x] = [i, ky + y, kx + x] * [o, i, ky, kx] for o=112 y=1 x=1 sum i=16 ky=5 kx=5"
            + " | ";
    List<String> table =
        table(geometry + "direct, tile o:6\n" + geometry + "direct, tile o:5, weights rounded\n");

    assertThat(schedule(dense("", "FAST"), table)).contains("c1 table direct along o, tile o:5");
    assertThat(schedule(dense("", "DIRECT"), table)).contains("c1 table direct along o, tile o:6");
  }

  @Test
  void weightsThatMayNotBeRoundedAreNot() {
    assertThat(
            Compilations.messages(
                compile(
                    dense("@Pinned(lanes = 16, value = \"direct, weights rounded\")", "DIRECT"),
                    List.of())))
        .singleElement()
        .asString()
        .startsWith("[LATHE-606]")
        .contains("rounded weights");
  }

  @ParameterizedTest
  @CsvSource({
    "'16, 5, 5', @Dense(112), 4, '', 'vectors have 4 floats, fewer than 8'",
    "'16, 5, 5', @Dense(112), 16, ' tile o:3,', 'a tile has 3 vectors of weights, and 4 share'",
    "'10', @Dense(64), 16, '', 'its weights are 2560 bytes, which the first-level cache keeps'",
    "'4000', @Dense(2000), 8, '', 'its weights are 30.5 MB, and those beyond 16 MB come from'",
    "'9, 7, 7', '@Conv(filters = 64, kernel = 3)', 16, '', 'weights are not used once each'"
  })
  void whyWeightsAreNotRounded(String input, String layer, int lanes, String tile, String reason) {
    String source =
        """
        @Network(input = {%s}, precision = Precision.FAST) interface N extends Classifier {
          %s @Pinned(lanes = %d, value = "direct,%s weights rounded") Layer c1(); }
        """;
    JavaFileObject file = Compilations.source("N", source.formatted(input, layer, lanes, tile));

    assertThat(Compilations.messages(compile(file, List.of())))
        .singleElement()
        .asString()
        .startsWith("[LATHE-605]")
        .contains("its weights are not rounded: " + reason);
  }

  private static JavaFileObject dense(String pin, String precision) {
    String source =
        """
        @Network(input = {16, 5, 5}, precision = Precision.%s) interface N extends Classifier {
          @Dense(112) %s Layer c1(); }
        """;
    return Compilations.source("N", source.formatted(precision, pin));
  }

  @Test
  void whatIsWrongWithATableIsAnError() throws IOException {
    assertThat(errors(table("16 | [o] = [o] for o=2 | along o\n16 | [o]\n16 | [o = [i] | direct")))
        .satisfiesExactly(
            text -> assertThat(text).startsWith("[LATHE-611]").contains("line 1: it begins with"),
            text -> assertThat(text).startsWith("[LATHE-611]").contains("line 2: it is not"),
            text ->
                assertThat(text)
                    .startsWith("[LATHE-611] -Alathe.schedules=")
                    .contains("line 3: \"[o = [i]\" is no geometry, which is like \"[o, y, x] = ")
                    .endsWith("Mend the line or remove it."));
    assertThat(errors(List.of("-Alathe.schedules=" + folder.resolve("absent"))))
        .singleElement()
        .asString()
        .startsWith("[LATHE-610]")
        .contains("there is none");
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(errors(List.of("-Alathe.schedules=" + bytes)))
        .singleElement()
        .asString()
        .contains("it is no text in UTF-8");
  }

  private List<String> table(String lines) throws IOException {
    Path file = Files.writeString(folder.resolve("table.txt"), lines);
    return List.of("-Alathe.schedules=" + file);
  }

  private static List<String> errors(List<String> options) {
    return Compilations.messages(compile("", options));
  }

  private static Compilation compile(String pin, List<String> more) {
    return compile(Compilations.source("N", HEAD + CONVOLUTION.formatted(pin)), more);
  }

  private static Compilation compile(JavaFileObject source, List<String> more) {
    List<String> options = new ArrayList<>(Compilations.VECTOR_MODULE);
    options.addAll(more);
    return Compilations.compile(options, new LatheProcessor(), source);
  }

  /** How the pass with the widest vectors computes the network. */
  private static String schedule(String pin, List<String> options) throws IOException {
    return schedule(Compilations.source("N", HEAD + CONVOLUTION.formatted(pin)), options);
  }

  private static String schedule(JavaFileObject source, List<String> options) throws IOException {
    Compilation compilation = compile(source, options);
    assertThat(compilation.errors()).isEmpty();
    String summary =
        new String(
            compilation
                .generatedFile(StandardLocation.CLASS_OUTPUT, "nets/N.summary.txt")
                .orElseThrow()
                .openInputStream()
                .readAllBytes(),
            StandardCharsets.UTF_8);
    int begin = summary.indexOf("Forward pass");
    return summary
        .substring(begin, summary.indexOf("Forward pass", begin + 1))
        .replaceAll(" +", " ");
  }
}
