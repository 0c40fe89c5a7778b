/** What tests of several packages share: cases from files, and random networks. */
@NullMarked
package dev.lathe.processor.testing;

import org.jspecify.annotations.NullMarked;
