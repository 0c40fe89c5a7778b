/**
 * What the user wrote, as javac sees it: every figure keeps the element, the annotation and the
 * annotation value it came from, so that an error can point at it. Nothing is checked here.
 */
@NullMarked
package dev.lathe.processor.declaration;

import org.jspecify.annotations.NullMarked;
