package dev.onhand.inventory.reservation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.Policy;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.masterdata.Quantities;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What somebody wants promised.
///
/// @param channel that sells
/// @param priority whose promise is kept when units vanish: 0 is the most important
/// @param policy what to do when not all is there
/// @param expiresAt when the promise ends by itself; never where absent
@Schema(description = "What to promise to an order.")
public record ReservationRequest(
    String pool,
    @Schema(description = "The order, or the cart that may become one.") String orderId,
    @Schema(description = "The sales channel.") String channel,
    @Schema(description = "0 is the most important. Default 100.", defaultValue = "100")
        Integer priority,
    @Schema(description = "Where to, ISO 3166-1 alpha-2.") String country,
    @Schema(description = "How fast; sourcing rules know the word.") String serviceLevel,
    @Schema(
            description = "ship-complete (default), ship-available, backorder or preorder.",
            defaultValue = "ship-complete")
        String policy,
    @Schema(description = "When the promise ends by itself; never where absent.") Instant expiresAt,
    List<Line> lines) {

  private static final int PRIORITY_DEFAULT = 100;
  private static final int LINES_MAX = 500;
  private static final int TEXT_LENGTH_MAX = 200;
  private static final List<String> POLICIES =
      Arrays.stream(Policy.values()).map(policy -> policy.word).toList();

  /// @param lineId within the order; the line's number where absent
  /// @param unit of the quantity; the item's base unit where absent
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(
      @Schema(description = "Within the order; the line's number where absent.") String lineId,
      String sku,
      long quantity,
      @Schema(description = "One of the item's units; its base unit where absent.") String unit) {
    public Line {
      storable("sku", Require.text("sku", sku));
      Require.positive("quantity", quantity);
      if (lineId != null) storable("lineId", Require.text("lineId", lineId));
    }
  }

  public ReservationRequest {
    storable("pool", Require.text("pool", pool));
    storable("orderId", Require.text("orderId", orderId));
    storable("channel", Require.text("channel", channel));
    priority = priority == null ? PRIORITY_DEFAULT : priority;
    if (priority < 0) {
      throw new InvalidMessage("SCHEMA_VIOLATION", "priority", "send 0 or more");
    }
    country = country == null ? "" : country;
    serviceLevel = serviceLevel == null ? "" : serviceLevel;
    storable("country", country);
    storable("serviceLevel", serviceLevel);
    policy = policy == null ? Policy.SHIP_COMPLETE.word : policy;
    if (!POLICIES.contains(policy)) {
      throw new InvalidMessage("SCHEMA_VIOLATION", "policy", "send one of " + POLICIES);
    }
    lines = Require.some("lines", lines);
    if (lines.size() > LINES_MAX) {
      throw new InvalidMessage("SCHEMA_VIOLATION", "lines", "send at most " + LINES_MAX);
    }
  }

  private static void storable(String field, String text) {
    if (text.length() > TEXT_LENGTH_MAX || text.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
      throw new InvalidMessage(
          "SCHEMA_VIOLATION", field, "send at most " + TEXT_LENGTH_MAX + " printable characters");
    }
  }

  /// The same with all quantities in base units.
  ///
  /// @throws dev.onhand.platform.http.HttpProblem if that cannot be said exactly
  ReservationRequest inBaseUnits(Work work) throws SQLException {
    var converted = new ArrayList<Line>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var path = "lines[" + i + "].";
      long base = Quantities.toBase(work, path, line.sku(), line.quantity(), line.unit());
      converted.add(new Line(line.lineId(), line.sku(), base, null));
    }
    return new ReservationRequest(
        pool, orderId, channel, priority, country, serviceLevel, policy, expiresAt, converted);
  }

  /// The command that asks for it; quantities must be in base units.
  StockCommand command(String reservationId, Cause cause) {
    var wanted = new ArrayList<StockCommand.Line>(lines.size());
    for (var line : lines) {
      var lineId = line.lineId() == null ? Integer.toString(wanted.size() + 1) : line.lineId();
      wanted.add(new StockCommand.Line(lineId, line.sku(), line.quantity()));
    }
    return new StockCommand.ReserveStock(
        cause,
        pool,
        reservationId,
        orderId,
        channel,
        priority,
        country,
        serviceLevel,
        policy,
        expiresAt == null ? 0 : expiresAt.toEpochMilli(),
        wanted);
  }
}
