package dev.onhand.reporting.read;

import dev.onhand.platform.http.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Opens snapshots of the read models.
@ApplicationScoped
public class Reports {
  private static final Logger LOG = Logger.getLogger(Reports.class);
  private static final int STATEMENT_SECONDS_MAX = 20;

  private final DataSource dataSource;

  Reports(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// Runs a question whose statements all see the same state, and which cannot write.
  public <T> T read(Function<Snapshot, T> question) {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        begin(connection);
        return question.apply(new Snapshot(connection));
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw unanswered(e);
    }
  }

  /// 503: the reader is told to try again, the log gets the reason.
  static RuntimeException unanswered(SQLException reason) {
    LOG.error("a question was not answered", reason);
    return Problems.of(
        503,
        "The reports cannot be read now",
        "The database did not answer in time; try again in a moment.");
  }

  private static void begin(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set transaction isolation level repeatable read, read only");
      statement.execute("set local statement_timeout = '" + STATEMENT_SECONDS_MAX + "s'");
    }
  }
}
