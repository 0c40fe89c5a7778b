package dev.lathe.runtime;

public interface Weights {}
