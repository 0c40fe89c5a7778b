package dev.lathe.runtime;

public final class Layer {}
