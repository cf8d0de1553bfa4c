package dev.onhand.procurement.item;

import dev.onhand.platform.work.Work;
import dev.onhand.procurement.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/// The items that may be ordered: a copy of inventory's item master, kept by its messages.
public final class Items {
  private Items() {}

  /// Read from `inventory.ItemDefined.v1`.
  public record ItemDefined(String sku, String name, String pool) {
    public ItemDefined {
      Field.sku("sku", sku);
      Field.text("name", name, Field.TEXT_LENGTH_MAX);
      Field.id("pool", pool);
    }
  }

  /// Remembers an item as it is now.
  public static void define(ItemDefined item, Work work) throws SQLException {
    var sql =
        """
        insert into item (sku, name, pool, changed_at) values (?, ?, ?, now())
        on conflict (sku) do update
          set name = excluded.name, pool = excluded.pool, changed_at = excluded.changed_at
        """;
    try (var statement = work.connection().prepareStatement(sql)) {
      statement.setString(1, item.sku());
      statement.setString(2, item.name());
      statement.setString(3, item.pool());
      statement.executeUpdate();
    }
  }

  /// Those of the SKUs that inventory has not told us about, in the order given.
  public static Set<String> unknown(Connection connection, Collection<String> skus)
      throws SQLException {
    var known = new HashSet<String>();
    try (var statement = connection.prepareStatement("select sku from item where sku = any(?)")) {
      statement.setArray(1, connection.createArrayOf("text", skus.toArray()));
      try (var result = statement.executeQuery()) {
        while (result.next()) known.add(result.getString(1));
      }
    }
    var unknown = new LinkedHashSet<>(skus);
    unknown.removeAll(known);
    return unknown;
  }
}
