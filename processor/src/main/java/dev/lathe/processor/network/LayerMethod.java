package dev.lathe.processor.network;

/**
 * A method of the interface that returns a layer.
 *
 * @param layer the index of the layer that it returns, of a block its last one
 */
public record LayerMethod(String method, int layer) {}
