/**
 * Data to train and evaluate networks with: {@link dev.lathe.runtime.data.Dataset}, and a reader of
 * the IDX format in which MNIST and its relatives are published.
 */
@NullMarked
package dev.lathe.runtime.data;

import org.jspecify.annotations.NullMarked;
