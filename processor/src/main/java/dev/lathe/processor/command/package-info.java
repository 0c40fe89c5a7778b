/** What the processor's jar does when it is run: {@code export} and {@code import}. */
@NullMarked
package dev.lathe.processor.command;

import org.jspecify.annotations.NullMarked;
