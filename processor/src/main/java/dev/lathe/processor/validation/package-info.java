/**
 * Finds everything that is wrong with a declared network, each at the annotation value that is
 * wrong, and makes the plain {@link dev.lathe.processor.network.NetworkModel} of one that is right.
 */
@NullMarked
package dev.lathe.processor.validation;

import org.jspecify.annotations.NullMarked;
