package dev.onhand.bench.stock;

import dev.onhand.bench.Report;
import dev.onhand.bench.Result;
import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.StackException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The stock ledger beside other ways to reserve stock, on the same stream of orders, one after the
/// other on this machine. Each peer checks itself; one whose check fails gives no figure.
@Command(
    name = "peers",
    description = "The stock ledger beside Kafka Streams, PostgreSQL and others.",
    mixinStandardHelpOptions = true)
public final class PeersBench implements Callable<Integer> {
  private static final Pattern RESULT =
      Pattern.compile("RESULT peer=(\\S+) orders_per_s=(\\S+) .*check=(\\S*)");
  private static final String DIGEST = "orders_sha256=";

  @Option(names = "--peers", required = true, description = "The folder with their run.sh.")
  private Path peers;

  @Option(
      names = "--only",
      split = ",",
      defaultValue = "kstreams,raw,postgres,medusa",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<String> only;

  @Option(names = "--orders", defaultValue = "2000000", description = "Default: ${DEFAULT-VALUE}.")
  private int orders;

  @Option(names = "--secs", defaultValue = "30", description = "Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--seed", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", description = "One JSON object on the last line.")
  private boolean json;

  @Override
  public Integer call() {
    var results = new ArrayList<Result>();
    String verdict;
    double ours;
    try (var lab = Lab.start(List.of(Part.KAFKA), Map.of(), System.err::println)) {
      var runs = new LedgerRuns(lab);
      var load = Workload.write(lab, "zipf", OrderShape.zipf(seed, orders), false);
      for (int round = 0; round < rounds; round++) {
        runs.loop(load);
      }
      ours = runs.median("zipf");
      verdict = runs.verdict();
      runs.forgetLog();
    }
    results.add(Result.atLeast("onhand", ours, "orders/s", 0, 0));
    peer(results, ours, "kstreams", 2, 4, "--orders", "" + orders, "--idem");
    peer(results, ours, "raw", 0, 0, "--orders", "" + orders);
    peer(results, ours, "postgres", 50, 80, "--sync", "off", "--secs", "" + seconds);
    peer(results, ours, "medusa", 0, 0, "--secs", "" + seconds);
    var report = new Report("peers", results, verdict);
    report.print(System.out, json);
    return report.isClean() ? 0 : 1;
  }

  private void peer(
      List<Result> results, double ours, String name, double must, double aim, String... options) {
    if (!only.contains(name)) {
      return;
    }
    System.err.println("Running " + name + " " + String.join(" ", options));
    var rate = run(name, options);
    if (rate > 0) {
      results.add(Result.ratio(name, rate, "orders/s", "onhand", ours / rate, must, aim));
    } else {
      System.err.println("  " + name + " gave no figure");
    }
  }

  /// Orders per second; 0 when the peer does not run here, or its own check fails.
  private double run(String name, String... options) {
    var script = peers.toAbsolutePath().resolve("run.sh");
    if (!Files.exists(script)) {
      throw new StackException("there is no run.sh in " + peers);
    }
    var command = new ArrayList<String>(List.of(script.toString(), name, "--seed", "" + seed));
    command.addAll(List.of(options));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putIfAbsent("PEERS_WORK", "/tmp/onhand-peers");
    double rate = 0;
    try {
      var process = builder.start();
      try (var lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.contains(DIGEST)) {
            System.err.println("  " + line);
          }
          var result = RESULT.matcher(line);
          if (result.find()) {
            System.err.println("  " + line);
            rate = result.group(3).equals("fail") ? 0 : Double.parseDouble(result.group(2));
          }
        }
      }
      process.waitFor();
      return rate;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + script, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted.");
    }
  }
}
