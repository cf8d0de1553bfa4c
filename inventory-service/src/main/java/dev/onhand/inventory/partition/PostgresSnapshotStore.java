package dev.onhand.inventory.partition;

import dev.onhand.inventory.ledger.SnapshotInput;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import javax.sql.DataSource;
import org.postgresql.PGStatement;

/// Snapshots in PostgreSQL, in chunks with a checksum each.
final class PostgresSnapshotStore implements SnapshotStore {
  private static final int KEPT = 2;
  private static final int FETCHED_TOGETHER = 8;
  private static final int CHUNKS_AHEAD = 64;

  private final DataSource dataSource;

  PostgresSnapshotStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// In transactions of a few chunks each: one that is open for seconds keeps all of the database
  /// from tidying up behind updates. Until it is whole a snapshot is one of no chunks, which nobody
  /// reads.
  @Override
  public void save(
      int partition, long nextLogOffset, boolean published, SnapshotInput.Chunks chunks) {
    try (chunks;
        Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      long id = begin(connection, partition, nextLogOffset, published);
      try {
        int count = insert(connection, id, chunks);
        end(connection, id, count);
        removeOld(connection, partition);
        connection.commit();
      } catch (SQLException | IOException e) {
        connection.rollback();
        remove(connection, id);
        connection.commit();
        throw e;
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("snapshot of partition " + partition + " not saved", e);
    }
  }

  private static long begin(
      Connection connection, int partition, long nextLogOffset, boolean published)
      throws SQLException {
    var sql =
        "insert into ledger_snapshot (partition, next_log_offset, published, chunks)"
            + " values (?, ?, ?, 0) returning id";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, partition);
      statement.setLong(2, nextLogOffset);
      statement.setBoolean(3, published);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    } finally {
      connection.commit();
    }
  }

  /// @return how many there were
  private static int insert(Connection connection, long id, SnapshotInput.Chunks chunks)
      throws SQLException, IOException {
    var sql =
        "insert into ledger_snapshot_chunk (snapshot, number, crc32c, bytes) values (?, ?, ?, ?)";
    int number = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (byte[] chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
        statement.setLong(1, id);
        statement.setInt(2, number);
        statement.setLong(3, checksum(chunk));
        statement.setBytes(4, chunk);
        statement.executeUpdate();
        // What a crash takes away here, it takes away of a snapshot that is not whole.
        run(connection, "set local synchronous_commit = off");
        connection.commit();
        number++;
      }
    }
    return number;
  }

  private static void end(Connection connection, long id, int chunks) throws SQLException {
    var sql = "update ledger_snapshot set chunks = ?, taken_at = now() where id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, chunks);
      statement.setLong(2, id);
      statement.executeUpdate();
    }
  }

  private static void remove(Connection connection, long id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from ledger_snapshot where id = ?")) {
      statement.setLong(1, id);
      statement.executeUpdate();
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Those that others began and never ended too.
  private static void removeOld(Connection connection, int partition) throws SQLException {
    var sql =
        """
        with newest as (
          select id, published, row_number() over w as rank,
            row_number() over (partition by published order by next_log_offset desc, id desc)
              as rank_of_kind
          from ledger_snapshot where partition = ? and chunks > 0
          window w as (order by next_log_offset desc, id desc))
        delete from ledger_snapshot where id in (
          select id from newest where rank > ? and not (published and rank_of_kind = 1))
        or partition = ? and chunks = 0 and taken_at < now() - interval '10 minutes'
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, partition);
      statement.setInt(2, KEPT);
      statement.setInt(3, partition);
      statement.executeUpdate();
    }
  }

  private static long checksum(byte[] chunk) {
    var checksum = new CRC32C();
    checksum.update(chunk);
    return checksum.getValue();
  }

  private record Row(
      DataSource dataSource,
      long id,
      int partition,
      long nextLogOffset,
      boolean isPublished,
      int chunks)
      implements Stored {

    @Override
    public String describe() {
      return "snapshot %d of partition %d at offset %d".formatted(id, partition, nextLogOffset);
    }

    @Override
    public SnapshotInput.Chunks open() {
      return new Chunks(new Ahead<>("ledger-snapshot-read", CHUNKS_AHEAD, this::fetch));
    }

    /// One statement for all, which are taken from the database as they are wanted.
    private void fetch(Ahead.Sink<byte[]> sink) throws IOException, InterruptedException {
      var sql =
          "select number, crc32c, bytes from ledger_snapshot_chunk where snapshot = ?"
              + " order by number";
      try (Connection connection = dataSource.getConnection()) {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
          // Bytes come as they are, not as text, from the first statement on.
          statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
          statement.setFetchSize(FETCHED_TOGETHER);
          statement.setLong(1, id);
          pass(statement, sink);
        } finally {
          connection.rollback();
        }
      } catch (SQLException e) {
        throw new IOException(describe() + " cannot be read", e);
      }
    }

    private void pass(PreparedStatement statement, Ahead.Sink<byte[]> sink)
        throws SQLException, IOException, InterruptedException {
      int number = 0;
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          byte[] bytes = result.getBytes(3);
          if (result.getInt(1) != number || checksum(bytes) != result.getLong(2)) {
            throw new IOException(describe() + " is damaged at chunk " + number);
          }
          sink.accept(bytes);
          number++;
        }
      }
      if (number != chunks) {
        throw new IOException(describe() + " lacks chunk " + number);
      }
    }
  }

  private record Chunks(Ahead<byte[]> ahead) implements SnapshotInput.Chunks {
    @Override
    public byte[] next() throws IOException {
      return ahead.next();
    }

    @Override
    public void close() {
      ahead.close();
    }
  }

  @Override
  public List<Stored> newestFirst(int partition) {
    var sql =
        "select id, next_log_offset, published, chunks from ledger_snapshot"
            + " where partition = ? and chunks > 0 order by next_log_offset desc, id desc";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, partition);
      List<Stored> found = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          long offset = row.getLong(2);
          boolean published = row.getBoolean(3);
          found.add(
              new Row(dataSource, row.getLong(1), partition, offset, published, row.getInt(4)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("snapshots of partition " + partition + " not found", e);
    }
  }
}
