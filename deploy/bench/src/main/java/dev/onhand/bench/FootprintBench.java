package dev.onhand.bench;

import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.Stack;
import dev.onhand.local.stack.StackStatus;
import dev.onhand.local.verify.Auditor;
import dev.onhand.local.verify.Endpoints;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How long a built stack takes to be ready, and how much memory it holds then.
@Command(
    name = "footprint",
    description = "Time from down to ready, and resident memory of all processes.",
    mixinStandardHelpOptions = true)
final class FootprintBench implements Callable<Integer> {
  private static final double KILOBYTES_PER_GIBIBYTE = 1024 * 1024;

  @Option(names = "--json", description = "One JSON object on the last line.")
  private boolean json;

  @Override
  public Integer call() {
    var settings = Settings.fromEnvironment();
    var stack = new Stack(settings, System.err::println);
    System.err.println("Stopping the stack, to start it again with a clock");
    stack.down();
    long began = System.nanoTime();
    stack.up();
    double seconds = (System.nanoTime() - began) / 1e9;
    var verdict = Auditor.run(Endpoints.of(settings), System.err::println);
    var processes = StackStatus.of(settings).processes();
    double gibibytes =
        processes.stream().mapToLong(StackStatus.Process::residentKilobytes).sum()
            / KILOBYTES_PER_GIBIBYTE;
    for (var process : processes) {
      System.err.printf("  %-20s %,6d MiB%n", process.name(), process.residentKilobytes() / 1024);
    }
    var report =
        new Report(
            "footprint",
            List.of(
                Result.atMost("up", seconds, "s", 45, 20),
                Result.atMost("memory", gibibytes, "GiB", 5, 3)),
            verdict.summary());
    report.print(System.out, json);
    return report.isClean() ? 0 : 1;
  }
}
