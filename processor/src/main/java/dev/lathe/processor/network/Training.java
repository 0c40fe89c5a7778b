package dev.lathe.processor.network;

import dev.lathe.annotations.Loss;

/**
 * What training needs.
 *
 * @param loss what is made small
 * @param inputGradient whether the derivative with respect to the image is asked for
 */
public record Training(Loss loss, boolean inputGradient) {}
