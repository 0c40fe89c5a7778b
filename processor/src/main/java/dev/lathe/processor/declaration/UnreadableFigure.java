package dev.lathe.processor.declaration;

import java.util.OptionalDouble;

/**
 * A number that means nothing: an {@code int} that is neither a figure nor made of the parameters
 * of the block around it, or a {@code double} that is not a finite number as a {@code float}.
 *
 * @param annotation the simple name of the annotation that it stands in
 * @param element the annotation element's name
 * @param decimal the {@code double}, if it is one
 */
public record UnreadableFigure(
    Place place, String annotation, String element, OptionalDouble decimal) {}
