package dev.onhand.bench.stock;

import dev.onhand.bench.Report;
import dev.onhand.bench.Result;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.local.stack.StackException;
import dev.onhand.local.stack.Wait;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.postgresql.PGConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The projection reading a log again from its beginning, with nothing else to do, against a bare
/// COPY of the reservations it made into an equal table with equal indexes.
@Command(
    name = "projection",
    description = "Projection of the log, events per second, against a bare COPY.",
    mixinStandardHelpOptions = true)
public final class ProjectionBench implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int SKUS = 10_000;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final double WARM_SHARE = 0.25;
  private static final int RATE = 20_000;

  @Option(names = "--orders", defaultValue = "600000", description = "Default: ${DEFAULT-VALUE}.")
  private int orders;

  @Option(names = "--seed", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", description = "One JSON object on the last line.")
  private boolean json;

  @Override
  public Integer call() {
    Result result;
    String verdict;
    try (var service = ServiceLab.start(seed, SKUS, System.err::println)) {
      try (var load = service.begin(RATE, orders / RATE)) {
        load.await();
      }
      service.drain();
      service.inventory().close();
      try (var sql = new Sql(service.lab())) {
        sql.run(
            "truncate stock_position, stock_reservation, stock_movement, stock_channel,"
                + " stock_lot_position, projection_position");
        double projected = project(service, sql);
        double copied = copy(service, sql);
        service
            .lab()
            .say(
                String.format(
                    Locale.ROOT,
                    "  projected %,.0f events/s, copied %,.0f rows/s",
                    projected,
                    copied));
        result =
            Result.ratio(
                "projection-vs-copy", projected, "events/s", "COPY", projected / copied, 0.3, 0.6);
      }
      verdict = service.verdict();
    }
    var report = new Report("projection", List.of(result), verdict);
    report.print(System.out, json);
    return report.isClean() ? 0 : 1;
  }

  private static double project(ServiceLab service, Sql sql) {
    service.inventory().start();
    var count = "select count(*) from stock_reservation";
    var position = "select next_offset from projection_position";
    long end = service.lab().end(Topics.LOG) - 2;
    awaitPosition(sql, position, (long) (end * WARM_SHARE));
    long warm = sql.number(count);
    long began = System.nanoTime();
    awaitPosition(sql, position, end);
    double seconds = (System.nanoTime() - began) / 1e9;
    return (sql.number(count) - warm) / seconds;
  }

  private static void awaitPosition(Sql sql, String query, long least) {
    if (!Wait.until(PATIENCE, () -> sql.number(query) >= least)) {
      throw new StackException("the projection does not get on");
    }
  }

  /// The rows go through a file: they may be more than fits in the memory of a launcher.
  private static double copy(ServiceLab service, Sql sql) {
    sql.run("create table bare_copy (like stock_reservation including all)");
    var rows = service.lab().settings().home().directory().resolve("stock_reservation.copy");
    try {
      var api = sql.connection().unwrap(PGConnection.class).getCopyAPI();
      long count;
      try (var out = new BufferedOutputStream(Files.newOutputStream(rows), BUFFER_BYTES)) {
        count = api.copyOut("copy stock_reservation to stdout with (format binary)", out);
      }
      long began = System.nanoTime();
      try (var in = Files.newInputStream(rows)) {
        api.copyIn("copy bare_copy from stdin with (format binary)", in, BUFFER_BYTES);
      }
      return count / ((System.nanoTime() - began) / 1e9);
    } catch (SQLException e) {
      throw new StackException("the bare COPY failed: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
