package dev.onhand.bench.stock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Runs of the loop and of the yardstick over workloads, and what they measured.
final class LedgerRuns {
  /// The yardstick's name among the workloads.
  static final String COPY = "copy";

  private static final Duration RUN_MAX = Duration.ofMinutes(10);

  private final Lab lab;
  private final Map<String, List<Double>> rates = new TreeMap<>();
  private final List<String> verdicts = new ArrayList<>();
  private int run;
  private String lastLog;

  LedgerRuns(Lab lab) {
    this.lab = lab;
  }

  /// Works a backlog off with the loop in a fresh process, and lets the auditor replay the log.
  void loop(Workload load) {
    forgetLog();
    lastLog = "bench.log-" + ++run;
    lab.createTopics(List.of(), List.of(lastLog));
    var subject =
        Subject.run(
            lab,
            LoopProcess.class,
            RUN_MAX,
            lab.bootstrapServers(),
            load.topic(),
            lastLog,
            load.first(),
            load.end());
    note(load.name(), load, Progress.read(lab, lastLog, load.first(), load.end()), subject);
    var verdict = Verdict.of(lab, lastLog, load.decisions());
    verdicts.add(verdict);
    if (!verdict.equals("ok")) {
      lab.say("  VOID: " + verdict);
    }
  }

  /// Copies the same commands to frames of the log that the loop wrote last.
  void copy(Workload load) {
    var topic = "bench.copy-" + ++run;
    lab.createTopics(List.of(), List.of(topic));
    var subject =
        Subject.run(
            lab,
            CopyProcess.class,
            RUN_MAX,
            lab.bootstrapServers(),
            load.topic(),
            topic,
            load.first(),
            load.end(),
            lastLog);
    note(COPY, load, Progress.read(lab, topic, load.first(), load.end()), subject);
    lab.deleteTopics(topic);
  }

  private void note(String name, Workload load, Progress progress, Subject subject) {
    rates.computeIfAbsent(name, _ -> new ArrayList<>()).add(progress.commandsPerSecond());
    lab.say(
        String.format(
            Locale.ROOT,
            "  %-10s %,10.0f orders/s over %.1f s, %,d frames of %,d bytes, %.1f CPU-s per million,"
                + " main thread %,.0f ns each",
            name,
            progress.commandsPerSecond(),
            progress.seconds(),
            progress.frames(),
            progress.bytes() / Math.max(1, progress.frames()),
            subject.cpuSeconds() * 1e6 / load.end(),
            subject.nsPerCommand()));
  }

  void forgetLog() {
    if (lastLog != null) {
      lab.deleteTopics(lastLog);
      lastLog = null;
    }
  }

  double median(String name) {
    return middle(rates.get(name).stream().mapToDouble(Double::doubleValue).toArray());
  }

  /// The median of the ratios within each round: what disturbs a round disturbs both.
  double ratio(String name, String to) {
    var over = rates.get(name);
    var under = rates.get(to);
    double[] ratios = new double[Math.min(over.size(), under.size())];
    Arrays.setAll(ratios, i -> over.get(i) / under.get(i));
    return middle(ratios);
  }

  private static double middle(double[] values) {
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }

  /// `ok`, or the first verdict that is not.
  String verdict() {
    return verdicts.stream().filter(v -> !v.equals("ok")).findFirst().orElse("ok");
  }
}
