package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Place;

/**
 * Something to tell the user.
 *
 * @param place where it points to
 * @param text in full
 */
public record Finding(Diagnosis message, Place place, String text) {}
