package dev.lathe.processor.validation;

import dev.lathe.processor.network.LayerOperation;
import java.util.Optional;

/**
 * What is known of an operation after its checks.
 *
 * @param output absent if not even the number of spatial axes is known
 * @param operation present if every figure is valid
 */
record CheckedOperation(Optional<PartialShape> output, Optional<LayerOperation> operation) {}
