package dev.onhand.order.trade;

import dev.onhand.order.channel.PaymentReport;
import dev.onhand.order.order.BulkHold;
import dev.onhand.order.order.CreditLine;
import dev.onhand.order.order.OrderPolicy;
import dev.onhand.order.order.OrderTerms;
import dev.onhand.order.order.RiskRule;
import dev.onhand.order.order.Scrutiny;
import dev.onhand.platform.message.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What concerns one order that comes in: one statement, whatever is configured.
public final class Lookups {
  private static final String SQL =
      """
      select
        (select jsonb_set(p.settings, '{version}', to_jsonb(p.version)) from order_policy p
         where p.order_type = ? and p.channel in (?, '*') and p.effective_from <= ?
         order by p.channel = '*', p.effective_from desc, p.version desc limit 1),
        (select jsonb_agg(r.rule order by r.rule_id) from risk_rule r where r.enabled),
        (select jsonb_agg(b.hold) from bulk_hold b where b.released_at is null
          and (b.target = 'SKU' and b.value = any(?) or b.target = 'CUSTOMER' and b.value = ?)),
        c.limit_minor, c.currency,
        case when c.customer_id is not null then
          (select coalesce(sum(o.total_minor - o.captured_minor + o.refunded_minor), 0)
           from orders o where o.customer_id = c.customer_id and o.order_id <> ?
             and o.payment_status = 'ON_ACCOUNT' and o.state <> 'CANCELLED'
             and o.currency = c.currency) end,
        case when exists (select 1 from risk_rule r
            where r.enabled and r.rule ->> 'kind' = 'ORDERS_IN_A_DAY') then
          (select count(*) from orders o where o.customer_id = ? and o.order_id <> ?
             and o.received_at > ?) end
      from (select 1) one left join credit_line c on c.customer_id = ?
      """;

  private Lookups() {}

  public static Scrutiny of(Connection connection, OrderTerms terms, boolean guest, Instant now)
      throws SQLException {
    var customer = terms.customerId();
    var order = terms.key().orderId();
    var skus = terms.lines().stream().map(l -> l.sku()).filter(Objects::nonNull).toArray();
    try (var statement = connection.prepareStatement(SQL)) {
      statement.setString(1, terms.orderType().code());
      statement.setString(2, terms.key().channel());
      statement.setTimestamp(3, Timestamp.from(now));
      statement.setArray(4, connection.createArrayOf("text", skus));
      statement.setString(5, customer);
      statement.setString(6, order);
      statement.setString(7, customer);
      statement.setString(8, order);
      statement.setTimestamp(9, Timestamp.from(now.minus(java.time.Duration.ofDays(1))));
      statement.setString(10, customer);
      try (var row = statement.executeQuery()) {
        row.next();
        var policy = row.getString(1);
        return new Scrutiny(
            policy == null ? OrderPolicy.of(terms.orderType()) : read(policy, OrderPolicy.class),
            list(row.getString(2), RiskRule[].class),
            guest,
            row.getLong(7),
            terms.payment() == PaymentReport.ON_ACCOUNT ? credit(row) : null,
            list(row.getString(3), BulkHold[].class));
      }
    }
  }

  private static CreditLine credit(ResultSet row) throws SQLException {
    var currency = row.getString(5);
    if (currency == null) return null;
    var unit = CurrencyUnit.of(currency);
    return new CreditLine(Money.ofMinor(unit, row.getLong(4)), Money.ofMinor(unit, row.getLong(6)));
  }

  static <T> T read(String json, Class<T> type) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
  }

  private static <T> List<T> list(String json, Class<T[]> type) {
    return json == null ? List.of() : new ArrayList<>(List.of(read(json, type)));
  }
}
