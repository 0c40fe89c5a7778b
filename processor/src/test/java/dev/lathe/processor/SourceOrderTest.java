package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

class SourceOrderTest {

  /** Entry points are checked behind layers, and how layers are joined before their figures. */
  @Test
  void errorsComeFromTopToBottom() {
    Compilation compilation =
        Compilations.compile(
            Compilations.VECTOR_MODULE,
            new LatheProcessor(),
            List.of(),
            JavaFileObjects.forSourceString(
                "nets.Net",
                """
                package nets;

                import dev.lathe.annotations.*;
                import dev.lathe.runtime.*;

                @Network(input = {1, 8, 8})
                public interface Net {
                  double wrong(String image);

                  @Conv(filters = 0, kernel = 3) Layer c1();

                  @Dense(value = 4, from = "nowhere") Layer d2();

                  @Dense(-1) Layer d3();
                }
                """));
    List<Long> lines =
        compilation.errors().stream()
            .filter(error -> error.getMessage(null).contains("[LATHE-"))
            .map(Diagnostic::getLineNumber)
            .toList();
    assertThat(lines).hasSizeGreaterThan(2).isSorted();
  }
}
