package dev.onhand.bench.stock;

import dev.onhand.inventory.codec.CommandBytes;
import dev.onhand.inventory.codec.CommandReader;
import dev.onhand.inventory.ledger.Cause;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// The decider alone: commands that are objects already, decisions that nobody writes down. Between
/// the shots, outside the clock, the open reservations are released and new commands made, so that
/// the memory of commands is as full as in the loop.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6)
@Measurement(iterations = 7)
@Fork(
    value = 1,
    jvmArgs = {"-Xms3g", "-Xmx3g", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders"})
public class CoreBenchmark {
  /// Commands in one shot.
  static final int ORDERS = 250_000;

  private static final long SEED = 42;

  private final OrderStream orders = OrderStream.of(OrderShape.zipf(SEED, ORDERS));
  private final StockLedger ledger = new StockLedger("bench", LedgerLimits.STANDARD);
  private final StockCommand[] commands = new StockCommand[ORDERS];
  private long nowMs = 1_800_000_000_000L;
  private int shot;

  /// Opens the pool and puts stock on its shelves.
  @Setup(Level.Trial)
  public void stock() {
    new CommandStream(orders, "bench", false, nowMs)
        .setup(command -> ledger.decide(command, nowMs));
  }

  /// Releases what the last shot reserved, and makes the next commands.
  @Setup(Level.Iteration)
  public void commands() {
    if (shot > 0) {
      for (var command : commands) {
        var reserve = (StockCommand.ReserveStock) command;
        ledger.decide(
            new StockCommand.ReleaseReservation(
                new Cause(reserve.orderId() + "/release", "", "system:bench", nowMs),
                "bench",
                reserve.reservationId(),
                reserve.orderId(),
                "next shot"),
            nowMs);
      }
    }
    shot++;
    nowMs += ORDERS;
    var shape = OrderShape.zipf(SEED + shot, ORDERS);
    var stream = new CommandStream(OrderStream.of(shape), "bench", false, nowMs - ORDERS / 50);
    // As the loop has them: texts that come again and again are the same instances.
    var bytes = new CommandBytes();
    for (int i = 0; i < ORDERS; i++) {
      commands[i] = CommandReader.read(Map.of(), bytes.write(stream.order(i)), nowMs);
    }
  }

  /// One shot: all commands, one after the other.
  @Benchmark
  public void decide(Blackhole sink) {
    for (int i = 0; i < ORDERS; i++) {
      sink.consume(ledger.decide(commands[i], nowMs));
    }
  }

  /// Orders per second of each measured shot.
  static double[] run() {
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
              .mapToDouble(shot -> ORDERS * 1e9 / shot.getPrimaryResult().getScore())
              .toArray();
    } catch (RunnerException e) {
      throw new StackException("JMH did not run: " + e.getMessage());
    }
  }
}
