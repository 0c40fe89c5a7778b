/**
 * Puts sources and resources where javac wants them, and remembers which interface they come from.
 */
@NullMarked
package dev.lathe.processor.write;

import org.jspecify.annotations.NullMarked;
