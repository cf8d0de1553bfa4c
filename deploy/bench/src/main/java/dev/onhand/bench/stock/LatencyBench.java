package dev.onhand.bench.stock;

import dev.onhand.bench.Report;
import dev.onhand.bench.Result;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.local.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Command to committed event, open loop, at shares of the sustained rate.
@Command(
    name = "latency",
    description = "Command to committed event at 25, 50 and 75 % of the sustained rate.",
    mixinStandardHelpOptions = true)
public final class LatencyBench implements Callable<Integer> {
  /// The share at which there is a figure to reach; its results bear no share in their names.
  private static final int JUDGED_PERCENT = 50;

  private static final double US_PER_MS = 1_000;
  private static final int SKUS = 10_000;

  @Option(
      names = "--sustained",
      description = "Orders per second that are sustained; looked for when not given.")
  private int sustained;

  @Option(names = "--seconds", defaultValue = "60", description = "Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--percent",
      split = ",",
      defaultValue = "25,50,75",
      description = "Shares of that at which to measure. Default: ${DEFAULT-VALUE}.")
  private List<Integer> percents;

  @Option(names = "--seed", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", description = "One JSON object on the last line.")
  private boolean json;

  @Override
  public Integer call() {
    System.err.println("Seed " + seed);
    var results = new ArrayList<Result>();
    String verdict;
    try (var service = ServiceLab.start(seed, SKUS, System.err::println)) {
      var search = new Sustained(service);
      search.warmUp();
      int rate = sustained > 0 ? sustained : search.find();
      for (int percent : percents) {
        measure(service, percent, Math.max(1, rate * percent / 100), results);
      }
      verdict = service.verdict();
    }
    var report = new Report("latency", results, verdict);
    report.print(System.out, json);
    return report.isClean() ? 0 : 1;
  }

  private void measure(ServiceLab service, int percent, int rate, List<Result> results) {
    var lab = service.lab();
    var output = lab.settings().home().directory().resolve("logs/latency-" + percent + ".log");
    long logFrom = lab.end(Topics.LOG);
    var watcher =
        Subject.start(output, LatencyProcess.class, lab.bootstrapServers(), logFrom, rate);
    try (var load = service.begin(rate, seconds)) {
      Cue.give(watcher, load.first(), load.orders(), load.beginMs());
      load.await();
      watcher.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted.");
    }
    service.drain();
    double[] ms = milliseconds(output);
    lab.say(
        String.format(
            Locale.ROOT,
            "  %d %% (%,d orders/s): p50 %.1f, p99 %.1f, p99.9 %.1f, max %.1f ms",
            percent,
            rate,
            ms[0],
            ms[1],
            ms[2],
            ms[3]));
    boolean judged = percent == JUDGED_PERCENT;
    var at = judged ? "" : "@" + percent;
    results.add(Result.atMost("latency-p50" + at, ms[0], "ms", 0, 0));
    results.add(Result.atMost("latency-p99" + at, ms[1], "ms", judged ? 60 : 0, judged ? 25 : 0));
    results.add(Result.atMost("latency-p999" + at, ms[2], "ms", 0, 0));
  }

  static double[] milliseconds(Path output) {
    try {
      return Files.readAllLines(output).stream()
          .filter(line -> line.startsWith(LatencyProcess.RESULT))
          .map(line -> line.substring(LatencyProcess.RESULT.length()).split(" "))
          .map(
              us -> Arrays.stream(us).mapToDouble(v -> Double.parseDouble(v) / US_PER_MS).toArray())
          .findFirst()
          .orElseThrow(() -> new StackException("the watcher said nothing: " + output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
