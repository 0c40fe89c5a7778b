@NullMarked
package dev.lathe.processor;

import org.jspecify.annotations.NullMarked;
