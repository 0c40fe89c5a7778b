/**
 * A progress bar for trainings. This package alone needs the library {@code
 * me.tongfei:progressbar}, which the runtime's other users need not have.
 */
@NullMarked
package dev.lathe.runtime.train.progress;

import org.jspecify.annotations.NullMarked;
