/**
 * Looking inside of a trained network: pictures of filters and feature maps, the inputs that excite
 * units most, and the images whose features are nearest.
 */
@NullMarked
package dev.lathe.runtime.look;

import org.jspecify.annotations.NullMarked;
