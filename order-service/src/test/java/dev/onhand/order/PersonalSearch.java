package dev.onhand.order;

import dev.onhand.testkit.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Looks for a text in every column of every table, as text and as bytes.
final class PersonalSearch {
  private PersonalSearch() {}

  static List<String> tablesThatHold(String text) {
    var found = new ArrayList<String>();
    var hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    for (var table : Desk.rows("select tablename from pg_tables where schemaname = 'public'")) {
      // a row as text shows bytea in hex
      var sql =
          "select 1 from \""
              + table
              + "\" t where position(? in t::text) > 0 or position(? in t::text) > 0 limit 1";
      try (var connection = Infrastructure.start().connect();
          var statement = connection.prepareStatement(sql)) {
        statement.setString(1, text);
        statement.setString(2, hex);
        try (var result = statement.executeQuery()) {
          if (result.next()) found.add(table);
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
    return found;
  }
}
