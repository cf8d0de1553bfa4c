package dev.onhand.order.person;

import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The right to be forgotten.
@Path("/customers")
public class CustomerResource {
  private static final String OPEN_STATES =
      "('ON_HOLD', 'RECEIVED', 'ACCEPTED', 'ALLOCATED', 'RELEASED', 'PARTIALLY_SHIPPED')";

  private final Requests requests;

  CustomerResource(Requests requests) {
    this.requests = requests;
  }

  /// Makes everything personal of this customer unreadable, for ever. Refused while an order of
  /// theirs still has to be delivered to an address. Repeating it changes nothing.
  @DELETE
  @Path("/{customerId}/personal-data")
  @RolesAllowed(Roles.ADMIN)
  public void forget(@PathParam("customerId") String customerId) {
    requests.run(
        work -> {
          var open = openOrders(work.connection(), customerId);
          if (!open.isEmpty()) {
            throw Problems.of(
                409,
                "Refused: OPEN_ORDERS",
                "Finish or cancel the customer's open orders first: " + open);
          }
          var orders = new ArrayList<String>();
          var vault = Vault.of(work);
          var texts = vault.textsAbout(customerId); // readable for the last time
          if (!vault.forget(customerId, orders) && !vault.isForgotten(customerId)) {
            throw Problems.unknown("customer", customerId);
          }
          emptyDeadLetters(work.connection(), orders);
          emptyDeadLettersWith(work.connection(), texts);
          return null;
        });
  }

  private static List<String> openOrders(Connection connection, String customerId)
      throws SQLException {
    var sql =
        "select order_id from orders where customer_id = ? and state in "
            + OPEN_STATES
            + " order by order_id limit 20";
    var open = new ArrayList<String>();
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, customerId);
      try (var result = statement.executeQuery()) {
        while (result.next()) open.add(result.getString(1));
      }
    }
    return open;
  }

  /// A document that could not even be read names no order, but it may name the person.
  private static void emptyDeadLettersWith(Connection connection, Set<String> texts)
      throws SQLException {
    var sql =
        """
        update dead_letter d set payload = ''::bytea, corrected = null,
          status = case when status = 'OPEN' then 'DISCARDED' else status end
        from (select convert_to(t, 'UTF8') as bytes from unnest(?::text[]) t) about
        where position(about.bytes in d.payload) > 0
          or d.corrected is not null and position(about.bytes in d.corrected) > 0
        """;
    if (texts.isEmpty()) return;
    var written = new ArrayList<>(texts);
    for (var text : texts) written.add(escaped(text));
    try (var statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", written.toArray()));
      statement.executeUpdate();
    }
  }

  /// As JSON may write it: everything beyond ASCII as an escape.
  private static String escaped(String text) {
    var escaped = new StringBuilder();
    for (var c : text.toCharArray()) {
      escaped.append(c < 128 ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return escaped.toString();
  }

  /// A refused document of a known order keeps its original bytes, which nobody sealed.
  private static void emptyDeadLetters(Connection connection, List<String> orders)
      throws SQLException {
    var sql =
        """
        update dead_letter d set payload = ''::bytea, corrected = null,
          status = case when status = 'OPEN' then 'DISCARDED' else status end
        from orders o
        where o.order_id = any(?)
          and d.key in (o.order_id, o.channel || '/' || o.shop || '/' || o.channel_order_id)
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", orders.toArray()));
      statement.executeUpdate();
    }
  }
}
