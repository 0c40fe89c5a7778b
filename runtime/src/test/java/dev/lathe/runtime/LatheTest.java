package dev.lathe.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lathe.runtime.fake.FakeDense;
import dev.lathe.runtime.fake.FakeDenseNetwork;
import dev.lathe.runtime.fake.Networks;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatheTest {

  private static final Weights RANDOM = Weights.random(1);

  @Test
  void loadsTheGeneratedClassOfAnInterface() {
    FakeDense network = Lathe.load(FakeDense.class, RANDOM);
    assertThat(network).isInstanceOf(FakeDenseNetwork.class);
    assertThat(network.output().name()).isEqualTo("output");
  }

  @Test
  void namesTheRemedyIfTheProcessorDidNotRun() {
    assertThatExceptionOfType(NetworkLoadException.class)
        .isThrownBy(() -> Lathe.load(Networks.Uncompiled.class, RANDOM))
        .withMessageContaining("dev.lathe.runtime.fake.Networks_UncompiledNetwork")
        .withMessageContaining("annotationProcessorPaths")
        .withMessageContaining("-proc:full")
        .withMessageContaining("JDK 23")
        .withMessageContaining("@Network");
  }

  @Test
  void explainsThatProcessorsDoNotSeeTheInsideOfMethods() {
    interface Local {}
    assertThatExceptionOfType(NetworkLoadException.class)
        .isThrownBy(() -> Lathe.load(Local.class, RANDOM))
        .withMessageContaining("inside of a method");
  }

  @Test
  void refusesWhatIsNoInterface() {
    assertThatExceptionOfType(NetworkLoadException.class)
        .isThrownBy(() -> Lathe.load(String.class, RANDOM))
        .withMessageContaining("java.lang.String is a class");
    assertThatExceptionOfType(NetworkLoadException.class)
        .isThrownBy(() -> Lathe.load(Override.class, RANDOM))
        .withMessageContaining("is an annotation");
  }

  @Test
  void explainsAClassThatFailsEveryTime() {
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatExceptionOfType(NetworkLoadException.class)
          .isThrownBy(() -> Lathe.load(Networks.Failing.class, RANDOM))
          .withMessageContaining("Networks_FailingNetwork cannot be used")
          .withMessageContaining("no number");
    }
  }

  @Test
  void refusesClassesThatWereNotGeneratedForTheInterface() {
    assertThatExceptionOfType(NetworkLoadException.class)
        .isThrownBy(() -> Lathe.load(Networks.Impostor.class, RANDOM))
        .withMessageContaining("does not implement");
    assertThatExceptionOfType(NetworkLoadException.class)
        .isThrownBy(() -> Lathe.load(Networks.Unbuildable.class, RANDOM))
        .withMessageContaining("NoSuchMethodException");
  }

  @Test
  void passesOnWhatIsWrongWithTheWeights() {
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> Lathe.load(FakeDense.class, Weights.of(Map.of())))
        .withMessageContaining("missing: output.weight [3, 4]");
  }
}
