package dev.onhand.platform.work;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Runs a body as one SQL transaction over a [Work]. What the body gathers is written before the
/// commit; if the body throws, nothing is.
@ApplicationScoped
public class Transactions {
  /// How often a transaction that lost a race, or met a passing failure, is run again.
  public static final int ATTEMPTS_MAX = 10;

  /// A body may read and write through the work's connection.
  @FunctionalInterface
  public interface Body<T> {
    T run(Work work) throws SQLException;
  }

  private final AgroalDataSource dataSource;
  private final String service;
  private final String eventsTopic;
  private final StreamCache cache = new StreamCache();

  Transactions(
      AgroalDataSource dataSource,
      @ConfigProperty(name = "onhand.service") String service,
      @ConfigProperty(name = "onhand.events-topic") String eventsTopic) {
    this.dataSource = dataSource;
    this.service = service;
    this.eventsTopic = eventsTopic;
  }

  /// Runs the body, again when another writer was first or the database had a passing failure.
  public <T> T run(Cause cause, Body<T> body) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(cause, body);
      } catch (RuntimeException e) {
        var failure = SqlFailure.of(e);
        boolean again = failure == SqlFailure.CONFLICT || failure == SqlFailure.RETRY;
        if (!again || attempt == ATTEMPTS_MAX) throw e;
        Backoff.pause(attempt);
      }
    }
  }

  /// Runs the body one time; failed statements surface as [FailedStatement].
  public <T> T once(Cause cause, Body<T> body) {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var session = new WorkSession(connection, cache, cause);
        var result = body.run(session);
        session.flush(service, eventsTopic);
        connection.commit();
        session.remember();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollback(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw new FailedStatement(e);
    } catch (AssertionError e) {
      // The driver's batches answer a connection that ends under them with an error instead of an
      // SQLException (BatchResultHandler.isAutoCommit); the rollback that failed tells them apart.
      for (var suppressed : e.getSuppressed()) {
        if (suppressed instanceof SQLException lost) throw new FailedStatement(lost);
      }
      throw e;
    }
  }

  private static void rollback(Connection connection, Throwable first) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      first.addSuppressed(e);
    }
  }
}
