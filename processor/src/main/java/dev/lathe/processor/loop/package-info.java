/**
 * A small loop language: counted loops around straight-line code on vectors, with every extent and
 * offset a constant. It has no Java in it, so that it can be printed, interpreted and measured
 * against HotSpot's limits before any Java is written.
 */
@NullMarked
package dev.lathe.processor.loop;

import org.jspecify.annotations.NullMarked;
