package dev.onhand.bench;

import dev.onhand.bench.stock.AvailabilityBench;
import dev.onhand.bench.stock.FaultsBench;
import dev.onhand.bench.stock.LatencyBench;
import dev.onhand.bench.stock.LedgerBench;
import dev.onhand.bench.stock.PeersBench;
import dev.onhand.bench.stock.ProjectionBench;
import dev.onhand.bench.stock.RecoveryBench;
import dev.onhand.local.stack.StackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `./onhand bench NAME`. Exit code 0 when measured and audited clean, 1 otherwise; a figure below
/// what it must reach is shown, not hidden by the exit code.
@Command(
    name = "onhand",
    mixinStandardHelpOptions = true,
    subcommands = {Bench.Names.class})
final class Bench implements Runnable {
  /// The benchmarks there are.
  @Command(
      name = "bench",
      description = "Measures the platform on this machine.",
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "NAME",
      subcommands = {
        FlowBench.class,
        OrdersBench.class,
        FootprintBench.class,
        LedgerBench.class,
        LatencyBench.class,
        RecoveryBench.class,
        ProjectionBench.class,
        AvailabilityBench.class,
        PeersBench.class,
        FaultsBench.class
      })
  static final class Names implements Runnable {
    @Override
    public void run() {
      CommandLine.usage(this, System.out);
    }
  }

  private Bench() {}

  static void main(String[] arguments) {
    var commandLine = new CommandLine(new Bench());
    commandLine.setExecutionExceptionHandler(
        (problem, command, _) -> {
          if (problem instanceof StackException) {
            command.getErr().println("onhand: " + problem.getMessage());
          } else {
            problem.printStackTrace(command.getErr());
          }
          return 1;
        });
    System.exit(commandLine.execute(arguments));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
