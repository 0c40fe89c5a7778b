/** Says a graph in annotations: an interface that a user owns, and its weights. */
@NullMarked
package dev.lathe.processor.authoring;

import org.jspecify.annotations.NullMarked;
