package dev.onhand.bench.stock;

import dev.onhand.bench.Report;
import dev.onhand.bench.Result;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.local.stack.StackException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How long after a change was decided its availability is published, at a fifth of what is
/// sustained. A message tells when the last change it knows of was decided, by the time at which
/// that command was on the topic, so waiting for the decision counts too.
@Command(
    name = "availability",
    description = "Decided to published availability, at 20 % of the sustained rate.",
    mixinStandardHelpOptions = true)
public final class AvailabilityBench implements Callable<Integer> {
  private static final int SKUS = 10_000;
  private static final int SHARE = 5;

  @Option(
      names = "--sustained",
      description = "Orders per second that are sustained; looked for when not given.")
  private int sustained;

  @Option(names = "--seconds", defaultValue = "60", description = "Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(names = "--seed", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", description = "One JSON object on the last line.")
  private boolean json;

  @Override
  public Integer call() {
    Result result;
    String verdict;
    try (var service = ServiceLab.start(seed, SKUS, System.err::println)) {
      var search = new Sustained(service);
      search.warmUp();
      int rate = (sustained > 0 ? sustained : search.find()) / SHARE;
      double[] ms = measure(service, rate);
      service
          .lab()
          .say(
              String.format(
                  Locale.ROOT,
                  "  %,d orders/s: p50 %.0f, p99 %.0f, p99.9 %.0f, max %.0f ms",
                  rate,
                  ms[0],
                  ms[1],
                  ms[2],
                  ms[3]));
      result = Result.atMost("availability-p99", ms[1], "ms", 500, 100);
      verdict = service.verdict();
    }
    var report = new Report("availability", List.of(result), verdict);
    report.print(System.out, json);
    return report.isClean() ? 0 : 1;
  }

  private double[] measure(ServiceLab service, int rate) {
    var lab = service.lab();
    var output = lab.settings().home().directory().resolve("logs/availability.log");
    long from = lab.end(Topics.AVAILABILITY);
    var watcher =
        Subject.start(output, AvailabilityProcess.class, lab.bootstrapServers(), from, seconds);
    try (var load = service.begin(rate, seconds)) {
      Cue.give(watcher, load.beginMs());
      load.await();
      watcher.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted.");
    }
    service.drain();
    return LatencyBench.milliseconds(output);
  }
}
