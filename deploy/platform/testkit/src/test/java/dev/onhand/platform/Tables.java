package dev.onhand.platform;

import dev.onhand.testkit.Infrastructure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What a test asks the sample service's database.
final class Tables {
  private Tables() {}

  static long count(String sql) {
    try (var connection = Infrastructure.start().connect();
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static void execute(String sql) throws SQLException {
    try (var connection = Infrastructure.start().connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static List<String> texts(String sql) {
    try (var connection = Infrastructure.start().connect();
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (result.next()) rows.add(result.getString(1));
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
