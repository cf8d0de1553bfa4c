package dev.onhand.platform.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;

/// New rows for one table, sent with one COPY in PostgreSQL's binary format. No insert is cheaper,
/// on either side; but a row that is there already is an error (SQLSTATE 23505).
public final class CopyRows {
  private static final byte[] BEGIN = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final int PIECE_BYTES = 1 << 16;
  private static final int BIGINT_OID = 20;
  private static final String UNIQUE_VIOLATION = "23505";

  private final List<ByteBuffer> full = new ArrayList<>();
  private ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES).put(BEGIN).putInt(0).putInt(0);
  private boolean isEmpty = true;

  /// One value per column; each may be null. A value's class says the column's type: String is
  /// text or json, Integer int, Long bigint, byte[] bytea, UUID uuid, Instant timestamptz, a list
  /// of Long bigint[].
  public void add(Object... values) {
    isEmpty = false;
    room(Short.BYTES).putShort((short) values.length);
    for (var value : values) put(value);
  }

  private void put(Object value) {
    switch (value) {
      case null -> room(Integer.BYTES).putInt(-1);
      case String text -> put(text.getBytes(StandardCharsets.UTF_8));
      case byte[] bytes -> room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
      case Integer number -> room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(number);
      case Long number -> room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(number);
      case Instant at -> put((Long) ChronoUnit.MICROS.between(EPOCH, at));
      case UUID id ->
          room(Integer.BYTES + 2 * Long.BYTES)
              .putInt(2 * Long.BYTES)
              .putLong(id.getMostSignificantBits())
              .putLong(id.getLeastSignificantBits());
      case List<?> numbers -> putArray(numbers);
      default -> throw new IllegalArgumentException("no column takes a " + value.getClass());
    }
  }

  /// One dimension, counted from 1; no dimension when there is nothing.
  private void putArray(List<?> numbers) {
    int head = numbers.isEmpty() ? 3 : 5;
    int bytes = head * Integer.BYTES + numbers.size() * (Integer.BYTES + Long.BYTES);
    room(Integer.BYTES + bytes).putInt(bytes);
    piece.putInt(numbers.isEmpty() ? 0 : 1).putInt(0).putInt(BIGINT_OID);
    if (!numbers.isEmpty()) piece.putInt(numbers.size()).putInt(1);
    for (var number : numbers) put(number);
  }

  private ByteBuffer room(int bytes) {
    if (piece.remaining() < bytes) {
      full.add(piece);
      piece = ByteBuffer.allocate(Math.max(PIECE_BYTES, bytes));
    }
    return piece;
  }

  /// Sends the rows into `target`, a table with its columns; without rows, nothing. Called once.
  public void send(Connection connection, String target) throws SQLException {
    if (isEmpty) return;
    room(Short.BYTES).putShort((short) -1);
    full.add(piece);
    var sql = "copy " + target + " from stdin (format binary)";
    var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    try {
      for (var each : full) copy.writeToCopy(each.array(), 0, each.position());
      copy.endCopy();
    } finally {
      if (copy.isActive()) copy.cancelCopy();
    }
  }

  /// Sends rows that were not there a moment ago. Where another transaction was faster, this one
  /// fails as one to be run again.
  public void sendNew(Connection connection, String target) throws SQLException {
    try {
      send(connection, target);
    } catch (SQLException e) {
      if (!UNIQUE_VIOLATION.equals(e.getSQLState())) throw e;
      throw new SQLTransactionRollbackException(
          "another was faster: " + e.getMessage(), "40001", e);
    }
  }
}
