package dev.onhand.platform.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {
  @ParameterizedTest
  @CsvSource({
    "08006, RETRY",
    "40001, RETRY",
    "40P01, RETRY",
    "53300, RETRY",
    "57P01, RETRY",
    "22021, CONTENT",
    "22P05, CONTENT",
    "23502, CONTENT",
    "23505, CONTENT",
    "42P01, OTHER",
    "25P02, OTHER"
  })
  void a_failure_is_classed_by_its_state(String state, SqlFailure expected) {
    var failure = new FailedStatement(new SQLException("failed", state));
    assertEquals(expected, SqlFailure.of(new IllegalStateException(failure)));
  }

  @Test
  void an_append_that_came_second_is_a_conflict() {
    var message = "duplicate key value violates unique constraint \"event_stream_version_key\"";
    assertEquals(SqlFailure.CONFLICT, SqlFailure.of(new SQLException(message, "23505")));
  }

  @Test
  void what_is_no_sql_failure_is_a_bug() {
    assertEquals(SqlFailure.OTHER, SqlFailure.of(new IllegalStateException("boom")));
  }
}
