package dev.onhand.bench;

import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.Stack;
import dev.onhand.local.verify.Auditor;
import dev.onhand.local.verify.Endpoints;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The whole flow: a backlog of channel orders, until each is shipped, booked and reported.
///
/// The warehouse answers at once. The rate is that of the last three quarters of the orders, taken
/// at the slowest of three places: shipments published, entries of both revenue and cost in the
/// books, orders shown as shipped by reporting.
@Command(
    name = "flow",
    description = "Channel order to shipped, posted and reported, orders per second.",
    mixinStandardHelpOptions = true)
final class FlowBench implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Option(names = "--orders", defaultValue = "3000", description = "Default: ${DEFAULT-VALUE}.")
  private int orders;

  @Option(names = "--seed", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", description = "One JSON object on the last line.")
  private boolean json;

  @Override
  public Integer call() {
    var settings = Settings.fromEnvironment();
    new Stack(settings, System.err::println).up();
    System.err.printf("Seed %d, %d orders of 1 to 3 lines%n", seed, orders);
    double rate;
    try (var run = new FlowRun(settings, seed, orders)) {
      run.prepare();
      run.place();
      rate = run.awaitReported(PATIENCE, System.err::println);
    }
    var verdict = Auditor.run(Endpoints.of(settings), PATIENCE, System.err::println);
    var report =
        new Report(
            "flow", List.of(Result.atLeast("flow", rate, "orders/s", 150, 500)), verdict.summary());
    report.print(System.out, json);
    return report.isClean() ? 0 : 1;
  }
}
