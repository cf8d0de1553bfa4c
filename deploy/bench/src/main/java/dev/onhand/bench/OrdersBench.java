package dev.onhand.bench;

import dev.onhand.bench.stock.Lab;
import dev.onhand.local.stack.Part;
import dev.onhand.local.verify.Auditor;
import dev.onhand.local.verify.Endpoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The order service's intake: how fast a backlog on `channel.orders` becomes orders, beside a bare
/// consume-and-insert of the same bytes.
///
/// Both are on one broker and one PostgreSQL with fsync, and both commit a batch of the same size.
/// While they are measured only those and the order service run: what others make of the orders is
/// the flow's matter. In the end its messages are passed on, and the auditor compares every order
/// of the run, in topics and in tables, as far as it is the order service's.
@Command(
    name = "orders",
    description = "Channel orders taken, beside a bare consume-and-insert of the same bytes.",
    mixinStandardHelpOptions = true)
final class OrdersBench implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /// Inventory tells the order service which items there are.
  private static final List<Part> PARTS =
      List.of(Part.POSTGRES, Part.KAFKA, Part.CONNECT, Part.ORDER, Part.INVENTORY);

  @Option(
      names = "--orders",
      defaultValue = "10000",
      description = "Orders per round. Default: ${DEFAULT-VALUE}.")
  private int orders;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Rounds that count. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "18",
      description = "Rounds before them, for the compilers. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(names = "--seed", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", description = "One JSON object on the last line.")
  private boolean json;

  @Override
  public Integer call() {
    var options = System.getenv().getOrDefault("ONHAND_BENCH_JAVA_OPTS", "");
    var more = Map.of("ONHAND_JAVA_OPTS", options);
    try (var lab = Lab.start(PARTS, more, System.err::println)) {
      System.err.printf("Seed %d, %d rounds of %d orders of 1 to 3 lines%n", seed, rounds, orders);
      var measured = measure(lab);
      System.err.println("The order service's messages are passed on");
      lab.stack().up(List.of(Part.POSTGRES, Part.KAFKA, Part.CONNECT, Part.ORDER));
      var endpoints = Endpoints.of(lab.settings()).only(Part.ORDER);
      var verdict = Auditor.run(endpoints, PATIENCE, System.err::println);
      var report = new Report("orders", results(measured), verdict.summary());
      report.print(System.out, json);
      return report.isClean() ? 0 : 1;
    }
  }

  private List<OrdersRound.Rates> measure(Lab lab) {
    var measured = new ArrayList<OrdersRound.Rates>();
    var stack = lab.stack();
    var round = new OrdersRound(stack, lab.settings(), seed, orders);
    round.prepare(warmUp + rounds);
    stack.stop(Part.INVENTORY);
    stack.stop(Part.CONNECT);
    try (var insert =
        InsertRun.start(stack, lab.settings(), OrdersRound.TOPIC, OrdersRound.BATCH)) {
      for (int number = 0; number < warmUp + rounds; number++) {
        var rates = round.run(number, insert);
        System.err.printf(
            "%s: intake %,.0f orders/s, insert %,.0f orders/s; processor time per order: %.0f µs of"
                + " the service, %.0f µs of PostgreSQL%n",
            number < warmUp ? "warm-up" : "round " + (number - warmUp + 1),
            rates.intake(),
            rates.insert(),
            rates.serviceMicros(),
            rates.postgresMicros());
        if (number >= warmUp) measured.add(rates);
      }
    }
    return measured;
  }

  private static List<Result> results(List<OrdersRound.Rates> measured) {
    return List.of(
        Result.ratio(
            "intake-vs-insert",
            median(measured, OrdersRound.Rates::intake),
            "orders/s",
            "insert",
            median(measured, rates -> rates.intake() / rates.insert()),
            0.15,
            0.4),
        Result.atLeast("insert", median(measured, OrdersRound.Rates::insert), "orders/s", 0, 0));
  }

  private static double median(
      List<OrdersRound.Rates> measured, ToDoubleFunction<OrdersRound.Rates> figure) {
    var sorted = measured.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
