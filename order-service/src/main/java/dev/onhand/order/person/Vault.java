package dev.onhand.order.person;

import dev.onhand.platform.message.Json;
import dev.onhand.platform.sql.CopyRows;
import dev.onhand.platform.sql.Rows;
import dev.onhand.platform.work.Work;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The keys of customers and what is sealed with them, inside one transaction: keys are read for
/// many customers at once, and what is new is written together before the transaction ends.
public final class Vault implements Work.Part {
  private final Connection connection;
  private final Set<String> asked = new HashSet<>();
  private final Set<String> forgotten = new HashSet<>();
  private final Map<String, Key> keys = new HashMap<>();
  private final Map<String, Key> made = new TreeMap<>();
  private final Set<String> returned = new HashSet<>();
  private final Map<String, Kept> kept = new TreeMap<>();

  private record Kept(Key key, Person person) {}

  private Vault(Connection connection) {
    this.connection = connection;
  }

  /// The transaction's vault.
  public static Vault of(Work work) {
    return work.part(Vault.class, its -> new Vault(its.connection()));
  }

  /// A customer's key; opens and seals for this customer only.
  public static final class Key {
    private final String customerId;
    private final byte[] bytes;

    private Key(String customerId, byte[] bytes) {
      this.customerId = customerId;
      this.bytes = bytes;
    }

    public String customerId() {
      return customerId;
    }

    /// `place` says where the result is kept; it opens nowhere else.
    public byte[] seal(String place, byte[] plain) {
      return Seal.seal(bytes, place, plain);
    }

    public byte[] open(String place, byte[] sealed) {
      return Seal.open(bytes, place, sealed);
    }

    /// Equal for equal text; says nothing once the key is gone.
    public String digest(String text) {
      return Seal.digest(bytes, text);
    }
  }

  /// Reads the keys of these customers, for those who are asked for afterwards.
  public void load(Collection<String> customers) throws SQLException {
    var unknown = new Rows("text");
    for (var customer : customers) if (asked.add(customer)) unknown.add(customer);
    if (unknown.isEmpty()) return;
    var sql = "select customer_id, key from customer_key where customer_id = any(?)";
    try (var statement = connection.prepareStatement(sql)) {
      unknown.bind(statement);
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          var customer = result.getString(1);
          var bytes = result.getBytes(2);
          if (bytes == null) forgotten.add(customer);
          else keys.put(customer, new Key(customer, bytes));
        }
      }
    }
  }

  /// The customer's key, a new one for a new customer, and for one who was forgotten and is back.
  public Key keyOf(String customerId) throws SQLException {
    load(List.of(customerId));
    var known = keys.get(customerId);
    if (known != null) return known;
    var key = new Key(customerId, Seal.newKey());
    keys.put(customerId, key);
    made.put(customerId, key);
    if (forgotten.remove(customerId)) returned.add(customerId);
    return key;
  }

  /// True when the person asked to be forgotten, and has not come back.
  public boolean isForgotten(String customerId) throws SQLException {
    load(List.of(customerId));
    return forgotten.contains(customerId);
  }

  public void keep(String orderId, Key key, Person person) {
    kept.put(orderId, new Kept(key, person));
  }

  @Override
  public void write(Connection to) throws SQLException {
    writeKeys(to);
    writePersons(to);
  }

  private void writeKeys(Connection to) throws SQLException {
    var fresh = new CopyRows();
    var back = new Rows("text", "bytea");
    for (var key : made.values()) {
      if (returned.contains(key.customerId)) back.add(key.customerId, key.bytes);
      else fresh.add(key.customerId, key.bytes);
    }
    fresh.sendNew(to, "customer_key (customer_id, key)");
    int written =
        back.run(
            to,
            """
            update customer_key k set key = w.key, forgotten_at = null
            from unnest(?::text[], ?::bytea[]) w(customer_id, key)
            where k.customer_id = w.customer_id and k.key is null
            """);
    if (written != returned.size()) {
      // of two transactions, the first made the key; this one has sealed with another
      throw new SQLTransactionRollbackException("a customer's key was made meanwhile", "40001");
    }
  }

  private void writePersons(Connection to) throws SQLException {
    if (kept.isEmpty()) return;
    var stored = stored(to);
    var fresh = new CopyRows();
    var other = new Rows("text", "text", "bytea");
    kept.forEach(
        (order, its) -> {
          Object[] row = {order, its.key().customerId(), sealed(order, its)};
          if (stored.contains(order)) other.add(row);
          else fresh.add(row);
        });
    fresh.sendNew(to, "personal (order_id, customer_id, sealed)");
    other.run(
        to,
        """
        insert into personal (order_id, customer_id, sealed)
        select * from unnest(?::text[], ?::text[], ?::bytea[])
        on conflict (order_id) do update
          set customer_id = excluded.customer_id, sealed = excluded.sealed
        """);
  }

  /// The orders of which something is stored already.
  private Set<String> stored(Connection to) throws SQLException {
    var ids = new Rows("text");
    kept.keySet().forEach(ids::add);
    var stored = new HashSet<String>();
    var sql = "select order_id from personal where order_id = any(?)";
    ids.each(to, sql, row -> stored.add(row.getString(1)));
    return stored;
  }

  private static byte[] sealed(String orderId, Kept kept) {
    var plain = Json.write(kept.person()).getBytes(StandardCharsets.UTF_8);
    return kept.key().seal(place(orderId), plain);
  }

  /// What is personal of the order; null when there is nothing, or nothing any more.
  public Person find(String orderId) throws SQLException {
    if (kept.containsKey(orderId)) return kept.get(orderId).person();
    var sql =
        """
        select p.customer_id, p.sealed, k.key from personal p
        join customer_key k on k.customer_id = p.customer_id and k.key is not null
        where p.order_id = ?
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, orderId);
      try (var result = statement.executeQuery()) {
        if (!result.next()) return null;
        var key = new Key(result.getString(1), result.getBytes(3));
        return Json.read(key.open(place(orderId), result.getBytes(2)), Person.class);
      }
    }
  }

  /// Texts that point to this customer (names, email, streets, phones), from all their orders.
  public Set<String> textsAbout(String customerId) throws SQLException {
    var texts = new HashSet<String>();
    var sql = "select order_id from personal where customer_id = ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, customerId);
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          var person = find(result.getString(1));
          if (person != null) texts.addAll(person.texts());
        }
      }
    }
    return texts;
  }

  private static String place(String orderId) {
    return "personal/" + orderId;
  }

  /// Drops the customer's key and rows; false when there was no key. The ids of the orders whose
  /// documents named this customer are added to `orders`.
  public boolean forget(String customerId, List<String> orders) throws SQLException {
    var drop =
        "update customer_key set key = null, forgotten_at = now()"
            + " where customer_id = ? and key is not null";
    try (var statement = connection.prepareStatement(drop)) {
      statement.setString(1, customerId);
      if (statement.executeUpdate() == 0) return false;
    }
    asked.remove(customerId);
    keys.remove(customerId);
    var erase = "delete from personal where customer_id = ? returning order_id";
    try (var statement = connection.prepareStatement(erase)) {
      statement.setString(1, customerId);
      var erased = new ArrayList<String>();
      try (var result = statement.executeQuery()) {
        while (result.next()) erased.add(result.getString(1));
      }
      orders.addAll(erased);
    }
    return true;
  }
}
