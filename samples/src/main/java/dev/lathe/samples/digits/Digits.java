package dev.lathe.samples.digits;

/** Placeholder for the digits sample. */
public final class Digits {
  private Digits() {}

  /** Prints a greeting. */
  public static void main(String[] args) {
    System.out.println("The digits sample is not written yet.");
  }
}
