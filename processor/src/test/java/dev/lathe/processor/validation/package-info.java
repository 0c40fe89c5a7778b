@NullMarked
package dev.lathe.processor.validation;

import org.jspecify.annotations.NullMarked;
