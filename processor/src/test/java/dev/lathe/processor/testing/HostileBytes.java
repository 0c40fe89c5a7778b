package dev.lathe.processor.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Real files whose bytes are changed. */
public final class HostileBytes {
  private static final Path NETWORKS = Path.of("src/test/resources/networks");

  private HostileBytes() {}

  /** The networks among the test's resources. */
  public static List<byte[]> corpus() throws IOException {
    List<byte[]> corpus = new ArrayList<>();
    try (Stream<Path> files = Files.list(NETWORKS)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".onnx")).sorted().toList()) {
        corpus.add(Files.readAllBytes(file));
      }
    }
    return corpus;
  }

  /** Some bits flipped, bytes set, cut out or put in, or an end that is missing. */
  public static byte[] changed(byte[] file, Random random) {
    byte[] bytes = file;
    for (int k = 1 + random.nextInt(4); k > 0; k--) {
      int at = place(bytes, random);
      bytes =
          switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> with(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
            case 2 -> with(bytes, at, (byte) random.nextInt());
            case 3 -> with(bytes, at, (byte) (random.nextBoolean() ? 0xff : 0x7f));
            case 4 ->
                joined(bytes, at, new byte[0], Math.min(bytes.length, at + 1 + random.nextInt(9)));
            default -> joined(bytes, at, varint(random), at);
          };
      if (bytes.length == 0) {
        return bytes;
      }
    }
    return bytes;
  }

  /** Mostly where names are: the bytes around letters are fields' heads, and not weights. */
  private static int place(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    for (int tries = 0; tries < 200; tries++) {
      int begin = Math.max(0, at - 6);
      int letters = 0;
      for (int k = begin; k < Math.min(bytes.length, at + 7); k++) {
        letters += Character.isLetterOrDigit(bytes[k]) && bytes[k] > 0 ? 1 : 0;
      }
      if (letters >= 6) {
        return at;
      }
      at = random.nextInt(bytes.length);
    }
    return at;
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    byte[] copy = bytes.clone();
    copy[at] = value;
    return copy;
  }

  private static byte[] joined(byte[] bytes, int to, byte[] middle, int from) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(bytes, 0, to);
    all.write(middle, 0, middle.length);
    all.write(bytes, from, bytes.length - from);
    return all.toByteArray();
  }

  /** A number as long as numbers get. */
  private static byte[] varint(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(10)];
    random.nextBytes(bytes);
    for (int k = 0; k < bytes.length; k++) {
      bytes[k] = (byte) (k + 1 < bytes.length ? bytes[k] | 0x80 : bytes[k] & 0x7f);
    }
    return bytes;
  }
}
