package dev.lathe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Reads the compiler's summary of every network. The race counts its operations by it, and is not
 * compiled by the default build.
 */
class SummaryTest {

  @Test
  void countsMultiplyAdds() {
    assertThat(Summary.multiplyAdds(SampleNetwork.LENET_5.type())).isEqualTo(416_520);
  }

  @ParameterizedTest
  @EnumSource
  void everySampleHasTotals(SampleNetwork network) {
    assertThat(Summary.multiplyAdds(network.type())).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void everyExportedSampleHasTotals(ExportedNetwork network) {
    assertThat(Summary.multiplyAdds(network.type())).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void everyLayerHasTotals(SingleLayer layer) {
    assertThat(Summary.multiplyAdds(layer.type())).isPositive();
  }
}
