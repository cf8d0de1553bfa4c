package dev.onhand.order.shop;

import dev.onhand.order.channel.OrderType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.joda.money.CurrencyUnit;

/// The table of shops.
public final class Shops {
  private Shops() {}

  /// The shop, or null.
  public static Shop find(Connection connection, String channel, String shop) throws SQLException {
    var sql =
        "select pool, order_type, webhook_secret, currency, other_pools from shop"
            + " where channel = ? and shop = ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, channel);
      statement.setString(2, shop);
      try (var result = statement.executeQuery()) {
        if (!result.next()) return null;
        var type = OrderType.ofCode(result.getString(2));
        var currency = result.getString(4);
        return new Shop(
            channel,
            shop,
            result.getString(1),
            type,
            currency == null ? null : CurrencyUnit.of(currency),
            result.getString(3),
            List.of((String[]) result.getArray(5).getArray()));
      }
    }
  }

  static void save(Connection connection, Shop shop, String by, Instant at) throws SQLException {
    var sql =
        """
        insert into shop
          (channel, shop, pool, order_type, webhook_secret, updated_by, updated_at, currency,
            other_pools)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (channel, shop) do update set pool = excluded.pool,
          order_type = excluded.order_type, currency = excluded.currency,
          webhook_secret = excluded.webhook_secret, other_pools = excluded.other_pools,
          updated_by = excluded.updated_by, updated_at = excluded.updated_at
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, shop.channel());
      statement.setString(2, shop.shop());
      statement.setString(3, shop.pool());
      statement.setString(4, shop.orderType().code());
      statement.setString(5, shop.secret());
      statement.setString(6, by);
      statement.setTimestamp(7, Timestamp.from(at));
      statement.setString(8, shop.currency() == null ? null : shop.currency().getCode());
      statement.setArray(9, connection.createArrayOf("text", shop.otherPools().toArray()));
      statement.executeUpdate();
    }
  }
}
