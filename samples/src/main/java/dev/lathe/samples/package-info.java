/** Networks compiled by Lathe, and programs which train and use them. */
@NullMarked
package dev.lathe.samples;

import org.jspecify.annotations.NullMarked;
