package dev.lathe.processor.validation;

import static org.assertj.core.api.Assertions.assertThat;

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
  void messagesAreEscaped() {
    assertThat(FileMessage.COMMAND_NOT_SAID.format("y\u0007", "a\u001bb"))
        .startsWith("[LATHE-530] y\\u0007: no annotation says a\\u001bb. ");
  }
}
