package dev.lathe.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.runtime.fake.FakeDenseNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damages a valid file in thousands of ways: it is read or refused, nothing else. */
class WeightsFuzzTest {

  private static final int MUTATIONS = 6_000;

  // Bytes that mean something in a header, to get further than noise does.
  private static final byte[] MEANINGFUL = "\"{}[]:,0123456789-.eE\\u FIB".getBytes();

  @Test
  void damagedFilesAreReadOrRefused(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("fuzz.safetensors");
    Weights.random(1).resolve(FakeDenseNetwork.BLUEPRINT).save(file);
    byte[] valid = Files.readAllBytes(file);
    int refused = 0;
    for (int seed = 0; seed < MUTATIONS; seed++) {
      Files.write(file, mutate(valid, new Random(seed)));
      try {
        for (String name : Weights.of(file).names()) {
          assertThat(name).isNotNull();
        }
      } catch (WeightsException e) {
        refused++;
        assertThat(e).hasMessageContaining(file.toString());
      } catch (RuntimeException | Error e) {
        throw new AssertionError("mutation " + seed, e);
      }
    }
    assertThat(refused).isBetween(MUTATIONS / 2, MUTATIONS - 1);
  }

  private static byte[] mutate(byte[] valid, Random random) {
    byte[] bytes = valid.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int place = random.nextInt(Math.max(1, bytes.length));
      int header = 8 + random.nextInt(200);
      switch (random.nextInt(7)) {
        case 0 -> bytes = Arrays.copyOf(bytes, place);
        case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(20));
        case 2 -> set(bytes, place, (byte) random.nextInt());
        case 3 -> set(bytes, random.nextInt(8), (byte) random.nextInt());
        case 4 -> set(bytes, header, (byte) (byteAt(bytes, header) ^ 1 << random.nextInt(8)));
        case 5 -> set(bytes, header, MEANINGFUL[random.nextInt(MEANINGFUL.length)]);
        default -> swap(bytes, header, 8 + random.nextInt(200));
      }
    }
    return bytes;
  }

  private static byte byteAt(byte[] bytes, int place) {
    return place < bytes.length ? bytes[place] : 0;
  }

  private static void set(byte[] bytes, int place, byte value) {
    if (place < bytes.length) {
      bytes[place] = value;
    }
  }

  private static void swap(byte[] bytes, int one, int other) {
    byte kept = byteAt(bytes, one);
    set(bytes, one, byteAt(bytes, other));
    set(bytes, other, kept);
  }
}
