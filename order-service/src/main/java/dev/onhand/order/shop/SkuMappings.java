package dev.onhand.order.shop;

import dev.onhand.order.order.SkuMapping;
import dev.onhand.order.page.PagedRows;
import dev.onhand.platform.http.Page;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/// What the SKUs and the locations of a shop mean here, as data.
public final class SkuMappings {
  private SkuMappings() {}

  /// One SKU of a shop; `units` of item `sku` are one of it.
  public record Mapped(String channelSku, String sku, long units) {}

  /// One location of a shop; `locationId` is null when it is none of ours.
  public record MappedLocation(String channelLocationId, String locationId) {}

  /// The meanings of those of `channelSkus` that are mapped.
  public static SkuMapping find(
      Connection connection, String channel, String shop, Collection<String> channelSkus)
      throws SQLException {
    if (channelSkus.isEmpty()) return SkuMapping.NONE;
    var sql =
        """
        select channel_sku, sku, units from sku_mapping
        where channel = ? and shop = ? and channel_sku = any(?)
        """;
    var found = new HashMap<String, SkuMapping.Meaning>();
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, channel);
      statement.setString(2, shop);
      statement.setArray(3, connection.createArrayOf("text", channelSkus.toArray()));
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          found.put(row.getString(1), new SkuMapping.Meaning(row.getString(2), row.getLong(3)));
        }
      }
    }
    return found.isEmpty() ? SkuMapping.NONE : new SkuMapping(found);
  }

  public static Page<Mapped> list(
      Connection connection, String channel, String shop, String after, int limit)
      throws SQLException {
    var sql =
        """
        select channel_sku, sku, units from sku_mapping
        where channel = ? and shop = ? and channel_sku > ? order by channel_sku limit ?
        """;
    return PagedRows.read(
        connection,
        row -> new Mapped(row.getString(1), row.getString(2), row.getLong(3)),
        Mapped::channelSku,
        limit,
        sql,
        channel,
        shop,
        after == null ? "" : after);
  }

  public static void save(
      Connection connection, String channel, String shop, Mapped mapped, String by, Instant at)
      throws SQLException {
    var sql =
        """
        insert into sku_mapping (channel, shop, channel_sku, sku, units, updated_by, updated_at)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (channel, shop, channel_sku) do update set sku = excluded.sku,
          units = excluded.units, updated_by = excluded.updated_by,
          updated_at = excluded.updated_at
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, channel);
      statement.setString(2, shop);
      statement.setString(3, mapped.channelSku());
      statement.setString(4, mapped.sku());
      statement.setLong(5, mapped.units());
      statement.setString(6, by);
      statement.setTimestamp(7, Timestamp.from(at));
      statement.executeUpdate();
    }
  }

  /// What one location of a shop is here; null when nobody said.
  public static MappedLocation location(
      Connection connection, String channel, String shop, String channelLocationId)
      throws SQLException {
    var sql =
        """
        select location_id from location_mapping
        where channel = ? and shop = ? and channel_location_id = ?
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, channel);
      statement.setString(2, shop);
      statement.setString(3, channelLocationId);
      try (var row = statement.executeQuery()) {
        return row.next() ? new MappedLocation(channelLocationId, row.getString(1)) : null;
      }
    }
  }

  /// Notes that an order waits for somebody to say what a location is.
  public static void await(
      Connection connection, String channel, String shop, String channelLocationId, String order)
      throws SQLException {
    var sql =
        """
        insert into awaited_location (channel, shop, channel_location_id, order_id)
        values (?, ?, ?, ?) on conflict do nothing
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, channel);
      statement.setString(2, shop);
      statement.setString(3, channelLocationId);
      statement.setString(4, order);
      statement.executeUpdate();
    }
  }

  /// The orders that wait for this location, which do so no longer.
  public static List<String> awaiting(
      Connection connection, String channel, String shop, String channelLocationId)
      throws SQLException {
    var sql =
        """
        delete from awaited_location
        where channel = ? and shop = ? and channel_location_id = ? returning order_id
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, channel);
      statement.setString(2, shop);
      statement.setString(3, channelLocationId);
      var orders = new ArrayList<String>();
      try (var row = statement.executeQuery()) {
        while (row.next()) orders.add(row.getString(1));
      }
      return orders;
    }
  }

  public static List<MappedLocation> locations(Connection connection, String channel, String shop)
      throws SQLException {
    var sql =
        """
        select channel_location_id, location_id from location_mapping
        where channel = ? and shop = ? order by channel_location_id
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, channel);
      statement.setString(2, shop);
      var mapped = new ArrayList<MappedLocation>();
      try (var row = statement.executeQuery()) {
        while (row.next()) mapped.add(new MappedLocation(row.getString(1), row.getString(2)));
      }
      return mapped;
    }
  }

  public static void save(
      Connection connection,
      String channel,
      String shop,
      MappedLocation mapped,
      String by,
      Instant at)
      throws SQLException {
    var sql =
        """
        insert into location_mapping
          (channel, shop, channel_location_id, location_id, updated_by, updated_at)
        values (?, ?, ?, ?, ?, ?)
        on conflict (channel, shop, channel_location_id) do update
          set location_id = excluded.location_id, updated_by = excluded.updated_by,
          updated_at = excluded.updated_at
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, channel);
      statement.setString(2, shop);
      statement.setString(3, mapped.channelLocationId());
      statement.setString(4, mapped.locationId());
      statement.setString(5, by);
      statement.setTimestamp(6, Timestamp.from(at));
      statement.executeUpdate();
    }
  }
}
