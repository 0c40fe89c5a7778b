/**
 * The seam between generated code and the runtime: what a generated network tells about itself
 * ({@link dev.lathe.runtime.spi.Blueprint}) and how one of its passes is run ({@link
 * dev.lathe.runtime.spi.Pass}). Nothing here depends on the rest of the runtime, and users of a
 * network need nothing of it.
 */
@NullMarked
package dev.lathe.runtime.spi;

import org.jspecify.annotations.NullMarked;
