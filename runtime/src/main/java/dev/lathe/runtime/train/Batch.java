package dev.lathe.runtime.train;

import dev.lathe.runtime.data.Dataset;

/** The images {@code order[begin]} to {@code order[end - 1]} of a data set. */
@SuppressWarnings("ArrayRecordComponent") // a view of the epoch's order
record Batch(Dataset data, int[] order, int begin, int end) {

  int size() {
    return end - begin;
  }
}
