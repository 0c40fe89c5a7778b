/** The types which users of a compiled network, and the generated code itself, need at run time. */
@NullMarked
package dev.lathe.runtime;

import org.jspecify.annotations.NullMarked;
