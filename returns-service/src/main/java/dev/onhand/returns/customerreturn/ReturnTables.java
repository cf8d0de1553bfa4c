package dev.onhand.returns.customerreturn;

import dev.onhand.platform.event.Current;
import dev.onhand.returns.customerreturn.CustomerReturn.Announced;
import dev.onhand.returns.customerreturn.CustomerReturn.Answer;
import dev.onhand.returns.customerreturn.CustomerReturn.Refund;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;

/// Writes the tables that lists and analysts read: one row per return and per line of it.
final class ReturnTables {
  private static final String RETURN =
      """
      insert into customer_return (id, order_id, stage, outcome, location_id, pool, currency,
        refund_asked_minor, refund_granted_minor, authorized_at, expires_at, version, changed_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (id) do update set stage = excluded.stage, outcome = excluded.outcome,
        currency = excluded.currency, refund_asked_minor = excluded.refund_asked_minor,
        refund_granted_minor = excluded.refund_granted_minor, version = excluded.version,
        changed_at = excluded.changed_at
      """;
  private static final String LINE =
      """
      insert into customer_return_line (return_id, line_id, sku, reason, expected, received,
        inspected, refunded)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (return_id, line_id) do update set expected = excluded.expected,
        received = excluded.received, inspected = excluded.inspected,
        refunded = excluded.refunded
      """;

  private ReturnTables() {}

  static void save(Connection connection, List<Current<CustomerReturn>> changed)
      throws SQLException {
    try (var head = connection.prepareStatement(RETURN);
        var line = connection.prepareStatement(LINE)) {
      for (var current : changed) {
        if (current.state() instanceof Announced announced) {
          add(head, current, announced);
          addLines(line, current.id(), announced);
        }
      }
      head.executeBatch();
      line.executeBatch();
    }
  }

  private static void add(PreparedStatement statement, Current<CustomerReturn> current, Announced a)
      throws SQLException {
    var authorization = a.authorization();
    var asked = sum(a, Set.of(Answer.PENDING, Answer.GRANTED, Answer.REFUSED));
    var granted = sum(a, Set.of(Answer.GRANTED));
    statement.setString(1, current.id());
    statement.setString(2, authorization.orderId());
    statement.setString(3, a.stage().name());
    statement.setString(4, a.outcome() == null ? null : a.outcome().name());
    statement.setString(5, authorization.locationId());
    statement.setString(6, authorization.pool());
    statement.setString(7, asked == null ? null : asked.getCurrencyUnit().getCode());
    setMinor(statement, 8, asked);
    setMinor(statement, 9, granted);
    statement.setObject(10, authorization.authorizedAt().atOffset(ZoneOffset.UTC));
    statement.setObject(11, authorization.expiresAt().atOffset(ZoneOffset.UTC));
    statement.setLong(12, current.version());
    statement.setObject(13, current.changedAt().atOffset(ZoneOffset.UTC));
    statement.addBatch();
  }

  /// Null when there is none.
  static Money sum(Announced a, Set<Answer> answers) {
    return a.refunds().values().stream()
        .filter(refund -> answers.contains(refund.answer()))
        .map(Refund::amount)
        .reduce(Money::plus)
        .orElse(null);
  }

  private static void setMinor(PreparedStatement statement, int column, Money amount)
      throws SQLException {
    if (amount == null) statement.setNull(column, Types.BIGINT);
    else statement.setLong(column, amount.getAmountMinorLong());
  }

  private static void addLines(PreparedStatement statement, String id, Announced a)
      throws SQLException {
    for (var line : a.lines().values()) {
      statement.setString(1, id);
      statement.setString(2, line.lineId());
      statement.setString(3, line.sku());
      statement.setString(4, line.reason());
      statement.setLong(5, line.expected());
      statement.setLong(6, line.received());
      statement.setLong(7, line.inspected());
      statement.setLong(8, line.refunded());
      statement.addBatch();
    }
  }
}
