package dev.onhand.inventory.masterdata;

import dev.onhand.platform.http.Problems;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;
import java.util.Optional;

/// Which pools there are, and to which a location belongs.
public final class Pools {
  private Pools() {}

  /// 400 when the pool is not open.
  public static void require(Work work, String pool) throws SQLException {
    try (var statement = work.connection().prepareStatement("select from pool where pool = ?")) {
      statement.setString(1, pool);
      try (var result = statement.executeQuery()) {
        if (!result.next()) {
          throw Problems.invalid("pool", "open the pool first: PUT /pools/" + pool);
        }
      }
    }
  }

  /// The pool of a location, empty when the location is not defined.
  public static Optional<String> ofLocation(Work work, String locationId) throws SQLException {
    try (var statement =
        work.connection().prepareStatement("select pool from location where location_id = ?")) {
      statement.setString(1, locationId);
      try (var result = statement.executeQuery()) {
        return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
      }
    }
  }
}
