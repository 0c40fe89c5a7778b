package dev.lathe.processor;

import dev.lathe.processor.loop.Program;
import dev.lathe.processor.memory.PassPlan;
import dev.lathe.processor.schedule.Machine;

/**
 * One pass, compiled for one kind of machine: all that is left to do is to write it as Java.
 *
 * @param plan where the program finds and leaves its data
 */
record CompiledPass(Machine machine, Program program, PassPlan plan) {}
