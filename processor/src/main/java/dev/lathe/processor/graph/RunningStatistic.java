package dev.lathe.processor.graph;

/**
 * A stored tensor that follows a batch's means: in training {@code (1 - momentum) old + momentum
 * mean}; in evaluation it stands in for them.
 *
 * @param name the stored tensor's
 * @param momentum from 0 to 1
 * @param samples of one image, if the means are variances: with n samples in all images the
 *     statistic follows {@code n / (n - 1)} times the variance. Else 0
 */
public record RunningStatistic(String name, double momentum, int samples) {}
