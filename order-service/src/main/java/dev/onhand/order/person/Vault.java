package dev.onhand.order.person;

import dev.onhand.platform.message.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The keys of customers and what is sealed with them, inside the caller's transaction.
public final class Vault {
  private final Connection connection;

  public Vault(Connection connection) {
    this.connection = connection;
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

  /// The customer's key, a new one for a new customer, and for one who was forgotten and is back.
  public Key keyOf(String customerId) throws SQLException {
    var known = existing(customerId);
    if (known != null) return known;
    var sql =
        """
        insert into customer_key as k (customer_id, key) values (?, ?)
        on conflict (customer_id) do update set key = excluded.key, forgotten_at = null
          where k.key is null
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, customerId);
      statement.setBytes(2, Seal.newKey());
      statement.executeUpdate();
    }
    return existing(customerId); // of two transactions, the first to insert made the key
  }

  private Key existing(String customerId) throws SQLException {
    var sql = "select key from customer_key where customer_id = ? and key is not null";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, customerId);
      try (var result = statement.executeQuery()) {
        return result.next() ? new Key(customerId, result.getBytes(1)) : null;
      }
    }
  }

  /// True when the person asked to be forgotten, and has not come back.
  public boolean isForgotten(String customerId) throws SQLException {
    var sql = "select 1 from customer_key where customer_id = ? and key is null";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, customerId);
      try (var result = statement.executeQuery()) {
        return result.next();
      }
    }
  }

  public void keep(String orderId, Key key, Person person) throws SQLException {
    var sql =
        """
        insert into personal (order_id, customer_id, sealed) values (?, ?, ?)
        on conflict (order_id) do update
          set customer_id = excluded.customer_id, sealed = excluded.sealed
        """;
    var plain = Json.write(person).getBytes(StandardCharsets.UTF_8);
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, orderId);
      statement.setString(2, key.customerId());
      statement.setBytes(3, key.seal(place(orderId), plain));
      statement.executeUpdate();
    }
  }

  /// What is personal of the order; null when there is nothing, or nothing any more.
  public Person find(String orderId) throws SQLException {
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
