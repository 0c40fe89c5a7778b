/**
 * How each operation is computed on a given machine: layouts, vector axis, register tile, loop
 * order, unrolling; chosen by a cost model, kept as plain data.
 */
@NullMarked
package dev.lathe.processor.schedule;

import org.jspecify.annotations.NullMarked;
