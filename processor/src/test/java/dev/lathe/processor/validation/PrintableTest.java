package dev.lathe.processor.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void escapesWhatATerminalWouldObey() {
    assertThat(Printable.of("a\u001b[31m\r\n\u202e\u2028"))
        .isEqualTo("a\\u001b[31m\\u000d\\u000a\\u202e\\u2028");
    assertThat(Printable.of("\ud800")).isEqualTo("\\ud800");
  }

  @Test
  void leavesWhatPeopleRead() {
    assertThat(Printable.of("layer/0:größe \\ 層 😀")).isEqualTo("layer/0:größe \\ 層 😀");
  }

  @Test
  void cutsWhatIsLongerThanAnyName() {
    String long100 = "n".repeat(100);
    assertThat(Printable.cut(long100 + "nn is /" + long100 + " here"))
        .isEqualTo(long100 + "… is /" + long100 + " here");
    assertThat(Printable.cut("a b/".repeat(1_000_000))).hasSize(4001).endsWith("…");
    assertThat(
            FileMessage.COMMAND_WEIGHT_SUPERFLUOUS.format(
                "\u001b" + "n".repeat(1 << 20), Path.of("m".repeat(200), "file")))
        .isEqualTo(
            "[LATHE-527] \\u001b%s…: %s…/file has this tensor, and the network has not. %s"
                .formatted(
                    "n".repeat(99), "m".repeat(100), "Give the weights of this very network."));
  }

  @Test
  void messagesAreEscaped() {
    assertThat(FileMessage.COMMAND_NOT_SAID.format("y\u0007", "a\u001bb"))
        .startsWith("[LATHE-530] y\\u0007: no annotation says a\\u001bb. ");
  }
}
