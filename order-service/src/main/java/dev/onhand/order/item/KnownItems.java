package dev.onhand.order.item;

import dev.onhand.platform.message.Json;
import dev.onhand.platform.work.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The SKUs that are items, by pool.
///
/// An order that finds a SKU unknown and the item's arrival exclude each other by an advisory lock
/// on the SKU: either the order sees the item, or the item's handler sees the waiting order.
public final class KnownItems implements Work.Part {
  private final Connection connection;

  /// By pool; an item that is there stays there.
  private final Map<String, Set<String>> items = new HashMap<>();

  private KnownItems(Connection connection) {
    this.connection = connection;
  }

  /// The items as the transaction knows them.
  public static KnownItems of(Work work) {
    return work.part(KnownItems.class, its -> new KnownItems(its.connection()));
  }

  /// Looks up these SKUs, for those who ask for them afterwards. Null and empty SKUs are none.
  public void load(String pool, Collection<String> skus) throws SQLException {
    var known = items.computeIfAbsent(pool, _ -> new HashSet<>());
    var asked = new TreeSet<String>();
    for (var sku : skus) if (sku != null && !sku.isBlank() && !known.contains(sku)) asked.add(sku);
    known.addAll(select(pool, asked));
  }

  /// Those of `skus` that are items of the pool. Null and empty SKUs are none.
  public Set<String> known(String pool, Collection<String> skus) throws SQLException {
    load(pool, skus);
    var known = items.get(pool);
    var found = new HashSet<String>();
    var missing = new TreeSet<String>();
    for (var sku : skus) {
      if (sku == null || sku.isBlank()) continue;
      if (known.contains(sku)) found.add(sku);
      else missing.add(sku);
    }
    for (var sku : missing) lock("pg_advisory_xact_lock_shared", pool, sku);
    known.addAll(select(pool, missing));
    missing.retainAll(known);
    found.addAll(missing);
    return found;
  }

  private Set<String> select(String pool, Collection<String> skus) throws SQLException {
    var known = new HashSet<String>();
    if (skus.isEmpty()) return known;
    var sql = "select sku from known_sku where pool = ? and sku = any(?)";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, pool);
      statement.setArray(2, connection.createArrayOf("text", skus.toArray(String[]::new)));
      try (var result = statement.executeQuery()) {
        while (result.next()) known.add(result.getString(1));
      }
    }
    return known;
  }

  private void lock(String function, String pool, String sku) throws SQLException {
    var sql = "select " + function + "(hashtextextended(?, 0))";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, pool.length() + ":" + pool + sku);
      statement.execute();
    }
  }

  /// Takes note of an item and of what one is put together from per order, by SKU; nothing of an
  /// item that is on hand as such. False when the item was known.
  public boolean add(String pool, String sku, Map<String, Long> components) throws SQLException {
    lock("pg_advisory_xact_lock", pool, sku);
    var sql =
        """
        insert into known_sku as k (pool, sku, kit) values (?, ?, ?::jsonb)
        on conflict (pool, sku) do update set kit = excluded.kit
        returning xmax = 0
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, pool);
      statement.setString(2, sku);
      statement.setString(3, components.isEmpty() ? null : Json.write(components));
      try (var result = statement.executeQuery()) {
        result.next();
        return result.getBoolean(1);
      }
    }
  }

  /// What those of `skus` that are kits are made of, by SKU.
  public Map<String, Map<String, Long>> kits(String pool, Collection<String> skus)
      throws SQLException {
    var kits = new HashMap<String, Map<String, Long>>();
    var sql =
        """
        select k.sku, c.key, c.value::bigint from known_sku k, jsonb_each_text(k.kit) c
        where k.pool = ? and k.sku = any(?)
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, pool);
      statement.setArray(2, connection.createArrayOf("text", skus.toArray(String[]::new)));
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          kits.computeIfAbsent(result.getString(1), _ -> new HashMap<>())
              .put(result.getString(2), result.getLong(3));
        }
      }
    }
    return kits;
  }

  /// The orders that are held because they wait for this item.
  public List<String> ordersWaitingFor(String pool, String sku) throws SQLException {
    var sql = "select order_id from awaited_sku where pool = ? and sku = ? order by order_id";
    var orders = new ArrayList<String>();
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, pool);
      statement.setString(2, sku);
      try (var result = statement.executeQuery()) {
        while (result.next()) orders.add(result.getString(1));
      }
    }
    return orders;
  }
}
