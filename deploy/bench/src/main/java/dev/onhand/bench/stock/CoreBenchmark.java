package dev.onhand.bench.stock;

import dev.onhand.inventory.codec.CommandBytes;
import dev.onhand.inventory.codec.CommandReader;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockLedger;
import dev.onhand.local.stack.StackException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// The decider alone, over the stream that the loop works off: commands that were read already,
/// decisions that nobody writes down. Reservations stay open, as in the loop, so that its state
/// grows all the time; the memory of commands is full before anything is measured.
///
/// Commands are read outside of the clock, a few hundred at a time, so that the processor's caches
/// still have them when they are decided, as they have a command that the loop just read.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CoreBenchmark.BATCH)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {
      "-Xms3g",
      "-Xmx5g",
      "-Xmn1500m",
      "-XX:+UseParallelGC",
      "-XX:+UseCompactObjectHeaders",
      "-XX:-UsePerfData"
    })
public class CoreBenchmark {
  /// Commands that are read at once.
  static final int BATCH = 500;

  /// As many as a partition of the loop reads ahead.
  private static final int READ_AHEAD = 16;

  private static final long SEED = 42;
  private static final int STREAM = 5_000_000;

  /// Decided before anything else: more than are remembered.
  private static final int REMEMBERED = LedgerLimits.STANDARD.outcomesMax() + 50 * BATCH;

  private static final int PER_MS = 100;

  private final OrderStream orders = OrderStream.of(OrderShape.zipf(SEED, STREAM));
  private final StockLedger ledger = new StockLedger("bench", LedgerLimits.STANDARD);
  private final byte[][] stream = new byte[STREAM][];
  private final StockCommand[] batch = new StockCommand[BATCH];
  private final long beginMs = 1_800_000_000_000L;
  private long nowMs = beginMs;
  private int next;

  /// Opens the pool, puts stock on its shelves, writes the commands, and fills the memory of them.
  @Setup(Level.Trial)
  public void stock() {
    var commands = new CommandStream(orders, "bench", false, beginMs);
    var bytes = new CommandBytes();
    commands.setup(command -> ledger.decide(read(bytes.write(command)), beginMs));
    for (int i = 0; i < stream.length; i++) {
      stream[i] = bytes.write(commands.order(i));
    }
    while (next < REMEMBERED) {
      nextBatch();
      for (var command : batch) {
        ledger.decide(command, nowMs);
      }
    }
  }

  /// Reads the next batch.
  @Setup(Level.Invocation)
  public void nextBatch() {
    nowMs = beginMs + 1 + (next + BATCH) / PER_MS;
    for (int i = 0; i < BATCH; i++) {
      batch[i] = read(stream[next++]);
    }
  }

  /// As the loop reads them: texts that come again and again are the same instances.
  private StockCommand read(byte[] command) {
    return CommandReader.read(Map.of(), command, nowMs);
  }

  /// All commands of the batch, as a partition of the loop decides them.
  @Benchmark
  public void decide(Blackhole sink) {
    for (int from = 0; from < BATCH; from += READ_AHEAD) {
      int to = Math.min(BATCH, from + READ_AHEAD);
      for (int i = from; i < to; i++) {
        ledger.expect(batch[i]);
      }
      ledger.fetchExpected();
      for (int i = from; i < to; i++) {
        sink.consume(ledger.expire(nowMs));
        sink.consume(ledger.decide(batch[i], nowMs));
      }
    }
  }

  /// Every command was decided, and promised what it asked for.
  @TearDown(Level.Iteration)
  public void check() {
    if (ledger.openReservations() != next) {
      throw new IllegalStateException(ledger.openReservations() + " open of " + next);
    }
  }

  /// Orders per second over all measured batches.
  static double run() {
    var options =
        new OptionsBuilder()
            .include(CoreBenchmark.class.getName() + ".decide")
            .verbosity(VerboseMode.SILENT)
            .build();
    try {
      return new Runner(options)
          .run().stream()
              .flatMap(result -> result.getBenchmarkResults().stream())
              .flatMap(result -> result.getIterationResults().stream())
              .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
              .average()
              .stream()
              .map(ns -> 1e9 / ns)
              .findFirst()
              .orElseThrow(() -> new StackException("JMH measured nothing"));
    } catch (RunnerException e) {
      throw new StackException("JMH did not run: " + e.getMessage());
    }
  }
}
