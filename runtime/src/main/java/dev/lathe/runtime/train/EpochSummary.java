package dev.lathe.runtime.train;

import org.jspecify.annotations.Nullable;

/**
 * What came out of one pass through the data.
 *
 * @param last how far the training had come at the pass's end
 * @param evaluation of the weights at the end of the pass; absent if there is nothing to evaluate
 *     on
 * @param best whether these are the best weights so far; without an evaluation the latest are
 */
public record EpochSummary(Progress last, @Nullable Evaluation evaluation, boolean best) {}
