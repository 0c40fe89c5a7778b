package dev.lathe.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.lathe.runtime.fake.FakeDense;
import dev.lathe.runtime.fake.FakeDenseNetwork;
import dev.lathe.runtime.io.RawFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {

  @TempDir Path directory;

  private static TensorWeights drawn(long seed) {
    return Weights.random(seed).resolve(FakeDenseNetwork.BLUEPRINT);
  }

  @Test
  void randomWeightsDependOnTheSeedAlone() {
    float[] weight = drawn(1).tensor("output.weight").values();
    assertThat(drawn(1).tensor("output.weight").values()).containsExactly(weight);
    assertThat(drawn(2).tensor("output.weight").values()).isNotEqualTo(weight);
    assertThat(drawn(1).tensor("output.bias").values()).isNotEqualTo(Arrays.copyOf(weight, 3));
    // The bits themselves: another machine, another JDK, another release must draw the same.
    assertThat(Arrays.hashCode(weight)).isEqualTo(-1874953977);
  }

  @Test
  void randomWeightsFillTheirRangeEvenly() {
    double sum = 0;
    double squares = 0;
    float highest = 0;
    int count = 0;
    for (long seed = 0; seed < 1000; seed++) {
      for (float value : drawn(seed).tensor("output.weight").values()) {
        sum += value;
        squares += (double) value * value;
        highest = Math.max(highest, Math.abs(value));
        count++;
      }
    }
    assertThat(highest).isBetween(0.499f, 0.5f); // 1/sqrt(4)
    assertThat(sum / count).isBetween(-0.01, 0.01);
    assertThat(squares / count).isBetween(0.25 / 3 - 0.003, 0.25 / 3 + 0.003);
  }

  @Test
  void randomWeightsHaveNoTensorsBeforeTheyMeetANetwork() {
    Weights random = Weights.random(7);
    assertThatIllegalStateException()
        .isThrownBy(random::names)
        .withMessageContaining("CompiledNetwork.of(network).weights()");
    assertThatIllegalStateException().isThrownBy(() -> random.tensor("output.bias"));
    assertThatIllegalStateException().isThrownBy(() -> random.save(directory.resolve("x")));
  }

  @Test
  void savedWeightsComeBackBitByBit() throws IOException {
    Path file = directory.resolve("weights.safetensors");
    Files.writeString(file, "the file of before");
    FakeDense network = Lathe.load(FakeDense.class, Weights.random(3));
    CompiledNetwork.of(network).weights().save(file);
    Weights read = Weights.of(file);
    assertThat(read.names()).containsExactly("output.weight", "output.bias");
    assertThat(read.tensor("output.weight")).isEqualTo(drawn(3).tensor("output.weight"));
    float[] image = {1, 2, 3, 4};
    assertThat(Lathe.load(FakeDense.class, read).scores(image))
        .containsExactly(network.scores(image));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
    byte[] first = Files.readAllBytes(file);
    read.save(file);
    assertThat(file).hasBinaryContent(first);
    assertThat(Files.size(file) % 4).isZero();
  }

  @Test
  void aFailedSaveLeavesNothingBehind() throws IOException {
    Path taken = Files.createDirectories(directory.resolve("taken/inside")).getParent();
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> drawn(1).save(taken))
        .withMessageContaining(taken.toString());
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> drawn(1).save(directory.resolve("no/such/directory/file")));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(taken);
    }
  }

  @Test
  void namesThatTheFormatDoesNotHaveAreRefused() {
    for (String name : new String[] {"__metadata__", "half a pair \ud800"}) {
      Weights weights = Weights.of(Map.of(name, new Tensor(new int[] {}, new float[1])));
      assertThatExceptionOfType(WeightsException.class)
          .isThrownBy(() -> weights.save(directory.resolve("names")))
          .withMessageContaining("no such name");
    }
  }

  @Test
  void everyMisfitIsToldAtOnce() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("outptu.weight", new Tensor(new int[] {3, 4}, new float[12]));
    tensors.put("output.bias", new Tensor(new int[] {3, 1}, new float[3]));
    tensors.put("stray", new Tensor(new int[] {}, new float[1]));
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> Lathe.load(FakeDense.class, Weights.of(tensors)))
        .withMessage(
            """
            FakeDense cannot be loaded from the given tensors:
              wrong shape: output.bias is [3, 1], the network needs [3]
              missing: output.weight [3, 4] (did you mean outptu.weight?)
              superfluous: outptu.weight (did you mean output.weight?)
              superfluous: stray\
            """);
  }

  /** A file's names may move a terminal's cursor, and be as long as its header. */
  @Test
  void namesOfFilesAreShownAndNoMore() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Tensor tensor = new Tensor(new int[] {3, 4}, new float[12]);
    tensors.put("output.we\u001b[1A\night", tensor);
    tensors.put("n".repeat(1 << 20), tensor);
    Weights weights = Weights.of(tensors);
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> Lathe.load(FakeDense.class, weights))
        .withMessage(
            """
            FakeDense cannot be loaded from the given tensors:
              missing: output.weight [3, 4]
              missing: output.bias [3]
              superfluous: output.we?[1A?ight (did you mean output.weight?)
              superfluous: %s…\
            """
                .formatted("n".repeat(100)));
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> weights.tensor("output.\u001bweight"))
        .withMessageStartingWith("There is no tensor 'output.?weight' in the given tensors");
  }

  @Test
  void onlyTensorsThatWouldFitAreSuggested() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("outptu.weight", new Tensor(new int[] {4, 3}, new float[12]));
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> Lathe.load(FakeDense.class, Weights.of(tensors)))
        .withMessageNotContaining("did you mean");
  }

  @Test
  void aMissingFolderIsNamedAsTheReason() {
    Weights weights = Weights.of(Map.of("a", new Tensor(new int[] {}, new float[1])));
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> weights.save(directory.resolve("none").resolve("file")))
        .withMessageContaining("its folder does not exist");
  }

  @Test
  void anInterruptedThreadIsNamedAsTheReason() {
    Weights weights = Weights.of(Map.of("a", new Tensor(new int[] {}, new float[1])));
    Path file = directory.resolve("file");
    weights.save(file);
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(WeightsException.class)
          .isThrownBy(() -> Weights.of(file))
          .withMessage("Weights file " + file + " cannot be read: the thread was interrupted");
      assertThatExceptionOfType(WeightsException.class)
          .isThrownBy(() -> weights.save(file))
          .withMessage("Weights file " + file + " cannot be written: the thread was interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(Weights.of(file).names()).containsExactly("a");
    assertThat(directory).isDirectoryNotContaining(each -> !each.equals(file));
  }

  @Test
  void aFolderIsNoPlaceForWeights() throws IOException {
    Weights weights = Weights.of(Map.of("a", new Tensor(new int[] {}, new float[1])));
    for (Path folder : new Path[] {Files.createDirectory(directory.resolve("e")), Path.of("/")}) {
      assertThatExceptionOfType(WeightsException.class)
          .isThrownBy(() -> weights.save(folder))
          .withMessage("Weights file " + folder + " cannot be written: it is a folder");
      assertThat(folder).isDirectory();
    }
  }

  @Test
  void messagesNameFileTensorAndType() {
    Path file =
        RawFile.write(
            directory,
            "{\"output.weight\":{\"dtype\":\"I32\",\"shape\":[3,4],\"data_offsets\":[0,48]},"
                + "\"output.bias\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[48,54]}}",
            54);
    Weights weights = Weights.of(file);
    assertThat(weights.tensor("output.bias").shape()).containsExactly(3);
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> Lathe.load(FakeDense.class, weights))
        .withMessageContaining(file.toString())
        .withMessageContaining("wrong type: output.weight is I32")
        .withMessageNotContaining("output.bias");
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> weights.tensor("output.weight"))
        .withMessageContaining("I32");
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> weights.tensor("output.bais"))
        .withMessageContaining("did you mean output.bias?");
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> weights.save(directory.resolve("copy")))
        .withMessageContaining("output.weight");
  }

  @Test
  void filesThatCannotBeReadAreNamed() {
    Path missing = directory.resolve("missing.safetensors");
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> Weights.of(missing))
        .withMessage("Weights file " + missing + " does not exist");
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> Weights.of(directory))
        .withMessageContaining(directory.toString());
    Path damaged = RawFile.write(directory, "{", 0);
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> Weights.of(damaged))
        .withMessageContaining(damaged.toString());
  }

  @Test
  void tensorsAreImmutable() {
    float[] values = {1, 2};
    int[] shape = {2};
    Tensor tensor = new Tensor(shape, values);
    values[0] = 9;
    shape[0] = 9;
    tensor.values()[1] = 9;
    tensor.shape()[0] = 9;
    assertThat(tensor).isEqualTo(new Tensor(new int[] {2}, new float[] {1, 2}));
    assertThat(tensor).isNotEqualTo(new Tensor(new int[] {1, 2}, new float[] {1, 2}));
    assertThat(tensor).hasToString("float32[2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tensor(new int[] {2, 2}, new float[3]))
        .withMessageContaining("[2, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tensor(new int[] {65536, 65536}, new float[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tensor(new int[] {-1, -1}, new float[1]));
  }

  @Test
  @SuppressWarnings("NullAway") // what is under test
  void nullsAreRefusedWhereTheyAreGiven() {
    Map<String, Tensor> nameless = new HashMap<>();
    nameless.put(null, new Tensor(new int[] {1}, new float[1]));
    Map<String, Tensor> empty = new HashMap<>();
    empty.put("c1.weight", null);
    assertThatNullPointerException()
        .isThrownBy(() -> Weights.of(nameless))
        .withMessage("the name of a tensor");
    assertThatNullPointerException()
        .isThrownBy(() -> Weights.of(empty))
        .withMessage("tensor 'c1.weight'");
    assertThatNullPointerException().isThrownBy(() -> Weights.of((Path) null)).withMessage("file");
  }
}
