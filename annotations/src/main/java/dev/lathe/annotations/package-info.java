/** The annotations which describe a network to Lathe. */
@NullMarked
package dev.lathe.annotations;

import org.jspecify.annotations.NullMarked;
