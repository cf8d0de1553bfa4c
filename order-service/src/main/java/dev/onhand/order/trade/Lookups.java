package dev.onhand.order.trade;

import dev.onhand.order.channel.PaymentReport;
import dev.onhand.order.order.BulkHold;
import dev.onhand.order.order.CreditLine;
import dev.onhand.order.order.OrderLine;
import dev.onhand.order.order.OrderPolicy;
import dev.onhand.order.order.OrderTerms;
import dev.onhand.order.order.RiskRule;
import dev.onhand.order.order.Scrutiny;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.sql.Rows;
import dev.onhand.platform.work.Work;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What concerns the orders that come in with one transaction, whatever is configured: policies and
/// rules once, holds and credit lines for many orders with one statement each. What an order's
/// customer did before is looked up only where a rule or a credit line asks for it.
public final class Lookups implements Work.Part {
  private static final String POLICY =
      """
      select jsonb_set(p.settings, '{version}', to_jsonb(p.version)) from order_policy p
      where p.order_type = ? and p.channel in (?, '*') and p.effective_from <= ?
      order by p.channel = '*', p.effective_from desc, p.version desc limit 1
      """;
  private static final String RULES = "select rule from risk_rule where enabled order by rule_id";
  private static final String HOLDS =
      """
      select hold from bulk_hold join unnest(?::text[], ?::text[]) as w(target, value)
        using (target, value) where released_at is null
      """;
  private static final String CREDIT =
      "select customer_id, currency, limit_minor from credit_line where customer_id = any(?)";
  private static final String OWED =
      """
      select coalesce(sum(o.total_minor - o.captured_minor + o.refunded_minor), 0) from orders o
      where o.customer_id = ? and o.order_id <> ? and o.payment_status = 'ON_ACCOUNT'
        and o.state <> 'CANCELLED' and o.currency = ?
      """;
  private static final String ORDERS_IN_A_DAY =
      "select count(*) from orders where customer_id = ? and order_id <> ? and received_at > ?";

  private final Connection connection;
  private final Instant now;
  private final Map<List<String>, OrderPolicy> policies = new HashMap<>();
  private final Set<Subject> asked = new HashSet<>();
  private final List<BulkHold> holds = new ArrayList<>();
  private final Map<String, Limit> limits = new HashMap<>();
  private List<RiskRule> rules;

  /// What a bulk hold may be on.
  private record Subject(BulkHold.Target target, String value) {}

  private record Limit(String currency, long minor) {}

  private Lookups(Work work) {
    this.connection = work.connection();
    this.now = work.now();
  }

  /// The transaction's lookups.
  public static Lookups of(Work work) {
    return work.part(Lookups.class, Lookups::new);
  }

  /// Looks up what is on these items and customers, for the orders that ask for it afterwards.
  public void load(Collection<String> skus, Collection<String> customers) throws SQLException {
    var subjects = new Rows("text", "text");
    var unknown = new Rows("text");
    for (var sku : skus) ask(BulkHold.Target.SKU, sku, subjects);
    for (var customer : customers) {
      if (ask(BulkHold.Target.CUSTOMER, customer, subjects)) unknown.add(customer);
    }
    if (!subjects.isEmpty()) loadHolds(subjects);
    if (!unknown.isEmpty()) loadLimits(unknown);
  }

  private boolean ask(BulkHold.Target target, String value, Rows subjects) {
    if (value == null || !asked.add(new Subject(target, value))) return false;
    subjects.add(target.name(), value);
    return true;
  }

  private void loadHolds(Rows subjects) throws SQLException {
    try (var statement = connection.prepareStatement(HOLDS)) {
      subjects.bind(statement);
      try (var row = statement.executeQuery()) {
        while (row.next()) holds.add(read(row.getString(1), BulkHold.class));
      }
    }
  }

  private void loadLimits(Rows customers) throws SQLException {
    try (var statement = connection.prepareStatement(CREDIT)) {
      customers.bind(statement);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          limits.put(row.getString(1), new Limit(row.getString(2), row.getLong(3)));
        }
      }
    }
  }

  /// What an order with these terms is checked against.
  public Scrutiny about(OrderTerms terms, boolean guest) throws SQLException {
    var skus = terms.lines().stream().map(OrderLine::sku).toList();
    load(skus, List.of(terms.customerId()));
    var its =
        holds.stream()
            .filter(
                hold ->
                    switch (hold.target()) {
                      case SKU -> skus.contains(hold.value());
                      case CUSTOMER -> hold.value().equals(terms.customerId());
                    })
            .toList();
    return new Scrutiny(policy(terms), rules(), guest, ordersInADay(terms), credit(terms), its);
  }

  private OrderPolicy policy(OrderTerms terms) throws SQLException {
    var type = terms.orderType().code();
    var key = List.of(type, terms.key().channel());
    var known = policies.get(key);
    if (known != null) return known;
    try (var statement = connection.prepareStatement(POLICY)) {
      statement.setString(1, type);
      statement.setString(2, terms.key().channel());
      statement.setTimestamp(3, Timestamp.from(now));
      try (var row = statement.executeQuery()) {
        var policy =
            row.next()
                ? read(row.getString(1), OrderPolicy.class)
                : OrderPolicy.of(terms.orderType());
        policies.put(key, policy);
        return policy;
      }
    }
  }

  private List<RiskRule> rules() throws SQLException {
    if (rules == null) {
      var enabled = new ArrayList<RiskRule>();
      try (var statement = connection.prepareStatement(RULES);
          var row = statement.executeQuery()) {
        while (row.next()) enabled.add(read(row.getString(1), RiskRule.class));
      }
      rules = enabled;
    }
    return rules;
  }

  private long ordersInADay(OrderTerms terms) throws SQLException {
    if (rules().stream().noneMatch(rule -> rule.kind() == RiskRule.Kind.ORDERS_IN_A_DAY)) return 0;
    try (var statement = connection.prepareStatement(ORDERS_IN_A_DAY)) {
      statement.setString(1, terms.customerId());
      statement.setString(2, terms.key().orderId());
      statement.setTimestamp(3, Timestamp.from(now.minus(Duration.ofDays(1))));
      return number(statement);
    }
  }

  private CreditLine credit(OrderTerms terms) throws SQLException {
    var limit = limits.get(terms.customerId());
    if (limit == null || terms.payment() != PaymentReport.ON_ACCOUNT) return null;
    try (var statement = connection.prepareStatement(OWED)) {
      statement.setString(1, terms.customerId());
      statement.setString(2, terms.key().orderId());
      statement.setString(3, limit.currency());
      var unit = CurrencyUnit.of(limit.currency());
      return new CreditLine(
          Money.ofMinor(unit, limit.minor()), Money.ofMinor(unit, number(statement)));
    }
  }

  private static long number(PreparedStatement statement) throws SQLException {
    try (var row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  static <T> T read(String json, Class<T> type) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
  }
}
