/** A network which reads handwritten digits. */
@NullMarked
package dev.lathe.samples.digits;

import org.jspecify.annotations.NullMarked;
