package dev.lathe.runtime.train;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.data.Augmentation;
import dev.lathe.runtime.data.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link Trainer} was told; see {@link Trainer.Builder} for the meanings. */
record Settings(
    CompiledNetwork network,
    Dataset data,
    @Nullable Dataset evaluationData,
    Set<String> frozen,
    Optimizer optimizer,
    Schedule schedule,
    int batchSize,
    int epochs,
    int patience,
    Augmentation augmentation,
    long seed,
    int threads,
    @Nullable Path bestFile,
    List<TrainingListener> listeners) {

  int stepsPerEpoch() {
    return (int) (((long) data.size() + batchSize - 1) / batchSize);
  }
}
