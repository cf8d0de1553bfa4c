package dev.onhand.inventory.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.projection.Comparison.Report;
import dev.onhand.inventory.sql.Sql;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.work.Cause;
import dev.onhand.platform.work.Transactions;
import dev.onhand.platform.work.Work;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;

/// Rebuilds the projection from the whole log beside the live one, compares the two where both are
/// equally far, and swaps them on demand. The live one goes on; it waits for moments, while the
/// rebuilt one reads the last it lacks.
///
/// One rebuild at a time over all instances: its row in `projection_rebuild` is claimed by a run,
/// and a run that lost it stops at its next step.
@ApplicationScoped
public class Rebuilds {
  private static final Logger LOG = Logger.getLogger(Rebuilds.class);

  /// A run that says nothing for so long is over: its process has gone.
  private static final Duration SILENT_MAX = Duration.ofSeconds(30);

  /// Comparing is one long statement per table, of which nothing is heard.
  private static final Duration COMPARING_MAX = Duration.ofHours(1);

  /// So near to the live projection the rest is read while that one waits.
  private static final long NEAR_OFFSETS = 50;

  enum State {
    REPLAYING,
    COMPARING,
    COMPARED,
    SWAPPED,
    DISCARDED,
    FAILED
  }

  private static final Set<String> UNDER_WAY =
      Set.of(State.REPLAYING.name(), State.COMPARING.name());

  /// How a rebuild is doing.
  @Schema(name = "Rebuild", description = "How the rebuild of the projection is doing.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Status(
      UUID run,
      @Schema(description = "REPLAYING, COMPARING, COMPARED, SWAPPED, DISCARDED or FAILED.")
          String state,
      String startedBy,
      Instant startedAt,
      Instant updatedAt,
      @Schema(description = "Decisions read from the log so far.") long entries,
      long entriesPerSecond,
      @Schema(description = "Offsets of the log still to read.") Long remaining,
      Long etaSeconds,
      Report report,
      @Schema(description = "Why it failed.") String failure) {}

  private static final String CLAIM =
      """
      insert into projection_rebuild as r (id, run, state, started_by, started_at, updated_at)
      values (1, ?::uuid, 'REPLAYING', ?, ?, ?)
      on conflict (id) do update set run = excluded.run, state = excluded.state,
        started_by = excluded.started_by, started_at = excluded.started_at,
        updated_at = excluded.updated_at, entries = 0, entries_per_s = 0, remaining = null,
        eta_seconds = null, report = null, failure = null
        where r.state not in ('REPLAYING', 'COMPARING')
          or r.state = 'REPLAYING' and r.updated_at < ? or r.updated_at < ?
      """;

  private final KafkaSettings kafka;
  private final Transactions transactions;
  private final AgroalDataSource dataSource;

  Rebuilds(KafkaSettings kafka, Transactions transactions, AgroalDataSource dataSource) {
    this.kafka = kafka;
    this.transactions = transactions;
    this.dataSource = dataSource;
  }

  /// Begins a rebuild in a thread of its own.
  ///
  /// @throws dev.onhand.platform.http.HttpProblem 409 while one is under way
  void start(String actor) {
    var run = UUID.randomUUID();
    boolean claimed =
        transactions.run(
            cause(),
            work -> {
              int rows =
                  Sql.update(
                      work.connection(),
                      CLAIM,
                      run.toString(),
                      actor,
                      work.now(),
                      work.now(),
                      work.now().minus(SILENT_MAX),
                      work.now().minus(COMPARING_MAX));
              if (rows == 1) ShadowTables.create(work.connection());
              return rows == 1;
            });
    if (!claimed) {
      throw Problems.of(
          409, "Rebuild under way", "Wait for it: GET /projection/rebuild tells how far it is.");
    }
    Thread.ofPlatform().name("projection-rebuild").daemon().start(() -> rebuild(run));
  }

  Optional<Status> status() {
    return transactions.run(cause(), Rebuilds::status);
  }

  private static Optional<Status> status(Work work) throws SQLException {
    return Sql.first(
        work.connection(),
        """
        select run, state, started_by, started_at, updated_at, entries, entries_per_s, remaining,
          eta_seconds, report, failure
        from projection_rebuild
        """,
        row -> {
          var report = row.getString(10);
          return new Status(
              row.getObject(1, UUID.class),
              row.getString(2),
              row.getString(3),
              Sql.instant(row, 4),
              Sql.instant(row, 5),
              row.getLong(6),
              row.getLong(7),
              row.getObject(8, Long.class),
              row.getObject(9, Long.class),
              report == null
                  ? null
                  : Json.read(report.getBytes(StandardCharsets.UTF_8), Report.class),
              row.getString(11));
        });
  }

  private void rebuild(UUID run) {
    try (var progress = new RebuildProgress(run)) {
      rebuild(progress);
    }
  }

  private void rebuild(RebuildProgress progress) {
    try (var reader = new ShadowReader(kafka, Map.of())) {
      replay(reader, progress);
      transactions.run(
          cause(),
          work -> {
            progress.enter(work, State.COMPARING);
            return null;
          });
      var report = compare(reader, progress);
      transactions.run(
          cause(),
          work -> {
            progress.end(work, State.COMPARED, report, null);
            return null;
          });
      LOG.infof("projection rebuilt: %s", report.equal() ? "equal to the live one" : "it differs");
    } catch (SQLException | RuntimeException e) {
      LOG.error("rebuild of the projection failed", e);
      transactions.run(
          cause(),
          work -> {
            progress.end(work, State.FAILED, null, e.toString());
            return null;
          });
    }
  }

  /// Reads on until the live projection is near.
  private void replay(ShadowReader reader, RebuildProgress progress) {
    for (long remaining = Long.MAX_VALUE; remaining > NEAR_OFFSETS; ) {
      remaining =
          transactions.once(
              cause(),
              work -> {
                var ends = ShadowTables.positions(work.connection(), "public");
                var step = reader.step(work.connection(), ends);
                long left = reader.remaining(ends);
                progress.advance(work, step.entries(), left);
                return left;
              });
    }
  }

  /// While the live projection waits, the shadow reads what it lacks, and a snapshot of the
  /// database is taken in which both are equally far; compared is that, while all goes on.
  private Report compare(ShadowReader reader, RebuildProgress progress) throws SQLException {
    try (var snapshot = dataSource.getConnection()) {
      snapshot.setAutoCommit(false);
      snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        transactions.once(
            cause(),
            live -> {
              ShadowTables.holdLive(live.connection());
              catchUp(reader, ShadowTables.positions(live.connection(), "public"), progress);
              ShadowTables.positions(snapshot, ShadowTables.SHADOW);
              return null;
            });
        return Comparison.compare(snapshot);
      } finally {
        snapshot.rollback();
        snapshot.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      }
    }
  }

  private void catchUp(ShadowReader reader, Map<Integer, Long> ends, RebuildProgress progress) {
    while (reader.remaining(ends) > 0) {
      transactions.once(
          cause(),
          work -> {
            progress.advance(
                work, reader.step(work.connection(), ends).entries(), reader.remaining(ends));
            return null;
          });
    }
  }

  /// Makes the rebuilt projection live.
  ///
  /// @throws dev.onhand.platform.http.HttpProblem 409 when none was compared
  void swap() {
    var status = status().orElse(null);
    if (status == null || !status.state().equals(State.COMPARED.name())) {
      throw Problems.of(
          409,
          "Nothing to swap",
          "Rebuild first: POST /projection/rebuild, and wait for COMPARED.");
    }
    if (!transactions.run(cause(), work -> ShadowTables.fits(work.connection()))) {
      throw Problems.of(
          409, "Out of date", "The live tables have other columns by now: rebuild again.");
    }
    var shadow =
        transactions.run(
            cause(), work -> ShadowTables.positions(work.connection(), ShadowTables.SHADOW));
    try (var progress = new RebuildProgress(status.run());
        var reader = new ShadowReader(kafka, shadow)) {
      replay(reader, progress);
      transactions.once(
          cause(),
          work -> {
            var connection = work.connection();
            ShadowTables.takeLive(connection);
            var ends = ShadowTables.positions(connection, "public");
            while (reader.remaining(ends) > 0) reader.step(connection, ends);
            ShadowTables.swap(connection);
            progress.enter(work, State.SWAPPED);
            return null;
          });
    }
    LOG.infof("the rebuilt projection is live now; the former one is in the schema replaced");
  }

  /// Drops the rebuilt tables, and those that were swapped away.
  ///
  /// @throws dev.onhand.platform.http.HttpProblem 409 while a rebuild is under way
  void discard() {
    transactions.run(
        cause(),
        work -> {
          var status = status(work).orElseThrow(() -> Problems.unknown("rebuild", "to discard"));
          if (UNDER_WAY.contains(status.state())) {
            throw Problems.of(409, "Rebuild under way", "Wait until it is compared.");
          }
          ShadowTables.drop(work.connection());
          try (var progress = new RebuildProgress(status.run())) {
            progress.enter(work, State.DISCARDED);
          }
          return null;
        });
  }

  private static Cause cause() {
    return new Cause("system:inventory", "rebuild", "rebuild", Instant.now());
  }
}
