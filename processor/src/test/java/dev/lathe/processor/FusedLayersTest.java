package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.lathe.processor.testing.SummaryText;
import java.io.IOException;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the summary says that layers without kernels of their own are computed. */
class FusedLayersTest {

  /** The kernel that reads the other value has the sum, whichever of them is named first. */
  @ParameterizedTest
  @CsvSource({"stem, r1_c2", "r1_c2, stem"})
  void sumIsInTheKernelThatAdds(String first, String second) throws IOException {
    SummaryText summary =
        summary(
            """
            @Network(input = {16, 8, 8})
            public interface Net extends Classifier {
              @Conv(filters = 16, kernel = 3, padding = 1) @Relu Layer stem();
              @Conv(filters = 16, kernel = 3, padding = 1) @Relu Layer r1_c1();
              @Conv(filters = 16, kernel = 3, padding = 1) Layer r1_c2();
              @Add({"%s", "%s"}) @Relu Layer r1();
              @Dense(4) Layer output();
            }
            """
                .formatted(first, second));

    assertThat(summary.column("computed"))
        .containsEntry("r1", "in r1_c2")
        .containsEntry("stem", "");
  }

  /** Of a sum behind a sum, the last convolution has the last addition. */
  @Test
  void sumsBehindEachOther() throws IOException {
    SummaryText summary =
        summary(
            """
            @Network(input = {16, 8, 8})
            public interface Net extends Classifier {
              @Conv(filters = 16, kernel = 3, padding = 1) Layer stem();
              @Conv(filters = 16, kernel = 3, padding = 1) Layer c1();
              @Add({"stem", "c1"}) Layer s1();
              @Conv(filters = 16, kernel = 3, padding = 1) Layer c2();
              @Add({"s1", "c2"}) Layer s2();
              @Dense(4) Layer output();
            }
            """);

    assertThat(summary.column("computed"))
        .containsEntry("s1", "in c1")
        .containsEntry("s2", "in c2");
  }

  private static SummaryText summary(String network) throws IOException {
    Compilation compilation = Compilations.compile(Compilations.source("Net", network));
    assertThat(compilation.errors()).isEmpty();
    return SummaryText.of(
        compilation
            .generatedFile(StandardLocation.CLASS_OUTPUT, "nets/Net.summary.txt")
            .orElseThrow()
            .getCharContent(false)
            .toString());
  }
}
