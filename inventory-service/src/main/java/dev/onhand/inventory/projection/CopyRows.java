package dev.onhand.inventory.projection;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows in the binary form of `COPY`, sent to a table as they are written: while the database
/// stores some, the next are made. The caller writes the columns of each row in their order, then
/// ends.
final class CopyRows implements AutoCloseable {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int END = -1;
  private static final int NULL = -1;
  private static final byte JSONB_VERSION = 1;

  /// PostgreSQL counts from 2000-01-01.
  private static final long EPOCH_MS = 946_684_800_000L;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /// What is sent together.
  private static final int PART_BYTES = 1 << 16;

  private final CopyIn copy;
  private byte[] bytes = new byte[2 * PART_BYTES];
  private int size;

  /// @param table with its columns, `t (a, b)`
  CopyRows(Connection connection, String table) throws SQLException {
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + table + " from stdin with (format binary)");
    bytes(SIGNATURE);
  }

  void row(int columns) throws SQLException {
    if (size >= PART_BYTES) {
      send();
    }
    shortInt(columns);
  }

  void text(String text) {
    if (text == null) {
      integer(NULL);
    } else {
      prefixed(text);
    }
  }

  /// A text, null where it is empty.
  void textOrNull(String text) {
    text(text == null || text.isEmpty() ? null : text);
  }

  void jsonb(String json) {
    if (json == null) {
      integer(NULL);
      return;
    }
    int at = size;
    integer(0);
    room(1);
    bytes[size++] = JSONB_VERSION;
    utf8(json);
    INT.set(bytes, at, size - at - Integer.BYTES);
  }

  void json(byte[] json) {
    integer(json.length);
    bytes(json);
  }

  void int4(int value) {
    integer(Integer.BYTES);
    integer(value);
  }

  void int8(long value) {
    integer(Long.BYTES);
    room(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  /// An instant; 0 is null.
  void time(long epochMs) {
    if (epochMs == 0) {
      integer(NULL);
    } else {
      int8((epochMs - EPOCH_MS) * 1_000);
    }
  }

  void none() {
    integer(NULL);
  }

  private void prefixed(String text) {
    int at = size;
    integer(0);
    utf8(text);
    INT.set(bytes, at, size - at - Integer.BYTES);
  }

  private void utf8(String text) {
    int length = text.length();
    room(length);
    int mark = size;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        size = mark;
        bytes(text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      bytes[size++] = (byte) c;
    }
  }

  private void bytes(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  private void integer(int value) {
    room(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  private void shortInt(int value) {
    room(Short.BYTES);
    bytes[size++] = (byte) (value >> 8);
    bytes[size++] = (byte) value;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  private void send() throws SQLException {
    copy.writeToCopy(bytes, 0, size);
    copy.flushCopy();
    size = 0;
  }

  /// All rows are there when this has ended.
  void end() throws SQLException {
    shortInt(END);
    send();
    copy.endCopy();
  }

  /// Without an end, nothing is stored.
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
