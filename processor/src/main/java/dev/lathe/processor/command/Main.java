package dev.lathe.processor.command;

import dev.lathe.runtime.LatheException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/**
 * The commands of the processor's jar.
 *
 * <p>Exit codes: 0 if all went well, 1 if the command could not do its work, 2 if it was asked for
 * wrongly.
 */
@Command(
    name = "lathe",
    description = "Takes networks into Lathe and out of it.",
    mixinStandardHelpOptions = true,
    version = "Lathe 0.1.0",
    subcommands = {ExportCommand.class, ImportCommand.class, TuneCommand.class})
public final class Main {
  private Main() {}

  /** Runs a command, and ends the JVM. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command, and returns its exit code. */
  public static int run(String... arguments) {
    CommandLine line = commandLine();
    if (arguments.length == 0) {
      line.usage(line.getErr());
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(arguments);
  }

  /** For tests, which look at what is printed. */
  static CommandLine commandLine() {
    return new CommandLine(new Main()).setExecutionExceptionHandler(Main::report);
  }

  /** What is wrong with files and figures needs no stack trace; a mistake of ours does. */
  private static int report(Exception e, CommandLine line, ParseResult parsed) throws Exception {
    if (e instanceof CommandException problems) {
      problems.texts().forEach(line.getErr()::println);
      return CommandLine.ExitCode.SOFTWARE;
    }
    if (e instanceof LatheException) {
      line.getErr().println(e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw e;
  }
}
