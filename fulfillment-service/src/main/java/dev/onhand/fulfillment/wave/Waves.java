package dev.onhand.fulfillment.wave;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The tables `wave` and `wave_member`.
final class Waves {
  private Waves() {}

  /// `serviceLevel` null means any.
  record Wave(
      UUID waveId, String locationId, String serviceLevel, String createdBy, Instant createdAt) {}

  record Numbered(long number, Wave wave) {}

  record Member(UUID fulfillmentOrderId, String state) {}

  /// A quantity to take from the shelf, for all members together.
  record Pick(String sku, long quantity, long fulfillmentOrders) {}

  /// Makes a wave of at most `ordersMax` waiting fulfilment orders; answers how many it took. The
  /// rows stay locked until the commit, so that two waves made at once do not share any.
  static int create(Connection connection, Wave wave, int ordersMax) throws SQLException {
    var insert =
        "insert into wave (id, location_id, service_level, created_by, created_at)"
            + " values (?, ?, ?, ?, ?)";
    try (var statement = connection.prepareStatement(insert)) {
      statement.setObject(1, wave.waveId());
      statement.setString(2, wave.locationId());
      statement.setString(3, wave.serviceLevel());
      statement.setString(4, wave.createdBy());
      statement.setObject(5, wave.createdAt().atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
    var take =
        """
        insert into wave_member (fulfillment_order_id, wave_id)
        select f.id, ? from fulfillment_order f
        where f.location_id = ? and f.state = 'REQUESTED'
          and not (f.document->>'cancellationPending')::boolean
          and (?::text is null or f.document->>'serviceLevel' = ?::text)
          and not exists (select from wave_member m where m.fulfillment_order_id = f.id)
        order by f.number limit ? for update of f skip locked
        """;
    try (var statement = connection.prepareStatement(take)) {
      statement.setObject(1, wave.waveId());
      statement.setString(2, wave.locationId());
      statement.setString(3, wave.serviceLevel());
      statement.setString(4, wave.serviceLevel());
      statement.setInt(5, ordersMax);
      return statement.executeUpdate();
    }
  }

  static List<Numbered> list(Connection connection, String location, long after, int limit)
      throws SQLException {
    var sql =
        """
        select number, id, location_id, service_level, created_by, created_at from wave
        where number > ? and (?::text is null or location_id = ?::text) order by number limit ?
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, after);
      statement.setString(2, location);
      statement.setString(3, location);
      statement.setInt(4, limit);
      return numbered(statement);
    }
  }

  static List<Numbered> one(Connection connection, UUID id) throws SQLException {
    var sql =
        "select number, id, location_id, service_level, created_by, created_at from wave"
            + " where id = ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, id);
      return numbered(statement);
    }
  }

  private static List<Numbered> numbered(PreparedStatement statement) throws SQLException {
    var waves = new ArrayList<Numbered>();
    try (var result = statement.executeQuery()) {
      while (result.next()) {
        var wave =
            new Wave(
                result.getObject(2, UUID.class),
                result.getString(3),
                result.getString(4),
                result.getString(5),
                result.getObject(6, OffsetDateTime.class).toInstant());
        waves.add(new Numbered(result.getLong(1), wave));
      }
    }
    return waves;
  }

  static List<Member> members(Connection connection, UUID id) throws SQLException {
    var sql =
        """
        select f.id, f.state from wave_member m join fulfillment_order f
          on f.id = m.fulfillment_order_id where m.wave_id = ? order by f.number
        """;
    var members = new ArrayList<Member>();
    try (var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, id);
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          members.add(new Member(result.getObject(1, UUID.class), result.getString(2)));
        }
      }
    }
    return members;
  }

  /// What is still to be picked, by SKU.
  static List<Pick> pickList(Connection connection, UUID id) throws SQLException {
    var sql =
        """
        select line->>'sku', sum((line->>'requested')::bigint), count(distinct f.id)
        from wave_member m join fulfillment_order f on f.id = m.fulfillment_order_id
          cross join jsonb_array_elements(f.document->'lines') as line
        where m.wave_id = ? and f.state = 'REQUESTED' group by 1 order by 1
        """;
    var picks = new ArrayList<Pick>();
    try (var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, id);
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          picks.add(new Pick(result.getString(1), result.getLong(2), result.getLong(3)));
        }
      }
    }
    return picks;
  }
}
