package dev.lathe.processor.declaration;

/**
 * An activation or softmax on a layer method.
 *
 * @param annotation the annotation's simple name: {@code Relu}
 * @param place the annotation
 * @param from the name of the layer that is read, empty for the preceding one
 * @param settings its other values
 */
public record ActivationDeclaration(
    String annotation, Place place, Figure<String> from, Settings settings) {}
