package dev.onhand.bench.stock;

import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.StackException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// A connection to the inventory service's database, as its owner.
final class Sql implements AutoCloseable {
  private final Connection connection;

  Sql(Lab lab) {
    var environment = lab.stack().environment(Part.INVENTORY);
    try {
      connection =
          DriverManager.getConnection(
              environment.get("QUARKUS_DATASOURCE_JDBC_URL"),
              environment.get("QUARKUS_DATASOURCE_USERNAME"),
              environment.get("QUARKUS_DATASOURCE_PASSWORD"));
    } catch (SQLException e) {
      throw new StackException("no connection to the inventory service's database", e);
    }
  }

  Connection connection() {
    return connection;
  }

  /// The one number a query gives; 0 where it gives none.
  long number(String query) {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      return result.next() ? result.getLong(1) : 0;
    } catch (SQLException e) {
      throw new StackException(query + ": " + e.getMessage(), e);
    }
  }

  void run(String statement) {
    try (var prepared = connection.createStatement()) {
      prepared.execute(statement);
    } catch (SQLException e) {
      throw new StackException(statement + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StackException("the connection does not close", e);
    }
  }
}
