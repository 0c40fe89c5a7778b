/** The safetensors format, read and written with nothing but the JDK. */
@NullMarked
package dev.lathe.runtime.io;

import org.jspecify.annotations.NullMarked;
