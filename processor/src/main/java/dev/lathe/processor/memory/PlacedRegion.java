package dev.lathe.processor.memory;

import dev.lathe.processor.schedule.Region;
import java.util.Optional;

/** A region of a contraction and the memory that it works on. */
public record PlacedRegion(
    Region region,
    Operand left,
    Optional<Operand> right,
    Operand out,
    Optional<Operand> bias,
    Optional<Operand> addend) {}
