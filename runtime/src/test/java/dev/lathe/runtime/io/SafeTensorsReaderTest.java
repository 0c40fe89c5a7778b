package dev.lathe.runtime.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafeTensorsReaderTest {

  @TempDir Path directory;

  private static String entry(String name, String type, String shape, String offsets) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}"
        .formatted(name, type, shape, offsets);
  }

  private static String header(String... entries) {
    return "{" + String.join(",", entries) + "}";
  }

  /** A header, how many bytes of data follow, and what the message must name. */
  static Stream<Arguments> wrongHeaders() {
    String a = entry("a", "F32", "[2]", "[0,8]");
    return Stream.of(
        arguments(
            "overlap",
            header(a, entry("b", "F32", "[2]", "[4,12]")),
            12,
            "'b': data_offsets [4, 12] overlaps"),
        arguments("same range", header(a, entry("b", "F32", "[2]", "[0,8]")), 8, "overlaps"),
        arguments(
            "gap",
            header(a, entry("b", "F32", "[1]", "[12,16]")),
            16,
            "'b': data_offsets [12, 16] leaves a gap"),
        arguments("gap at the start", header(entry("a", "F32", "[1]", "[4,8]")), 8, "leaves a gap"),
        arguments("uncovered end", header(a), 12, "end at byte 8 of the data, which has 12"),
        arguments("out of range", header(a), 7, "'a': data_offsets [0, 8] is not a range"),
        arguments(
            "far out of range",
            header(entry("a", "F32", "[2]", "[9223372036854775799,9223372036854775807]")),
            8,
            "'a'"),
        arguments("reversed", header(entry("a", "F32", "[2]", "[8,0]")), 8, "'a'"),
        arguments("negative offset", header(entry("a", "F32", "[2]", "[-8,0]")), 8, "not negative"),
        arguments(
            "too short for shape",
            header(entry("a", "F32", "[3]", "[0,8]")),
            8,
            "F32[3], which is 12 bytes"),
        arguments(
            "too long for shape",
            header(entry("a", "F16", "[2]", "[0,8]")),
            8,
            "F16[2], which is 4 bytes"),
        arguments("half a byte", header(entry("a", "F4", "[1]", "[0,0]")), 0, "'a'"),
        arguments(
            "overflowing shape",
            header(entry("a", "F32", "[4294967296,4294967296]", "[0,8]")),
            8,
            "more elements"),
        arguments(
            "overflowing number",
            header(entry("a", "F32", "[9223372036854775808]", "[0,8]")),
            8,
            "below 2^63"),
        arguments(
            "overflow hidden by a zero",
            header(entry("a", "F32", "[9223372036854775807,9223372036854775807,0]", "[0,0]")),
            0,
            "more elements"),
        arguments(
            "unknown dtype",
            header(entry("a", "F33", "[2]", "[0,8]")),
            8,
            "'a': unknown dtype 'F33'"),
        arguments("fraction", header(entry("a", "F32", "[2.0]", "[0,8]")), 8, "expected"),
        arguments("exponent", header(entry("a", "F32", "[2e0]", "[0,8]")), 8, "expected"),
        arguments("leading zero", header(entry("a", "F32", "[02]", "[0,8]")), 8, "expected"),
        arguments(
            "string as shape", header(entry("a", "F32", "\"2\"", "[0,8]")), 8, "expected '['"),
        arguments("null dtype", "{\"a\":{\"dtype\":null}}", 0, "expected '\"'"),
        arguments("duplicate name", header(a, a), 8, "'a': the name stands twice"),
        arguments(
            "duplicate by escape",
            header(a, a.replace("\"a\"", "\"\\u0061\"")),
            8,
            "'a': the name stands twice"),
        arguments(
            "duplicate metadata", "{\"__metadata__\":{},\"__metadata__\":{}}", 0, "stands twice"),
        arguments(
            "duplicate metadata key", "{\"__metadata__\":{\"k\":\"\",\"k\":\"\"}}", 0, "'k' twice"),
        arguments("metadata number", "{\"__metadata__\":{\"k\":1}}", 0, "expected '\"'"),
        arguments(
            "duplicate property",
            "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}",
            0,
            "'a': DTYPE stands twice"),
        arguments(
            "missing property", "{\"a\":{\"dtype\":\"F32\",\"shape\":[]}}", 0, "'a': it needs"),
        arguments("empty entry", "{\"a\":{}}", 0, "expected"),
        arguments(
            "unknown property",
            "{\"a\":{\"colour\":\"red\"}}",
            0,
            "'a': unknown property 'colour'"),
        arguments("one offset", header(entry("a", "F32", "[2]", "[8]")), 8, "two numbers"),
        arguments("three offsets", header(entry("a", "F32", "[2]", "[0,8,9]")), 8, "more than 2"),
        arguments(
            "many axes",
            header(entry("a", "F32", "[" + "1,".repeat(64) + "1]", "[0,4]")),
            4,
            "more than 64"),
        arguments("nesting", "{\"a\":" + "[".repeat(100_000), 0, "expected '{'"),
        arguments("nested shape", header(entry("a", "F32", "[[2]]", "[0,8]")), 8, "expected"),
        arguments("text after the end", header(a) + "{}", 8, "the header's end"),
        arguments("comma before the end", "{" + a + ",}", 8, "expected '\"'"),
        arguments("unclosed", "{" + a, 8, "expected '}'"),
        arguments("unclosed string", "{\"a", 0, "rest of a string"),
        arguments("blank before the brace", " " + header(a), 8, "begin with '{'"),
        arguments("an array", "[]", 0, "begin with '{'"),
        arguments("empty", "", 0, "begin with '{'"),
        arguments("control character", "{\"a\n\":{}}", 0, "control character"),
        arguments("wrong escape", "{\"\\x\":{}}", 0, "escape"),
        arguments("wrong hexadecimal", "{\"\\u00g0\":{}}", 0, "hexadecimal"),
        arguments("half a pair", "{\"\\ud800\":{}}", 0, "surrogate"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongHeaders")
  void refuses(String what, String header, int dataBytes, String message) {
    assertRefused(RawFile.write(directory, header, dataBytes), message);
  }

  private static void assertRefused(Path file, String message) {
    assertThatExceptionOfType(SafeTensorsException.class)
        .isThrownBy(() -> SafeTensorsReader.open(file).close())
        .withMessageContaining(message);
  }

  @Test
  void refusesHeadersWhoseLengthLies() throws IOException {
    byte[] header = "{}".getBytes(StandardCharsets.UTF_8);
    byte[] none = {};
    assertRefused(RawFile.write(directory, 3, header, none), "claims 3 bytes, but the file has 10");
    assertRefused(RawFile.write(directory, 99_999_999, header, none), "truncated");
    assertRefused(RawFile.write(directory, 100_000_001, header, none), "more than the 100000000");
    assertRefused(RawFile.write(directory, -1, header, none), "18446744073709551615 bytes");
    assertRefused(RawFile.write(directory, Long.MIN_VALUE, header, none), "9223372036854775808");
    assertRefused(RawFile.write(directory, 1, header, none), "expected");
    assertRefused(Files.write(directory.resolve("short"), new byte[7]), "7 bytes");
    assertRefused(Files.write(directory.resolve("none"), none), "0 bytes");
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] header = {'{', '"', (byte) 0xff, '"', '}'};
    assertRefused(RawFile.write(directory, 5, header, new byte[0]), "UTF-8");
    byte[] surrogate = {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'};
    assertRefused(RawFile.write(directory, 7, surrogate, new byte[0]), "UTF-8");
  }

  @Test
  void doesNotRepeatHostileNamesInFull() {
    String name = "x".repeat(1_000_000);
    Path file = RawFile.write(directory, header(entry(name, "F32", "[1]", "[0,8]")), 8);
    assertThatExceptionOfType(SafeTensorsException.class)
        .isThrownBy(() -> SafeTensorsReader.open(file))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  @Test
  void acceptsWhatTheFormatAllows() throws IOException {
    String header =
        "{ \"__metadata__\" : {\"format\":\"pt\", \"\\u00e9\":"
            + "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"} ,\n\t"
            + entry("late", "F32", "[]", "[4,8]")
            + ","
            + entry("none", "I64", "[0,3]", "[4,4]")
            + ","
            + entry("é\\ud83d\\ude00", "F32", "[1,1]", "[0,4]")
            + " }   ";
    try (SafeTensorsReader reader = SafeTensorsReader.open(RawFile.write(directory, header, 8))) {
      assertThat(reader.entries())
          .extracting(TensorEntry::name)
          .containsExactly("late", "none", "é😀");
      assertThat(reader.read(reader.entries().getFirst())).containsExactly(0);
    }
    SafeTensorsReader.open(RawFile.write(directory, "{}", 0)).close();
  }

  @Test
  void convertsTheOtherFloatTypes() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
    data.putDouble(0.1).putDouble(1e300);
    data.putShort(Float.floatToFloat16(-1.5f)).putShort((short) 0x7c01).putShort((short) 1);
    data.putShort((short) 0x3fc0).putShort((short) 0xff80).putShort((short) 0x0001);
    String header =
        header(
            entry("d", "F64", "[2]", "[0,16]"),
            entry("h", "F16", "[3]", "[16,22]"),
            entry("b", "BF16", "[3]", "[22,28]"));
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    Path file = RawFile.write(directory, text.length, text, data.array());
    try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
      assertThat(reader.read(reader.entries().get(0)))
          .containsExactly(0.1f, Float.POSITIVE_INFINITY);
      assertThat(reader.read(reader.entries().get(1))).containsExactly(-1.5f, Float.NaN, 0x1p-24f);
      assertThat(reader.read(reader.entries().get(2)))
          .containsExactly(1.5f, Float.NEGATIVE_INFINITY, Float.intBitsToFloat(0x10000));
    }
  }

  @Test
  void readsBehindTwoGigabytes() throws IOException {
    long big = 3L << 30;
    String header =
        header(
            entry("big", "U8", "[" + big + "]", "[0," + big + "]"),
            entry("a", "F32", "[1]", "[" + big + "," + (big + 4) + "]"),
            entry("huge", "F32", "[0,4294967296]", "[" + (big + 4) + "," + (big + 4) + "]"));
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    Path file = RawFile.write(directory, text.length, text, new byte[0]);
    // A sparse file: nothing is written for the three gigabytes in between.
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(42).flip();
      channel.write(one, 8 + text.length + big);
    }
    try (SafeTensorsReader reader = SafeTensorsReader.open(file)) {
      assertThat(reader.read(reader.entries().get(1))).containsExactly(42);
      assertThatExceptionOfType(SafeTensorsException.class)
          .isThrownBy(() -> reader.read(reader.entries().get(2)))
          .withMessageContaining("larger than a Java array");
    }
  }

  @Test
  void noticesAFileThatShrinksMeanwhile() throws IOException {
    Path file = RawFile.write(directory, header(entry("a", "F32", "[2]", "[0,8]")), 8);
    try (SafeTensorsReader reader = SafeTensorsReader.open(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 1);
      assertThatExceptionOfType(SafeTensorsException.class)
          .isThrownBy(() -> reader.read(reader.entries().getFirst()))
          .withMessageContaining("ends at byte");
    }
  }
}
