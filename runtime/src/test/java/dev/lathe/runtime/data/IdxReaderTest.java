package dev.lathe.runtime.data;

import static dev.lathe.runtime.data.IdxFiles.gzip;
import static dev.lathe.runtime.data.IdxFiles.header;
import static dev.lathe.runtime.data.IdxFiles.join;
import static dev.lathe.runtime.data.IdxFiles.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {

  private static final byte[] BYTES = join(header(0x08, 2, 3), new byte[] {0, 1, 127, -128, -1, 5});

  @Test
  void readsUnsignedBytes() {
    IdxArray array = read(BYTES);

    assertThat(array.type()).isEqualTo(IdxType.UBYTE);
    assertThat(array.shape()).containsExactly(2, 3);
    assertThat(array.toFloats()).containsExactly(0, 1, 127, 128, 255, 5);
  }

  @Test
  void readsCompressedFiles() {
    IdxArray array = read(gzip(BYTES));

    assertThat(array.shape()).containsExactly(2, 3);
    assertThat(array.toFloats()).containsExactly(0, 1, 127, 128, 255, 5);
  }

  @Test
  void readsEveryType() {
    ByteBuffer shorts = ByteBuffer.allocate(4).putShort((short) -1000).putShort((short) 700);
    ByteBuffer ints = ByteBuffer.allocate(8).putInt(Integer.MIN_VALUE).putInt(7);
    ByteBuffer floats = ByteBuffer.allocate(8).putFloat(-1.5f).putFloat(Float.MIN_VALUE);
    ByteBuffer doubles = ByteBuffer.allocate(16).putDouble(0.1).putDouble(-1e300);

    assertThat(values(0x09, new byte[] {-3, 4})).containsExactly(-3, 4);
    assertThat(values(0x0B, shorts.array())).containsExactly(-1000, 700);
    assertThat(values(0x0C, ints.array())).containsExactly(Integer.MIN_VALUE, 7);
    assertThat(values(0x0D, floats.array())).containsExactly(-1.5, Float.MIN_VALUE);
    assertThat(values(0x0E, doubles.array())).containsExactly(0.1, -1e300);
  }

  private static double[] values(int type, byte[] data) {
    IdxArray array = read(join(header(type, 2), data));
    return new double[] {array.get(0), array.get(1)};
  }

  @Test
  void refusesWhatIsNoIdxFile() {
    refuses("no IDX file: it begins with 25 50", (byte) 0x25, (byte) 0x50, (byte) 8, (byte) 1);
    refuses("unknown IDX type 0x0a", header(0x0A, 1));
    refuses("no axis", header(0x08));
    refuses("not even the four bytes", (byte) 0, (byte) 0, (byte) 8);
    refuses("not even the four bytes");
  }

  @Test
  void refusesExtentsThatCannotBe() {
    refuses("ends within the extents of its 2 axes", Arrays.copyOf(BYTES, 11));
    refuses("axis 1 has 4294967295 elements", header(0x08, 1, -1));
    refuses("overflows", header(0x0E, 0x7FFFFFFF, 0x7FFFFFFF, 0x7FFFFFFF));
  }

  @Test
  void refusesTooFewAndTooManyBytes() {
    refuses("is cut off", Arrays.copyOf(BYTES, BYTES.length - 1));
    refuses("has bytes behind its end", join(BYTES, (byte) 0));
    refuses("is cut off", gzip(Arrays.copyOf(BYTES, BYTES.length - 1)));
    refuses("holds more data than its header says", gzip(join(BYTES, (byte) 0)));
  }

  @Test
  void claimsNoMemoryForWhatCannotBeThere() {
    // 2^31 bytes in a file of some dozens: refused before the array is made.
    refuses("1000000000 bytes, but there are at most", gzip(header(0x08, 1000, 1000, 1000)));
    refuses("1000000000 bytes, but there are at most 0", header(0x08, 1000, 1000, 1000));
  }

  @Test
  void refusesDamagedCompression() {
    byte[] good = gzip(BYTES);
    byte[] wrongChecksum = good.clone();
    wrongChecksum[good.length - 6] ^= 1;
    byte[] wrongSize = good.clone();
    wrongSize[good.length - 2] ^= 1;

    refuses("checksum is wrong", wrongChecksum);
    refuses("checksum is wrong", wrongSize);
    refuses("checksum is cut off", Arrays.copyOf(good, good.length - 3));
    refuses("end too early", Arrays.copyOf(good, good.length - 12));
    refuses("3 bytes follow its end", join(good, new byte[] {1, 2, 3}));
    refuses("header is cut off", Arrays.copyOf(good, 5));
  }

  @Test
  void skipsOptionalFieldsOfTheGzipHeader() {
    byte[] good = gzip(BYTES);
    byte[] begin = Arrays.copyOf(good, 10);
    begin[3] = 2 | 4 | 8 | 16;
    byte[] fields = {2, 0, 9, 9, 'n', 'a', 'm', 'e', 0, 'c', 0, 1, 2};
    byte[] all = join(join(begin, fields), Arrays.copyOfRange(good, 10, good.length));

    assertThat(read(all).size()).isEqualTo(6);
    refuses("header is cut off", Arrays.copyOf(all, 16));
  }

  @Test
  void namesTheFile(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("missing.gz");
    assertThatThrownBy(() -> IdxReader.read(missing))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("missing.gz");

    Path damaged = Files.write(folder.resolve("damaged.idx"), new byte[] {1, 2, 3, 4});
    assertThatThrownBy(() -> IdxReader.read(damaged))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("damaged.idx");

    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the cable");
          }
        };
    assertThatThrownBy(() -> IdxReader.read(broken, "far.idx"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("far.idx")
        .hasMessageContaining("the cable");
  }

  @Test
  void joinsImagesAndLabels(@TempDir Path folder) throws IOException {
    Path images =
        Files.write(folder.resolve("i"), join(header(0x08, 2, 1, 2), new byte[] {9, 8, 7, -1}));
    Path labels = Files.write(folder.resolve("l"), gzip(join(header(0x08, 2), new byte[] {3, 0})));

    Dataset data = IdxReader.labelled(images, labels, 4);

    assertThat(data.imageShape()).containsExactly(1, 1, 2);
    assertThat(data.label(0)).isEqualTo(3);
    float[] image = new float[2];
    data.copyImage(1, image, 0);
    assertThat(image).containsExactly(7, 255);
  }

  @Test
  void refusesPairsThatDoNotFit() {
    IdxArray images = read(join(header(0x08, 2, 1, 1), new byte[2]));
    assertThatThrownBy(() -> IdxReader.labelled(images, read(join(header(0x08, 1), (byte) 0)), 10))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("2 images")
        .hasMessageContaining("1 labels");
    byte[] outOfRange = join(header(0x08, 2), new byte[] {9, 10});
    assertThatThrownBy(() -> IdxReader.labelled(images, read(outOfRange), 10))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("label 10 for image 1")
        .hasMessageContaining("0..9");
    assertThatThrownBy(() -> IdxReader.labelled(images, images, 10))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("holds no labels");
    assertThatThrownBy(() -> IdxReader.labelled(read(header(0x08, 0, 2, 2)), images, 10))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("holds no images");
  }

  private static void refuses(String why, byte... file) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("some.idx")
        .hasMessageContaining(why);
  }
}
