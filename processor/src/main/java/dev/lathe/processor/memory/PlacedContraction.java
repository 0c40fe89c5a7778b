package dev.lathe.processor.memory;

import dev.lathe.processor.schedule.ScheduledContraction;
import java.util.Optional;

/** A scheduled contraction and the memory that it works on. */
public record PlacedContraction(
    ScheduledContraction scheduled,
    Operand left,
    Optional<Operand> right,
    Operand out,
    Optional<Operand> bias) {}
