package dev.lathe.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is in a file: it is read, or refused by the exception that says so. */
class IdxReaderPropertyTest {

  @Property(tries = 2000)
  void anyBytesAreReadOrRefused(@ForAll @Size(max = 64) byte[] file) {
    readOrRefuse(file);
  }

  @Property(tries = 2000)
  void anyContentsBehindAGoodMagicAreReadOrRefused(
      @ForAll @IntRange(min = 7, max = 15) int type,
      @ForAll @IntRange(max = 5) int rank,
      @ForAll @Size(max = 40) byte[] rest) {
    byte[] file =
        ByteBuffer.allocate(4 + rest.length)
            .put(new byte[] {0, 0, (byte) type, (byte) rank})
            .put(rest)
            .array();
    readOrRefuse(file);
    readOrRefuse(IdxFiles.gzip(file));
  }

  @Property(tries = 3000)
  void aFlippedByteOfACompressedFileIsNoticedOrHarmless(
      @ForAll @IntRange(max = 10_000) int position,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] data = new byte[60];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (i * i);
    }
    byte[] original = IdxFiles.join(IdxFiles.header(0x08, 3, 4, 5), data);
    byte[] file = IdxFiles.gzip(original);
    file[position % file.length] ^= (byte) change;
    try {
      // Time stamp, flags for the file's name and the like do not matter to the contents.
      assertThat(IdxFiles.read(file).toBytes()).isEqualTo(data);
    } catch (DatasetException e) {
      assertThat(e).hasMessageContaining("some.idx");
    }
  }

  private static void readOrRefuse(byte[] file) {
    try {
      IdxArray array = IdxFiles.read(file);
      long size = 1;
      for (int extent : array.shape()) {
        size *= extent;
      }
      assertThat(array.toFloats()).hasSize(Math.toIntExact(size));
    } catch (DatasetException e) {
      assertThat(e).hasMessageContaining("some.idx");
    }
  }
}
