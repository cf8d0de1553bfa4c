package dev.onhand.order.trade;

import dev.onhand.order.channel.OrderType;
import dev.onhand.order.order.OrderPolicy;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Answer;
import dev.onhand.platform.work.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/// Policies: what varies between kinds of orders and channels. A version is never changed, only
/// followed by another; an order keeps the one that was in effect when it came.
@Path("/order-policies")
public class PolicyResource {
  private static final String ANY_CHANNEL = "*";
  private static final int NAME_LENGTH_MAX = 100;
  private static final int PRIORITY_MAX = 1_000;
  private static final int RETRIES_MAX = 20;
  private static final int NET_DAYS_MAX = 365;
  private static final Duration LONGEST = Duration.ofDays(365);

  private final Requests requests;

  PolicyResource(Requests requests) {
    this.requests = requests;
  }

  /// A new version. `channel` may be absent: any. `effectiveFrom` may be absent: now. Parts of the
  /// settings that are absent are as nobody had configured them; durations are ISO 8601 (`P2D`).
  public record Version(
      OrderType orderType, String channel, Instant effectiveFrom, Settings settings) {
    public Version {
      Require.present("orderType", orderType);
      Require.present("settings", settings);
      if (channel == null) channel = ANY_CHANNEL;
      if (channel.isBlank() || channel.length() > NAME_LENGTH_MAX) {
        throw invalid("channel", "send 1 to " + NAME_LENGTH_MAX + " characters");
      }
    }
  }

  /// See [OrderPolicy]; every part may be absent.
  public record Settings(
      Integer priority,
      String reservation,
      String serviceLevel,
      Duration paymentDue,
      Duration completeAfter,
      Duration shipWithin,
      Duration cancelAfter,
      OrderPolicy.Capture capture,
      Integer captureRetries,
      Duration captureRetryAfter,
      Money approvalAbove,
      Integer riskThreshold,
      Boolean creditCheck,
      Boolean split,
      Integer netDays) {

    OrderPolicy over(OrderPolicy usual) {
      return new OrderPolicy(
          usual.version(),
          within("priority", or(priority, usual.priority()), 0, PRIORITY_MAX),
          strategy(),
          level(or(serviceLevel, usual.serviceLevel())),
          time("paymentDue", or(paymentDue, usual.paymentDue())),
          time("completeAfter", or(completeAfter, usual.completeAfter())),
          time("shipWithin", shipWithin),
          time("cancelAfter", cancelAfter),
          or(capture, usual.capture()),
          within("captureRetries", or(captureRetries, usual.captureRetries()), 0, RETRIES_MAX),
          time("captureRetryAfter", or(captureRetryAfter, usual.captureRetryAfter())),
          approvalAbove,
          within("riskThreshold", or(riskThreshold, usual.riskThreshold()), 1, 1_000_000),
          or(creditCheck, usual.creditCheck()),
          or(split, usual.split()),
          days(or(netDays, usual.netDays())));
    }

    private static Integer days(Integer days) {
      return days == null ? null : within("netDays", days, 0, NET_DAYS_MAX);
    }

    private String strategy() {
      if (reservation == null) return OrderPolicy.SHIP_COMPLETE;
      if (OrderPolicy.RESERVATIONS.contains(reservation)) return reservation;
      throw invalid("reservation", "send one of " + OrderPolicy.RESERVATIONS);
    }

    private static String level(String level) {
      if (level.isBlank() || level.length() > NAME_LENGTH_MAX) {
        throw invalid("serviceLevel", "send 1 to " + NAME_LENGTH_MAX + " characters");
      }
      return level;
    }

    private static <T> T or(T given, T usual) {
      return given == null ? usual : given;
    }

    private static int within(String field, int number, int min, int max) {
      if (number < min || number > max) throw invalid(field, "send " + min + " to " + max);
      return number;
    }

    private static Duration time(String field, Duration time) {
      if (time != null && (time.isNegative() || time.compareTo(LONGEST) > 0)) {
        throw invalid(field, "send PT0S to P365D");
      }
      return time;
    }
  }

  private static InvalidMessage invalid(String field, String fix) {
    return new InvalidMessage("SCHEMA_VIOLATION", field, fix);
  }

  /// A version as shown; durations are ISO 8601.
  public record VersionView(
      OrderType orderType,
      String channel,
      int version,
      Instant effectiveFrom,
      int priority,
      String reservation,
      String serviceLevel,
      String paymentDue,
      String completeAfter,
      String shipWithin,
      String cancelAfter,
      OrderPolicy.Capture capture,
      int captureRetries,
      String captureRetryAfter,
      Money approvalAbove,
      int riskThreshold,
      boolean creditCheck,
      boolean split,
      Integer netDays,
      String createdBy) {

    static VersionView of(
        OrderType type, String channel, int version, Instant from, OrderPolicy p, String by) {
      return new VersionView(
          type,
          channel,
          version,
          from,
          p.priority(),
          p.reservation(),
          p.serviceLevel(),
          text(p.paymentDue()),
          text(p.completeAfter()),
          text(p.shipWithin()),
          text(p.cancelAfter()),
          p.capture(),
          p.captureRetries(),
          text(p.captureRetryAfter()),
          p.approvalAbove(),
          p.riskThreshold(),
          p.creditCheck(),
          p.split(),
          p.netDays(),
          by);
    }

    private static String text(Duration time) {
      return time == null ? null : time.toString();
    }
  }

  /// Adds a version. Orders that are here already keep theirs.
  @POST
  @RolesAllowed(Roles.ADMIN)
  public Response add(Version body) {
    Require.present("body", body);
    var policy = body.settings().over(OrderPolicy.of(body.orderType()));
    return requests.post(
        body, work -> Answer.created("/order-policies", insert(work, body, policy)));
  }

  private VersionView insert(Work work, Version body, OrderPolicy policy) throws SQLException {
    var from = body.effectiveFrom() == null ? work.now() : body.effectiveFrom();
    var sql =
        """
        insert into order_policy
          (order_type, channel, version, effective_from, settings, created_by, created_at)
        select ?, ?, coalesce(max(version), 0) + 1, ?, ?::jsonb, ?, ? from order_policy
        where order_type = ? and channel = ? returning version
        """;
    try (var statement = work.connection().prepareStatement(sql)) {
      statement.setString(1, body.orderType().code());
      statement.setString(2, body.channel());
      statement.setTimestamp(3, Timestamp.from(from));
      statement.setString(4, Json.write(policy));
      statement.setString(5, requests.actor());
      statement.setTimestamp(6, Timestamp.from(work.now()));
      statement.setString(7, body.orderType().code());
      statement.setString(8, body.channel());
      try (var row = statement.executeQuery()) {
        row.next();
        return VersionView.of(
            body.orderType(), body.channel(), row.getInt(1), from, policy, requests.actor());
      }
    }
  }

  /// All versions, those of one kind of order and channel together, the latest first.
  @GET
  @RolesAllowed({Roles.ADMIN, Roles.ORDER_CLERK, Roles.PLANNER, Roles.ANALYST})
  public List<VersionView> list(@QueryParam("orderType") String orderType) {
    return requests.run(work -> versions(work.connection(), orderType));
  }

  private static List<VersionView> versions(Connection connection, String orderType)
      throws SQLException {
    var sql =
        """
        select order_type, channel, version, effective_from, settings, created_by
        from order_policy where ?::text is null or order_type = ?
        order by order_type, channel, version desc limit 1000
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, orderType);
      statement.setString(2, orderType);
      var versions = new ArrayList<VersionView>();
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          versions.add(
              VersionView.of(
                  OrderType.ofCode(row.getString(1)),
                  row.getString(2),
                  row.getInt(3),
                  row.getObject(4, OffsetDateTime.class).toInstant(),
                  Lookups.read(row.getString(5), OrderPolicy.class),
                  row.getString(6)));
        }
      }
      return versions;
    }
  }
}
