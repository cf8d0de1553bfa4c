package dev.onhand.bench.stock;

import dev.onhand.bench.Report;
import dev.onhand.bench.Result;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.local.stack.StackException;
import dev.onhand.local.stack.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Faults on real processes under load: the only inventory process is killed again and again; then
/// of two, one is killed, and one is paused until the group has given its partitions away, and
/// resumed. In the end every command must have been decided once.
@Command(
    name = "faults",
    description = "kill -9 and SIGSTOP of inventory processes under load, then the auditor.",
    mixinStandardHelpOptions = true)
public final class FaultsBench implements Callable<Integer> {
  private static final int SKUS = 10_000;
  private static final int PARTITIONS = 4;
  private static final long HOLD_MS = 15_000;
  private static final int BETWEEN_KILLS_MS_MAX = 6_000;
  private static final Duration BACK_WITHIN = Duration.ofMinutes(3);
  private static final int SECONDS_PER_KILL = 12;

  @Option(names = "--kills", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
  private int kills;

  @Option(
      names = "--rate",
      defaultValue = "50000",
      description = "Commands per second (${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--pause",
      defaultValue = "60",
      description = "Seconds for which one of two processes stands still (${DEFAULT-VALUE}).")
  private int pauseSeconds;

  @Option(names = "--seed", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", description = "One JSON object on the last line.")
  private boolean json;

  @Override
  public Integer call() {
    System.err.println("Seed " + seed);
    var results = new ArrayList<Result>();
    var one = kills > 0 ? killAgainAndAgain(results) : "ok";
    var two = pauseSeconds > 0 ? oneOfTwo(results) : "ok";
    var report = new Report("faults", results, one.equals("ok") ? two : one);
    report.print(System.out, json);
    return report.isClean() ? 0 : 1;
  }

  private String killAgainAndAgain(List<Result> results) {
    var random = new Random(seed);
    try (var service = ServiceLab.start(seed, SKUS, 1, System.err::println)) {
      service.learn(rate);
      double slowest = 0;
      try (var load = service.begin(rate, kills * SECONDS_PER_KILL, HOLD_MS)) {
        for (int kill = 1; kill <= kills; kill++) {
          pause(1_000 + random.nextInt(BETWEEN_KILLS_MS_MAX));
          service.inventory().signal("KILL");
          awaitEnd(service.inventory());
          long end = service.lab().end(Topics.LOG);
          long began = System.nanoTime();
          service.inventory().start();
          awaitDeciding(service, end, 1);
          double seconds = (System.nanoTime() - began) / 1e9;
          slowest = Math.max(slowest, seconds);
          service.lab().say("  kill %d: deciding again %.1f s later".formatted(kill, seconds));
        }
        load.await();
      }
      service.awaitDecided();
      results.add(Result.atMost("deciding-again", slowest, "s", 10, 10));
      return service.verdict();
    }
  }

  private String oneOfTwo(List<Result> results) {
    try (var service = ServiceLab.start(seed, SKUS, PARTITIONS, System.err::println);
        var second = new InventoryProcess(service.lab(), 1)) {
      second.start().awaitReady();
      service.lab().say("two processes share " + PARTITIONS + " partitions");
      int seconds = pauseSeconds + 60;
      try (var load = service.begin(rate / 2, seconds, HOLD_MS)) {
        pause(5_000);
        second.signal("KILL");
        awaitEnd(second);
        service.lab().say("  one was killed");
        pause(10_000);
        second.start().awaitReady();
        pause(5_000);
        second.signal("STOP");
        service.lab().say("  one stands still");
        pause(pauseSeconds * 1_000L);
        second.signal("CONT");
        service.lab().say("  and goes on");
        load.await();
      }
      service.awaitDecided();
      results.add(Result.atLeast("paused", pauseSeconds, "s", 60, 60));
      return service.verdict();
    }
  }

  private static void awaitEnd(InventoryProcess process) {
    if (!Wait.until(BACK_WITHIN, () -> !process.isAlive())) {
      throw new StackException("a killed process still runs");
    }
  }

  private static void awaitDeciding(ServiceLab service, long end, int partitions) {
    boolean deciding =
        Wait.until(BACK_WITHIN, () -> service.lab().ends(Topics.LOG, partitions) > end + 2);
    if (!deciding) {
      throw new StackException("the stock ledger does not decide again");
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
