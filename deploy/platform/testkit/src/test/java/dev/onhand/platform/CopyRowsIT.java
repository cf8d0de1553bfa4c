package dev.onhand.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.onhand.platform.sql.CopyRows;
import dev.onhand.platform.sql.Sql;
import dev.onhand.testkit.Infrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyRowsIT {
  private static final String COLUMNS =
      "copied (id, name, count, total, body, made, what, numbers)";

  private Connection connection;

  @BeforeEach
  void a_table_of_every_type() throws SQLException {
    connection = Infrastructure.start().connect();
    connection.setAutoCommit(false);
    Sql.update(
        connection,
        """
        create temporary table copied (id uuid primary key, name text, count int, total bigint,
          body bytea, made timestamptz, what json, numbers bigint[]) on commit drop
        """);
  }

  @AfterEach
  void close() throws SQLException {
    connection.rollback();
    connection.close();
  }

  private long found(String condition, Object... values) throws SQLException {
    var sql = "select count(*) from copied where " + condition;
    try (var statement = Sql.prepare(connection, sql, values);
        var result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  @Test
  void values_of_every_type_arrive_as_they_were() throws SQLException {
    var rows = new CopyRows();
    var id = UUID.randomUUID();
    var made = Instant.parse("1999-12-31T23:59:59.123456Z");
    var body = new byte[] {0, -1, 92};
    var json = "{\"a\":\"ü\"}";
    rows.add(id, "a\tb\\N\nü", 7, Long.MIN_VALUE, body, made, json, List.of(1L, -2L));
    rows.send(connection, COLUMNS);

    var same =
        "id = ? and name = ? and count = ? and total = ? and body = ? and made = ?"
            + " and what ->> 'a' = 'ü' and numbers = '{1,-2}'";
    assertEquals(1, found(same, id, "a\tb\\N\nü", 7, Long.MIN_VALUE, body, made));
  }

  @Test
  void what_is_null_or_empty_stays_so() throws SQLException {
    var rows = new CopyRows();
    rows.add(UUID.randomUUID(), null, null, null, null, null, null, null);
    rows.add(UUID.randomUUID(), "", null, null, new byte[0], null, null, List.of());
    rows.send(connection, COLUMNS);

    assertEquals(1, found("name is null and body is null and numbers is null"));
    assertEquals(1, found("name = '' and body = '' and numbers = '{}'"));
  }

  @Test
  void rows_longer_than_a_piece_and_many_of_them_are_all_sent() throws SQLException {
    var rows = new CopyRows();
    for (int i = 0; i < 100; i++) {
      rows.add(UUID.randomUUID(), "x".repeat(i * 1_500), i, 0L, null, null, null, null);
    }
    rows.send(connection, COLUMNS);

    assertEquals(100, found("length(name) = count * 1500"));
  }

  @Test
  void without_rows_nothing_is_sent() throws SQLException {
    new CopyRows().send(connection, "no_such_table (id)");
  }

  @Test
  void a_row_that_is_there_already_fails_as_an_insert_does() throws SQLException {
    var id = UUID.randomUUID();
    var rows = new CopyRows();
    for (int i = 0; i < 2; i++) rows.add(id, "n", 1, 1L, null, null, null, null);

    var failure = assertThrows(SQLException.class, () -> rows.send(connection, COLUMNS));
    assertEquals("23505", failure.getSQLState());
  }
}
