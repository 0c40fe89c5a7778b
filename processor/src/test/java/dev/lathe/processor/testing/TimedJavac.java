package dev.lathe.processor.testing;

import java.lang.management.ManagementFactory;
import javax.tools.ToolProvider;

/**
 * Runs javac and prints, in its last line, the nanoseconds that its thread computed. Unlike the
 * time on the clock they stay the same when the machine has other things to do besides.
 */
public final class TimedJavac {
  private TimedJavac() {}

  /** Ends with javac's own exit code. */
  public static void main(String[] arguments) {
    int exit = ToolProvider.getSystemJavaCompiler().run(null, System.out, System.out, arguments);
    System.out.println(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    System.exit(exit);
  }
}
