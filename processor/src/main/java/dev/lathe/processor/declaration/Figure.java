package dev.lathe.processor.declaration;

/** One value of an annotation and where it stands. */
public record Figure<T>(T value, Place place) {}
