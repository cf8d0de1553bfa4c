package dev.onhand.inventory.partition;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import javax.sql.DataSource;

/// Snapshots in PostgreSQL, in chunks with a checksum each.
final class PostgresSnapshotStore implements SnapshotStore {
  private static final int KEPT = 2;

  private final DataSource dataSource;

  PostgresSnapshotStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void save(int partition, long nextLogOffset, List<byte[]> chunks) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        long id = insert(connection, partition, nextLogOffset, chunks.size());
        insert(connection, id, chunks);
        removeOld(connection, partition);
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("snapshot of partition " + partition + " not saved", e);
    }
  }

  private static long insert(Connection connection, int partition, long nextLogOffset, int chunks)
      throws SQLException {
    var sql =
        "insert into ledger_snapshot (partition, next_log_offset, chunks) values (?, ?, ?)"
            + " returning id";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, partition);
      statement.setLong(2, nextLogOffset);
      statement.setInt(3, chunks);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  private static void insert(Connection connection, long id, List<byte[]> chunks)
      throws SQLException {
    var sql =
        "insert into ledger_snapshot_chunk (snapshot, number, crc32c, bytes) values (?, ?, ?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int number = 0; number < chunks.size(); number++) {
        statement.setLong(1, id);
        statement.setInt(2, number);
        statement.setLong(3, checksum(chunks.get(number)));
        statement.setBytes(4, chunks.get(number));
        statement.executeUpdate();
      }
    }
  }

  private static void removeOld(Connection connection, int partition) throws SQLException {
    var sql =
        """
        delete from ledger_snapshot where partition = ? and id not in (
          select id from ledger_snapshot where partition = ? order by id desc limit ?)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, partition);
      statement.setInt(2, partition);
      statement.setInt(3, KEPT);
      statement.executeUpdate();
    }
  }

  private static long checksum(byte[] chunk) {
    var checksum = new CRC32C();
    checksum.update(chunk);
    return checksum.getValue();
  }

  private record Row(DataSource dataSource, long id, int partition, long nextLogOffset, int chunks)
      implements Stored {

    @Override
    public String describe() {
      return "snapshot %d of partition %d at offset %d".formatted(id, partition, nextLogOffset);
    }

    @Override
    public InputStream open() {
      return new Chunks(this);
    }

    byte[] chunk(int number) throws IOException {
      var sql = "select crc32c, bytes from ledger_snapshot_chunk where snapshot = ? and number = ?";
      try (Connection connection = dataSource.getConnection();
          PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setLong(1, id);
        statement.setInt(2, number);
        try (ResultSet result = statement.executeQuery()) {
          if (!result.next()) {
            throw new IOException(describe() + " lacks chunk " + number);
          }
          byte[] bytes = result.getBytes(2);
          if (checksum(bytes) != result.getLong(1)) {
            throw new IOException(describe() + " is damaged in chunk " + number);
          }
          return bytes;
        }
      } catch (SQLException e) {
        throw new IOException(describe() + " cannot be read", e);
      }
    }
  }

  /// The chunks one after the other, each read when it is needed.
  private static final class Chunks extends InputStream {
    private final Row row;
    private int next;
    private InputStream current = InputStream.nullInputStream();

    Chunks(Row row) {
      this.row = row;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      int read = current.read(bytes, from, count);
      while (read < 0 && next < row.chunks()) {
        current = new ByteArrayInputStream(row.chunk(next++));
        read = current.read(bytes, from, count);
      }
      return read;
    }
  }

  @Override
  public List<Stored> newestFirst(int partition) {
    var sql =
        "select id, next_log_offset, chunks from ledger_snapshot where partition = ?"
            + " order by id desc";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, partition);
      List<Stored> found = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          found.add(
              new Row(
                  dataSource, result.getLong(1), partition, result.getLong(2), result.getInt(3)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("snapshots of partition " + partition + " not found", e);
    }
  }
}
