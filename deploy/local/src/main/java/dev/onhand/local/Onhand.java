package dev.onhand.local;

import dev.onhand.local.stack.StackException;
import dev.onhand.local.verify.Verify;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Main class behind `./onhand`. Exit codes: 0 done, 1 not done (the reason is on standard error),
/// 2 wrong usage.
@Command(
    name = "onhand",
    description = "Onhand on this machine: PostgreSQL, Kafka, Debezium and the seven services.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Also: ./onhand test (all tests), ./onhand build (what is stale).",
      "Environment: ONHAND_HOME (.onhand), ONHAND_PORT_BASE (7400), ONHAND_PORT_<NAME>,",
      "ONHAND_HEAP_<NAME> (megabytes), ONHAND_JAVA_OPTS, ONHAND_PARTITIONS (4)."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      Up.class,
      Down.class,
      Status.class,
      Logs.class,
      TokenCommand.class,
      DemoCommand.class,
      Verify.class,
      WorldCommand.class,
      ChaosCommand.class
    })
final class Onhand implements Runnable {
  private Onhand() {}

  static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Onhand())
        .setExecutionExceptionHandler(
            (problem, commandLine, _) -> {
              switch (problem) {
                case StackException known -> err(commandLine, known.getMessage());
                case KafkaException gone ->
                    err(commandLine, "Kafka: " + gone.getMessage() + " Look: ./onhand status");
                default -> problem.printStackTrace(commandLine.getErr());
              }
              return 1;
            });
  }

  private static void err(CommandLine commandLine, String message) {
    commandLine.getErr().println("onhand: " + message);
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
