package dev.onhand.bench.stock;

import dev.onhand.bench.Report;
import dev.onhand.bench.Result;
import dev.onhand.local.stack.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The stock ledger's loop on a real broker, over several workloads, beside a bare transactional
/// copy of the same bytes.
@Command(
    name = "ledger",
    description = "Reservations per second through the stock ledger, against a bare Kafka copy.",
    mixinStandardHelpOptions = true)
public final class LedgerBench implements Callable<Integer> {
  private static final int MANY_SKUS = 1_000_000;
  private static final int SUSTAINED_SKUS = 10_000;

  @Option(names = "--orders", defaultValue = "2000000", description = "Default: ${DEFAULT-VALUE}.")
  private int orders;

  @Option(names = "--seed", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--only",
      split = ",",
      description =
          "Of zipf, json, one-sku, scarce, 1m-skus, uniform, duplicates, core, sustained.")
  private List<String> only = List.of();

  @Option(
      names = "--sustained-from",
      defaultValue = "10000",
      description = "The lowest rate that sustained tries. Default: ${DEFAULT-VALUE}.")
  private int sustainedFrom;

  @Option(
      names = "--sustained-to",
      defaultValue = "1000000",
      description = "The highest rate that sustained tries. Default: ${DEFAULT-VALUE}.")
  private int sustainedTo;

  @Option(names = "--json", description = "One JSON object on the last line.")
  private boolean json;

  @Override
  public Integer call() {
    System.err.printf("Seed %d, %,d orders, %d rounds%n", seed, orders, rounds);
    var results = new ArrayList<Result>();
    var verdict = only.equals(List.of("sustained")) ? "ok" : backlogs(results);
    if (isWanted("sustained")) {
      verdict = sustained(results, verdict);
    }
    var report = new Report("ledger", results, verdict);
    report.print(System.out, json);
    return report.isClean() ? 0 : 1;
  }

  /// Backlogs in a lab of their own.
  private String backlogs(List<Result> results) {
    try (var lab = Lab.start(List.of(Part.KAFKA), Map.of(), System.err::println)) {
      var runs = new LedgerRuns(lab);
      var loads = loads(lab);
      for (int round = 1; round <= rounds; round++) {
        System.err.printf("Round %d of %d%n", round, rounds);
        for (var load : loads) {
          runs.loop(load);
          if (load == loads.getFirst()) {
            runs.copy(load);
          }
        }
      }
      runs.forgetLog();
      ratios(runs, loads, results);
      var verdict = runs.verdict();
      if (isWanted("core")) {
        results.add(core(runs, loads.getFirst()));
      }
      return verdict;
    }
  }

  private boolean isWanted(String name) {
    return only.isEmpty() || only.contains(name);
  }

  private List<Workload> loads(Lab lab) {
    var zipf = OrderShape.zipf(seed, orders);
    var loads = new ArrayList<Workload>();
    loads.add(Workload.write(lab, "zipf", zipf, false));
    add(lab, loads, "json", zipf, true);
    add(lab, loads, "one-sku", zipf.withHot(1, 10_000_000), false);
    add(lab, loads, "scarce", zipf.withScarcity(), false);
    add(lab, loads, "uniform", zipf.withZipf(0), false);
    add(lab, loads, "duplicates", zipf.withDuplicates(0.01), false);
    add(lab, loads, "1m-skus", zipf.withSkus(MANY_SKUS), false);
    return loads;
  }

  private void add(Lab lab, List<Workload> loads, String name, OrderShape shape, boolean json) {
    if (isWanted(name)) {
      loads.add(Workload.write(lab, name, shape, json));
    }
  }

  private static void ratios(LedgerRuns runs, List<Workload> loads, List<Result> results) {
    results.add(result("zipf-vs-copy", runs, "zipf", LedgerRuns.COPY, 0.5, 0.9));
    for (var load : loads) {
      switch (load.name()) {
        case "json" -> results.add(result("json-vs-binary", runs, "json", "zipf", 0.35, 0.6));
        case "one-sku" -> results.add(result("one-sku-vs-zipf", runs, "one-sku", "zipf", 0.9, 1));
        case "scarce" -> results.add(result("scarce-vs-zipf", runs, "scarce", "zipf", 0, 0));
        case "uniform" -> results.add(result("uniform-vs-zipf", runs, "uniform", "zipf", 0, 0));
        case "duplicates" ->
            results.add(result("duplicates-vs-zipf", runs, "duplicates", "zipf", 0, 0));
        case "1m-skus" -> results.add(result("1m-skus-vs-10k", runs, "1m-skus", "zipf", 0.6, 0.8));
        default -> {}
      }
    }
  }

  private String sustained(List<Result> results, String before) {
    try (var service = ServiceLab.start(seed, SUSTAINED_SKUS, System.err::println)) {
      var search = new Sustained(service);
      search.warmUp();
      results.add(Sustained.result(search.find(sustainedFrom, sustainedTo)));
      var verdict = service.verdict();
      return before.equals("ok") ? verdict : before;
    }
  }

  /// The decider alone, by JMH, in lines per second; the auditor has nothing to replay of it.
  private static Result core(LedgerRuns runs, Workload zipf) {
    System.err.println("The decider alone (JMH)");
    double core = CoreBenchmark.run();
    double loop = runs.median("zipf");
    return Result.ratio(
        "core-alone-vs-loop", core * zipf.linesPerCommand(), "lines/s", "zipf", core / loop, 5, 10);
  }

  private static Result result(
      String name, LedgerRuns runs, String measured, String against, double must, double aim) {
    double ratio = runs.ratio(measured, against);
    return Result.ratio(name, runs.median(measured), "orders/s", against, ratio, must, aim);
  }
}
