package dev.lathe.benchmarks;

import dev.lathe.samples.nyu.LeNet5Original;
import dev.lathe.samples.nyu.ZipCode1989;
import dev.lathe.samples.rows.Row;
import dev.lathe.samples.sequence.SentenceNet;
import dev.lathe.samples.sequence.TimeDelayNet;
import dev.lathe.samples.vision.SmallResNet;
import dev.lathe.samples.vision.UNet;
import dev.lathe.samples.vision.VideoNet;

/**
 * The samples that the race measures beside {@link SampleNetwork}: what they compute is described a
 * second time by the ONNX file that the {@code export} command writes of them, which the peer
 * reads.
 */
public enum ExportedNetwork implements Measured {
  /** {@link LeNet5Original}. */
  LENET_5_ORIGINAL(LeNet5Original.class),
  /** {@link ZipCode1989}. */
  ZIP_CODE_1989(ZipCode1989.class),
  /** {@link Row}, LeNet-5 as it slides along a wide image. */
  ROW(Row.class),
  /** {@link TimeDelayNet}. */
  TIME_DELAY(TimeDelayNet.class),
  /** {@link SentenceNet}, whose input is words. */
  SENTENCE(SentenceNet.class),
  /** {@link VideoNet}. */
  VIDEO(VideoNet.class),
  /** {@link UNet}, which answers with maps. */
  U_NET(UNet.class),
  /** {@link SmallResNet}. */
  SMALL_RES_NET(SmallResNet.class);

  private final Class<?> type;

  ExportedNetwork(Class<?> type) {
    this.type = type;
  }

  @Override
  public Class<?> type() {
    return type;
  }
}
