package dev.lathe.processor.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.annotations.Precision;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.lowering.CompiledPass;
import dev.lathe.processor.schedule.Decided;
import dev.lathe.processor.schedule.Decision;
import dev.lathe.processor.schedule.GeometryText;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.Offer;
import dev.lathe.processor.schedule.ScheduleTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code tune} measures is what a compilation may use. */
class TuneCandidatesTest {
  private static final int MOST = 6;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"DIRECT", "STRICT"})
  void candidatesAreThoseThatTheCompilerOffers(Precision precision) throws IOException {
    TuneCommand.Subject subject = subject(precision);

    Set<String> measured = new HashSet<>();
    for (TuneVariant variant : subject.candidates(Machine.VECTOR_512, MOST).variants()) {
      measured.addAll(decisions(variant));
    }

    assertThat(subject.precision()).isEqualTo(precision);
    assertThat(measured).hasSizeGreaterThan(MOST);
    assertThat(offers(subject, precision)).containsAll(measured);
  }

  /** Without which the test above would show nothing. */
  @Test
  void aStrictNetworkIsOfferedLess() throws IOException {
    TuneCommand.Subject subject = subject(Precision.DIRECT);

    Set<String> more = offers(subject, Precision.DIRECT);
    more.removeAll(offers(subject, Precision.STRICT));

    assertThat(more).isNotEmpty();
  }

  private TuneCommand.Subject subject(Precision precision) throws IOException {
    Path source = folder.resolve("Net.java");
    Files.writeString(
        source,
        """
        import dev.lathe.annotations.*;
        import dev.lathe.runtime.*;
        @Network(input = {1, 28, 28}, precision = Precision.%s)
        public interface Net extends Classifier {
          @Conv(filters = 6, kernel = 5) @Relu Layer c1();
          @MaxPool(2) Layer s2();
          @Conv(filters = 16, kernel = 5) @Relu Layer c3();
          @Dense(84) @Relu Layer f4();
          @Dense(10) Layer output();
        }
        """
            .formatted(precision));
    return TuneCommand.network(
        source.toString(), System.getProperty("java.class.path"), new ArrayList<>());
  }

  private static Set<String> decisions(TuneVariant variant) {
    Set<String> all = new HashSet<>();
    new TuneTimes(variant, List.of())
        .decisions()
        .forEach((geometry, decision) -> all.add(geometry + " | " + decision));
    return all;
  }

  /** What a compilation of the network has to choose from, tables left out. */
  private static Set<String> offers(TuneCommand.Subject subject, Precision precision) {
    Decided nothing = new Decided(Map.of(), List.of(ScheduleTable.EMPTY));
    CompiledPass pass =
        CompiledPass.of(subject.graph(), Machine.VECTOR_512.under(precision), nothing, "Net");
    Set<String> all = new HashSet<>();
    for (Node node : pass.schedule().graph().nodes()) {
      for (Offer offer : pass.schedule().offers(node.id())) {
        String geometry = GeometryText.of(offer.contraction());
        offer
            .ranked()
            .forEach(each -> all.add(geometry + " | " + Decision.Direct.of(each.tiling())));
      }
    }
    return all;
  }
}
