/**
 * Looking inside of a trained network: pictures of filters and feature maps, and the inputs that
 * excite units most.
 */
@NullMarked
package dev.lathe.runtime.look;

import org.jspecify.annotations.NullMarked;
