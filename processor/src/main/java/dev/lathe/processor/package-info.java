/** The annotation processor which compiles network descriptions to Java source code. */
@NullMarked
package dev.lathe.processor;

import org.jspecify.annotations.NullMarked;
