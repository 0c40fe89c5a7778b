package dev.lathe.processor.declaration;

import dev.lathe.annotations.PadMode;
import dev.lathe.annotations.PadSize;

/** What is put around a map before a kernel slides over it, as written. */
public record BorderDeclaration(Figure<PadSize> size, Figure<PadMode> mode, Figure<Double> value) {}
