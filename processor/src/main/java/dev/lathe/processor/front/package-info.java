/** An interface of a user as a checked network with its graphs, from annotations or from a file. */
@NullMarked
package dev.lathe.processor.front;

import org.jspecify.annotations.NullMarked;
