/**
 * A network that has passed validation, as plain data that knows nothing of javac: its layers with
 * their shapes and parameters, and what the user's interface asks for. From it the forward graph is
 * built and the facade is written.
 */
@NullMarked
package dev.lathe.processor.network;

import org.jspecify.annotations.NullMarked;
