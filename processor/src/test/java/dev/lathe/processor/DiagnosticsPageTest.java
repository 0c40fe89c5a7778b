package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.lathe.processor.validation.Diagnosis;
import dev.lathe.processor.validation.FileMessage;
import dev.lathe.processor.validation.Message;
import dev.lathe.processor.validation.ScheduleMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code docs/diagnostics.md} is complete, in order, and its examples trigger what they say. */
final class DiagnosticsPageTest {
  private static final Pattern ENTRY = Pattern.compile("(?m)^### (LATHE-\\d{3}): .+$");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\n(.*?)```");

  @Test
  void everyMessageHasAnEntryInOrder() throws IOException {
    List<String> ids =
        Stream.<Diagnosis[]>of(Message.values(), FileMessage.values(), ScheduleMessage.values())
            .flatMap(Arrays::stream)
            .map(Diagnosis::id)
            .sorted()
            .toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(headings()).isEqualTo(ids);
  }

  @Test
  void everyEntryHasARemedy() throws IOException {
    assertThat(entries()).allSatisfy((_, entry) -> assertThat(entry).contains("\nRemedy: "));
  }

  @TestFactory
  Stream<DynamicTest> example() throws IOException {
    return entries().entrySet().stream()
        .flatMap(
            entry ->
                find(EXAMPLE, entry.getValue())
                    .map(
                        code ->
                            DynamicTest.dynamicTest(
                                entry.getKey(), () -> check(entry.getKey(), code)))
                    .stream());
  }

  private static void check(String id, String code) {
    boolean isAboutTheModule = id.equals(Message.VECTOR_MODULE_NOT_VISIBLE.id());
    Compilation compilation =
        Compilations.compile(
            isAboutTheModule ? List.of() : Compilations.VECTOR_MODULE,
            new LatheProcessor(),
            Compilations.source("Example", code));
    assertThat(Compilations.messages(compilation))
        .anySatisfy(message -> assertThat(message).startsWith("[" + id + "]"));
  }

  private static List<String> headings() throws IOException {
    List<String> ids = new ArrayList<>();
    Matcher matcher = ENTRY.matcher(page());
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }

  private static Map<String, String> entries() throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    List<String> texts = List.of(ENTRY.split(page(), -1));
    List<String> ids = headings();
    for (int i = 0; i < ids.size(); i++) {
      entries.put(ids.get(i), texts.get(i + 1));
    }
    return entries;
  }

  private static Optional<String> find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Tests run in the module's folder. */
  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "diagnostics.md"));
  }
}
