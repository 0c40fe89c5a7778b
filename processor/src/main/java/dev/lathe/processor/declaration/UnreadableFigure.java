package dev.lathe.processor.declaration;

/**
 * A number that is neither a figure nor made of the parameters of the block around it.
 *
 * @param annotation the simple name of the annotation that it stands in
 * @param element the annotation element's name
 */
public record UnreadableFigure(Place place, String annotation, String element) {}
