package dev.lathe.processor.authoring;

/**
 * What an interface is called.
 *
 * @param packageName empty for the unnamed package
 * @param origin the file that it is written from
 */
public record Heading(String packageName, String name, String origin) {}
