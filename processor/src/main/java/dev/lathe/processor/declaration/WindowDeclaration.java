package dev.lathe.processor.declaration;

import java.util.Optional;

/**
 * How a kernel or a pooling window slides, as written: each element may still hold one entry for
 * all axes.
 *
 * @param kernel absent if the user left the element out, which javac refuses
 * @param sideBySide whether windows lie side by side where no stride is given: those of poolings
 */
public record WindowDeclaration(
    Optional<Figures> kernel,
    Figures stride,
    Figures padding,
    Figures dilation,
    boolean sideBySide) {}
