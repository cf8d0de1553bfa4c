package dev.onhand.bench.stock;

import dev.onhand.bench.Report;
import dev.onhand.bench.Result;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.local.stack.StackException;
import dev.onhand.local.stack.Wait;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// From the start of a process to its first decision, with many positions, after it was killed just
/// before the next snapshot was there: they come as far apart as the last two did. Commands go on
/// coming meanwhile.
@Command(
    name = "recovery",
    description = "From process start to the first decision, with a million positions.",
    mixinStandardHelpOptions = true)
public final class RecoveryBench implements Callable<Integer> {
  private static final int LOCATIONS = 4;
  private static final int MILLION = 1_000_000;
  private static final long BEFORE_MS = 300;
  private static final int LOAD_SECONDS = 150;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// Of those that are taken again and again; one may have been taken at the start.
  private static final String NEWEST =
      "select coalesce(max(id), 0) from ledger_snapshot where published and chunks > 0";

  private static final String INTERVAL_MS =
      """
      select (extract(epoch from max(taken_at) - min(taken_at)) * 1000)::bigint from (
        select taken_at from ledger_snapshot where published and chunks > 0
        order by id desc limit 2) of_two
      """;

  @Option(
      names = "--positions",
      defaultValue = "1000000",
      description = "Item at location (${DEFAULT-VALUE}).")
  private int positions;

  @Option(
      names = "--rate",
      defaultValue = "20000",
      description = "Orders per second meanwhile (${DEFAULT-VALUE}).")
  private int rate;

  @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--seed", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", description = "One JSON object on the last line.")
  private boolean json;

  @Override
  public Integer call() {
    double[] seconds = new double[rounds];
    String verdict;
    try (var service = ServiceLab.start(seed, positions / LOCATIONS, System.err::println)) {
      service.learn(rate);
      for (int round = 0; round < rounds; round++) {
        seconds[round] = recover(service);
        service.awaitDecided();
      }
      verdict = service.verdict();
    }
    Arrays.sort(seconds);
    boolean million = positions == MILLION;
    var name = String.format(Locale.ROOT, "recovery-%dm", positions / MILLION);
    var result = Result.atMost(name, seconds[rounds / 2], "s", million ? 8 : 0, million ? 4 : 0);
    var report = new Report("recovery", List.of(result), verdict);
    report.print(System.out, json);
    return report.isClean() ? 0 : 1;
  }

  private double recover(ServiceLab service) {
    var lab = service.lab();
    try (var _ = service.begin(rate, LOAD_SECONDS);
        var sql = new Sql(lab)) {
      awaitSnapshot(sql);
      awaitSnapshot(sql);
      double interval = sql.number(INTERVAL_MS) / 1e3;
      pause((long) (interval * 1e3) - BEFORE_MS);
      service.inventory().signal("KILL");
      Wait.until(PATIENCE, () -> !service.inventory().isAlive());
      long end = lab.end(Topics.LOG);
      long snapshotAt =
          sql.number("select max(next_log_offset) from ledger_snapshot where chunks > 0");
      long began = System.nanoTime();
      service.inventory().start();
      if (!Wait.until(PATIENCE, () -> lab.end(Topics.LOG) > end + 2)) {
        throw new StackException("the stock ledger does not decide again");
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      lab.say(
          String.format(
              Locale.ROOT,
              "  deciding again %.1f s after the start, with a tail of %,d log records;"
                  + " snapshots came %.1f s apart",
              seconds,
              end - snapshotAt,
              interval));
      return seconds;
    }
  }

  private static void awaitSnapshot(Sql sql) {
    long before = sql.number(NEWEST);
    if (!Wait.until(PATIENCE, () -> sql.number(NEWEST) > before)) {
      throw new StackException("no snapshot is taken");
    }
  }

  private static void pause(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted.");
    }
  }
}
