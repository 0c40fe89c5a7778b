package dev.lathe.processor.memory;

import dev.lathe.processor.loop.Buffer;

/** A value's place, and the memory that it is a place in. */
public record Located(Buffer buffer, Placement placement) {}
