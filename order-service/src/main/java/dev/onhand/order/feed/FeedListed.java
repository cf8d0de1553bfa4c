package dev.onhand.order.feed;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.joda.money.Money;

/// The payload of `channel.FeedListed.v1`: every order that the channel has of those placed from
/// `from` (inclusive) to `to` (exclusive).
record FeedListed(String channel, String shop, Instant from, Instant to, List<Entry> orders) {
  static final int ENTRIES_MAX = 10_000;
  private static final int NAME_LENGTH_MAX = 200;
  private static final BigDecimal TOTAL_MAX = new BigDecimal("999999999999");
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2999-12-31T00:00:00Z");
  private static final String VIOLATION = "SCHEMA_VIOLATION";

  /// One order at the channel. `number`, `updatedAt`, `total` (without tax that the channel owes
  /// itself) and `status` may be null: what is not said is not compared.
  record Entry(String externalId, String number, Instant updatedAt, Money total, Status status) {
    Entry {
      named("orders.externalId", externalId);
      if (number != null) named("orders.number", number);
      if (updatedAt != null) sensible("orders.updatedAt", updatedAt);
      if (total != null && (total.isNegative() || total.getAmount().compareTo(TOTAL_MAX) > 0)) {
        throw new InvalidMessage(
            "AMOUNT_OUT_OF_RANGE", "orders.total", "must be 0 to " + TOTAL_MAX);
      }
    }
  }

  enum Status {
    @JsonProperty("open")
    OPEN,
    @JsonProperty("fulfilled")
    FULFILLED,
    @JsonProperty("cancelled")
    CANCELLED
  }

  FeedListed {
    named("channel", channel);
    named("shop", shop);
    sensible("from", Require.present("from", from));
    sensible("to", Require.present("to", to));
    if (!from.isBefore(to)) throw new InvalidMessage(VIOLATION, "to", "must be after from");
    if (orders == null) throw new InvalidMessage(VIOLATION, "orders", "is missing");
    if (orders.size() > ENTRIES_MAX) {
      throw new InvalidMessage(
          "TOO_MANY_LINES", "orders", "send at most " + ENTRIES_MAX + ", in a shorter window");
    }
    var ids = new HashSet<String>();
    for (var entry : orders) {
      if (!ids.add(Require.present("orders", entry).externalId())) {
        throw new InvalidMessage(VIOLATION, "orders.externalId", "stands twice");
      }
    }
    orders = List.copyOf(orders);
  }

  private static void sensible(String field, Instant at) {
    if (at.isBefore(FIRST) || at.isAfter(LAST)) {
      throw new InvalidMessage(VIOLATION, field, "must be from " + FIRST + " to " + LAST);
    }
  }

  private static void named(String field, String text) {
    Require.text(field, text);
    if (text.length() > NAME_LENGTH_MAX || text.indexOf('\0') >= 0) {
      throw new InvalidMessage(
          VIOLATION, field, "send at most " + NAME_LENGTH_MAX + " characters, no U+0000");
    }
  }
}
