package dev.onhand.inventory.projection;

import dev.onhand.inventory.sql.Sql;
import dev.onhand.inventory.worker.Replay;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;
import java.util.UUID;

/// What a run says of itself, written with each of its steps: a run that another one has taken the
/// place of fails there, and what the step did is undone.
final class RebuildProgress implements AutoCloseable {
  private final UUID run;
  private final Replay replay = Replay.begin("rebuild of the projection");

  RebuildProgress(UUID run) {
    this.run = run;
  }

  /// @param remaining offsets of the log still to read
  void advance(Work work, long more, long remaining) throws SQLException {
    replay.advance(more, remaining);
    var progress = replay.progress();
    owned(
        Sql.update(
            work.connection(),
            """
            update public.projection_rebuild set updated_at = ?, entries = entries + ?,
              entries_per_s = case when ? > 0 then ? else entries_per_s end, remaining = ?,
              eta_seconds = ?::bigint
            where run = ?::uuid
            """,
            work.now(),
            more,
            more,
            progress.entriesPerSecond(),
            remaining,
            progress.etaSeconds(),
            run.toString()));
  }

  void enter(Work work, Rebuilds.State state) throws SQLException {
    owned(
        Sql.update(
            work.connection(),
            """
            update public.projection_rebuild set state = ?, updated_at = ?, remaining = null,
              eta_seconds = null
            where run = ?::uuid
            """,
            state.name(),
            work.now(),
            run.toString()));
  }

  void end(Work work, Rebuilds.State state, Comparison.Report report, String failure)
      throws SQLException {
    // a run that lost its place says nothing any more
    Sql.update(
        work.connection(),
        """
        update public.projection_rebuild set state = ?, updated_at = ?, report = ?::jsonb,
          failure = ?, remaining = null, eta_seconds = null
        where run = ?::uuid
        """,
        state.name(),
        work.now(),
        report == null ? null : Json.write(report),
        failure,
        run.toString());
  }

  private static void owned(int rows) {
    if (rows == 0) throw new IllegalStateException("another rebuild has begun");
  }

  @Override
  public void close() {
    replay.close();
  }
}
