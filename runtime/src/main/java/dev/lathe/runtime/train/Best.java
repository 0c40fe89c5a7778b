package dev.lathe.runtime.train;

import dev.lathe.runtime.Weights;

/** The best epoch so far, and its weights. */
record Best(EpochSummary summary, Weights weights) {}
