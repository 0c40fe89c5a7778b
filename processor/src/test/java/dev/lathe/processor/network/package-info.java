@NullMarked
package dev.lathe.processor.network;

import org.jspecify.annotations.NullMarked;
