package dev.onhand.order.trade;

import dev.onhand.order.order.RiskRule;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.message.Require;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.joda.money.Money;

/// Rules of risk and credit lines: they count for orders, and new versions of waiting ones, that
/// come after them.
@Path("/")
public class RuleResource {
  private static final Pattern RULE_ID = Pattern.compile("[A-Za-z0-9-]{1,60}");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern CUSTOMER = Pattern.compile("[0-9a-f-]{36}");
  private static final int SCORE_MAX = 1_000;

  private final Requests requests;

  RuleResource(Requests requests) {
    this.requests = requests;
  }

  /// `amount` for TOTAL_ABOVE and GUEST_ABOVE, `units` for UNITS_ABOVE and ORDERS_IN_A_DAY,
  /// `countries` for COUNTRY_IN.
  public record Rule(
      RiskRule.Kind kind,
      int score,
      Money amount,
      Long units,
      List<String> countries,
      Boolean enabled) {
    public Rule {
      Require.present("kind", kind);
      if (score < 1 || score > SCORE_MAX) throw invalid("score", "send 1 to " + SCORE_MAX);
      switch (kind) {
        case TOTAL_ABOVE, GUEST_ABOVE -> Require.present("amount", amount);
        case UNITS_ABOVE, ORDERS_IN_A_DAY -> {
          Require.present("units", units);
          if (units < 1) throw invalid("units", "send at least 1");
        }
        case COUNTRY_IN -> {
          countries = Require.some("countries", countries);
          if (!countries.stream().allMatch(c -> COUNTRY.matcher(c).matches())) {
            throw invalid("countries", "send codes such as DE");
          }
        }
      }
      if (enabled == null) enabled = true;
    }
  }

  private static InvalidMessage invalid(String field, String fix) {
    return new InvalidMessage("SCHEMA_VIOLATION", field, fix);
  }

  @PUT
  @Path("risk-rules/{ruleId}")
  @RolesAllowed(Roles.ADMIN)
  public RiskRule save(@PathParam("ruleId") String ruleId, Rule body) {
    Require.present("body", body);
    if (!RULE_ID.matcher(ruleId).matches()) {
      throw Problems.invalid("ruleId", "send 1 to 60 letters, digits and hyphens");
    }
    var rule =
        new RiskRule(
            ruleId, body.kind(), body.score(), body.amount(), body.units(), body.countries());
    return requests.run(
        work -> {
          var sql =
              """
              insert into risk_rule (rule_id, enabled, rule, updated_by, updated_at)
              values (?, ?, ?::jsonb, ?, ?)
              on conflict (rule_id) do update set enabled = excluded.enabled,
                rule = excluded.rule, updated_by = excluded.updated_by,
                updated_at = excluded.updated_at
              """;
          try (var statement = work.connection().prepareStatement(sql)) {
            statement.setString(1, ruleId);
            statement.setBoolean(2, body.enabled());
            statement.setString(3, Json.write(rule));
            statement.setString(4, requests.actor());
            statement.setTimestamp(5, Timestamp.from(work.now()));
            statement.executeUpdate();
          }
          return rule;
        });
  }

  /// Those that count.
  @GET
  @Path("risk-rules")
  @RolesAllowed({Roles.ADMIN, Roles.ORDER_CLERK, Roles.ANALYST})
  public List<RiskRule> rules() {
    return requests.run(work -> rules(work.connection()));
  }

  private static List<RiskRule> rules(Connection connection) throws SQLException {
    var sql = "select rule from risk_rule where enabled order by rule_id limit 1000";
    try (var statement = connection.prepareStatement(sql);
        var row = statement.executeQuery()) {
      var rules = new ArrayList<RiskRule>();
      while (row.next()) rules.add(Lookups.read(row.getString(1), RiskRule.class));
      return rules;
    }
  }

  /// What a customer may owe on account.
  public record Credit(Money limit) {
    public Credit {
      Require.present("limit", limit);
      if (limit.isNegative()) throw invalid("limit", "send zero or more");
    }
  }

  @PUT
  @Path("credit-lines/{customerId}")
  @RolesAllowed({Roles.ACCOUNTANT, Roles.CONTROLLER})
  public Credit credit(@PathParam("customerId") String customerId, Credit body) {
    Require.present("body", body);
    if (!CUSTOMER.matcher(customerId).matches()) {
      throw Problems.invalid("customerId", "send the customer's id as orders show it");
    }
    return requests.run(
        work -> {
          var sql =
              """
              insert into credit_line (customer_id, limit_minor, currency, updated_by, updated_at)
              values (?, ?, ?, ?, ?)
              on conflict (customer_id) do update set limit_minor = excluded.limit_minor,
                currency = excluded.currency, updated_by = excluded.updated_by,
                updated_at = excluded.updated_at
              """;
          try (var statement = work.connection().prepareStatement(sql)) {
            statement.setString(1, customerId);
            statement.setLong(2, body.limit().getAmountMinorLong());
            statement.setString(3, body.limit().getCurrencyUnit().getCode());
            statement.setString(4, requests.actor());
            statement.setTimestamp(5, Timestamp.from(work.now()));
            statement.executeUpdate();
          }
          return body;
        });
  }
}
